package io.s22.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalFileTest {
  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aLastLineWithoutItsLineFeedIsRead() throws IOException {
    List<String> lines = new ArrayList<>();
    JournalFile.readLines(stream("a\nb"), lines::add);

    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void aLineWithoutEndIsRefusedInBoundedMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };

    assertThatThrownBy(() -> JournalFile.readLines(endless, line -> {}))
        .hasMessageContaining("line 1 is longer than any entry");
  }

  @Test
  void whatIsNotUtf8IsRefusedWithItsLine() {
    InputStream binary = new ByteArrayInputStream(new byte[] {'a', '\n', (byte) 0xC3, 0x28});

    assertThatThrownBy(() -> JournalFile.readLines(binary, line -> {}))
        .hasMessageContaining("line 2 is not UTF-8");
  }

  @Test
  void aSummaryFollowsTheMoves() {
    Fold.Folding<Optional<RunSummary>> folding = RunSummary.FOLD.from(Optional.empty());
    List<Entry> entries = Samples.journal().stream().map(EntryCodec.Sealed::entry).toList();
    assertThat(folding.seq()).isZero();

    folding.accept(entries.get(0));
    assertThat(folding.value().orElseThrow().state()).isEqualTo(RunState.WAITING);
    entries.subList(1, 3).forEach(folding);

    assertThat(folding.seq()).isEqualTo(3);
    assertThat(folding.value().orElseThrow().state()).isEqualTo(RunState.RUNNING);
    assertThat(folding.value().orElseThrow().because()).isEqualTo("the window has opened");
    assertThat(folding.value().orElseThrow().plan()).isEqualTo("s22");
    assertThat(folding.value().orElseThrow().opened()).isEqualTo(entries.getFirst().at());
    assertThat(folding.value().orElseThrow().last()).isEqualTo(entries.get(2).at());
    assertThat(RunSummary.of(List.of())).isEmpty();
  }
}
