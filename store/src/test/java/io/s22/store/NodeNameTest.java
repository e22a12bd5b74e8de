package io.s22.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeNameTest {
  private final NodeName here = NodeName.here("a", Map.of());

  @Test
  void aNameReadsBackTheSameAndFitsTheScheduler() {
    assertThat(NodeName.parse(here.toString())).contains(here);
    assertThat(NodeName.here("longtag", Map.of()).tag()).isEqualTo("longta");
    NodeName longest =
        new NodeName("abcdefghijkl", "ffffffff", 4_194_304, 99_999_999_999L, "abcdef");
    assertThat(longest.toString()).hasSizeLessThanOrEqualTo(50);
  }

  @Test
  void whatIsNoNameOfOursIsLeftAlone() {
    for (String text : new String[] {"", "host", "a~b~c~d~e", "a~b~1~2", "a~b~1~-2~t"}) {
      assertThat(NodeName.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void aLivingProcessIsNotDead() {
    assertThat(here.isDead(here)).isFalse();
    assertThat(NodeName.here("b", Map.of()).isDead(here)).isFalse();
  }

  @Test
  void aProcessThatEndedIsDead() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(new NodeName("h", here.machine(), process.pid(), here.started(), "a").isDead(here))
        .isTrue();
  }

  @Test
  void aPidGivenOutAgainIsDead() {
    assertThat(new NodeName("h", here.machine(), here.pid(), here.started() - 1, "a").isDead(here))
        .isTrue();
  }

  @Test
  void ofAnotherMachineNothingIsCertain() {
    assertThat(new NodeName("h", "elsewhere", 1, 1, "a").isDead(here)).isFalse();
  }
}
