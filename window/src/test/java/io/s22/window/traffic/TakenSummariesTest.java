package io.s22.window.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries that were counted elsewhere and sent, by whomever. */
final class TakenSummariesTest {
  private static final LocalDate DAY = LocalDate.of(2024, 3, 16);

  @TempDir Path folder = Path.of("");

  private Path counted(String into, Routes routes, String... users) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String user : users) {
      lines.append(
          user + " - - [16/Mar/2024:10:05:03 +0000] \"GET / HTTP/1.1\" 200 7 \"-\" \"-\"\n");
    }
    Path log = Files.writeString(folder.resolve(into + ".log"), lines);
    TrafficReader.Settings settings =
        new TrafficReader.Settings("combined", null, routes, ZoneOffset.UTC, 1);
    new TrafficReader(settings, System.in, TrafficListener.NONE, System::nanoTime)
        .read(List.of(log), folder.resolve(into));
    return new SummaryFolder(folder.resolve(into)).all().getFirst();
  }

  private SummaryFolder here() {
    return new SummaryFolder(folder.resolve("here"));
  }

  private static long requests(SummaryFolder at) {
    return at.load(DAY).rows().stream()
        .filter(row -> row.route().equals(Summary.ALL))
        .mapToLong(Summary.Row::requests)
        .sum();
  }

  @Test
  void what_is_sent_twice_or_by_two_machines_counts_once_each() throws IOException {
    byte[] one = Files.readAllBytes(counted("one", Routes.NONE, "10.0.0.1", "10.0.0.2"));
    byte[] two = Files.readAllBytes(counted("two", Routes.NONE, "10.0.0.3"));
    assertThat(here().take(one)).contains(DAY);
    assertThat(here().take(one)).isEmpty();
    assertThat(here().take(two)).contains(DAY);
    assertThat(requests(here())).isEqualTo(3);
    here().compact(List.of(DAY));
    assertThat(here().take(one)).as("it is in the sum").isEmpty();
    assertThat(requests(here())).isEqualTo(3);
  }

  @Test
  void a_sum_takes_the_place_of_what_it_was_made_from() throws IOException {
    Path one = counted("one", Routes.NONE, "10.0.0.1", "10.0.0.2");
    byte[] alone = Files.readAllBytes(one);
    Path two = counted("two", Routes.NONE, "10.0.0.3");
    Files.copy(two, folder.resolve("one").resolve(two.getFileName()));
    new SummaryFolder(folder.resolve("one")).compact(List.of(DAY));
    byte[] both = Files.readAllBytes(new SummaryFolder(folder.resolve("one")).all().getFirst());
    assertThat(here().take(alone)).contains(DAY);
    assertThat(here().take(both)).contains(DAY);
    assertThat(requests(here())).isEqualTo(3);
  }

  @Test
  void what_was_counted_otherwise_is_refused() throws IOException {
    here().take(Files.readAllBytes(counted("one", Routes.NONE, "10.0.0.1")));
    byte[] other = Files.readAllBytes(counted("two", Routes.of(List.of("pay=/pay")), "10.0.0.2"));
    assertThatThrownBy(() -> here().take(other))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7011"));
    assertThat(requests(here())).isEqualTo(1);
  }

  private void refused(byte[] sent) {
    assertThatThrownBy(() -> here().take(sent))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7010"));
  }

  @Test
  void any_byte_changed_is_refused_and_nothing_is_kept() throws IOException {
    byte[] good = Files.readAllBytes(counted("one", Routes.NONE, "10.0.0.1"));
    byte[] text = new GZIPInputStream(new ByteArrayInputStream(good)).readAllBytes();
    long seed = 8;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] changed = text.clone();
      int at = random.nextInt(changed.length - 1);
      changed[at] ^= (byte) (1 << random.nextInt(7));
      refused(packed(changed));
    }
    int last = new String(text, StandardCharsets.UTF_8).lastIndexOf("sha256");
    for (int at = last; at < text.length - 1; at++) {
      byte[] changed = text.clone();
      changed[at] ^= 1;
      refused(packed(changed));
    }
    byte[] longer = Arrays.copyOf(text, text.length + 1);
    longer[text.length] = '\n';
    refused(packed(longer));
    refused(new byte[0]);
    refused("nothing of the kind".getBytes(StandardCharsets.UTF_8));
    refused(packed(new byte[0]));
    assertThat(folder.resolve("here")).doesNotExist();
  }

  @Test
  void rows_that_cannot_be_are_refused_though_their_checksum_is_right() throws IOException {
    byte[] good = Files.readAllBytes(counted("one", Routes.NONE, "10.0.0.1"));
    List<String> lines =
        new String(
                new GZIPInputStream(new ByteArrayInputStream(good)).readAllBytes(),
                StandardCharsets.UTF_8)
            .lines()
            .toList();
    String row = lines.get(3);
    assertThat(here().take(summed(lines, row, lines.get(5)))).as("as it was").contains(DAY);
    for (String bad :
        List.of(
            row.replaceFirst("^605", "1440"),
            row.replaceFirst("^605", "-1"),
            row.replaceFirst(",1,", ",-1,"),
            row.replaceFirst(",1,", ",many,"),
            row.replaceFirst("[0-9.]+$", "NaN"),
            row.replaceFirst("[0-9.]+$", "-1"),
            row + ",1")) {
      assertThat(bad).isNotEqualTo(row);
      refused(summed(lines, bad, lines.get(5)));
    }
    refused(summed(lines, row, "AAAA"));
    refused(summed(lines, row, "no Base64!"));
    refused(summed(lines, row, "/////////////////////////////w=="));
  }

  /** The summary with another row and another sketch, and sums that are right. */
  private static byte[] summed(List<String> lines, String row, String sketch) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : List.of(lines.get(0), lines.get(1), lines.get(2), row)) {
      text.append(line).append('\n');
    }
    sum(text);
    text.append(sketch).append('\n');
    for (String rest : lines.subList(6, lines.size() - 1)) {
      text.append(rest).append('\n');
    }
    sum(text);
    return packed(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void sum(StringBuilder text) {
    byte[] soFar = text.toString().getBytes(StandardCharsets.UTF_8);
    text.append("sha256 ")
        .append(java.util.HexFormat.of().formatHex(Hashes.sha256().digest(soFar)))
        .append('\n');
  }

  @Test
  void a_small_file_that_unpacks_without_end_is_not_unpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      out.write("S22 traffic summary 1\n".getBytes(StandardCharsets.UTF_8));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        out.write(zeros);
      }
    }
    refused(bomb.toByteArray());
  }

  private static byte[] packed(byte[] text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text);
    }
    return packed.toByteArray();
  }
}
