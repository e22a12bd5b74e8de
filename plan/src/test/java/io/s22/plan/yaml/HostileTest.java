package io.s22.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.s22.plan.Mark;
import io.s22.plan.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds: one clear error, within 2 s and 256 MiB, and never an exception. */
class HostileTest {
  private static final String HEAD =
      """
      plan: p
      title: P
      zone: UTC
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
      """;

  @TempDir Path folder = Path.of("");

  /** Reads files in a process with little memory; prints code, milliseconds of CPU and number. */
  static final class Child {
    private Child() {}

    public static void main(String[] files) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      for (String file : files) {
        long begin = threads.getCurrentThreadCpuTime();
        List<Problem> problems = PlanReader.read(Path.of(file)).problems();
        long millis = (threads.getCurrentThreadCpuTime() - begin) / 1_000_000;
        String code = problems.isEmpty() ? "none" : problems.getFirst().code();
        System.out.println(code + " " + millis + " " + problems.size() + " " + file);
      }
    }
  }

  private Map<Path, String> hostileFiles() throws IOException {
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(write("letters", "a".repeat(8_000_000)), "S22-1006");
    files.put(write("deep-lists", HEAD + "why: " + "[\n".repeat(2_000_000)), "S22-1006");
    files.put(write("deep-maps", HEAD + "why: " + "{a:\n".repeat(1_000_000)), "S22-1006");
    files.put(write("deep-dashes", "- ".repeat(2_000_000)), "S22-1006");
    files.put(write("deep-questions", "? ".repeat(2_000_000)), "S22-1006");
    files.put(write("many-values", HEAD + "why: [" + "a,\n ".repeat(1_900_000) + "]"), "S22-1006");
    files.put(
        write("one-long-text", HEAD + "variables: {a: '" + "x".repeat(7_000_000) + "'}"),
        "S22-1006");
    files.put(write("one-long-comment", "#" + "x".repeat(8_000_000)), "S22-1006");
    files.put(write("one-long-key", HEAD + "x".repeat(100_000) + ": 1"), "S22-1004");
    files.put(
        write("many-anchors", HEAD + "why: [" + "&a x,\n ".repeat(1_000_000) + "]"), "S22-1006");
    files.put(write("many-unknown-keys", manyKeys(250_000)), "S22-1010");
    files.put(write("many-doubles", HEAD + "zone: UTC\n".repeat(250_000)), "S22-1007");
    files.put(write("many-hosts", HEAD + "cluster: {hosts: {" + manyRanges() + "}}"), "S22-1006");
    files.put(write("many-names", HEAD + "cluster: {groups: {" + manyGroups() + "}}"), "S22-1006");
    files.put(write("long-name", HEAD + "? " + "y".repeat(100_000) + "\n: 1"), "S22-1010");
    files.put(write("open-quote", "\"" + "x\n ".repeat(2_500_000)), "S22-1004");
    files.put(write("colons", ": ".repeat(60_000)), "S22-1004");
    files.put(write("percents", "%\n".repeat(4_000_000)), "S22-1004");
    files.put(write("many-comments", "#\n".repeat(4_000_000)), "S22-1005");
    files.put(write("many-documents", "---\n".repeat(2_000_000)), "S22-1005");
    files.put(write("null", ""), "S22-1005");
    files.put(sparse(100L << 20), "S22-1002");
    files.put(Path.of("/dev/zero"), "S22-1002");
    files.put(folder, "S22-1001");
    files.put(folder.resolve("missing"), "S22-1001");
    return files;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path sparse(long size) throws IOException {
    Path file = folder.resolve("100-mib");
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(size);
    }
    return file;
  }

  private static String longLines() {
    return ("  " + "x".repeat(100_000) + "\n").repeat(79);
  }

  private static String manyKeys(int keys) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < keys; i++) {
      text.append("unknown-key-").append(i).append(": x\n");
    }
    return text.toString();
  }

  private static String manyRanges() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("\"h").append(i).append("-[1-19999]\": {}, ");
    }
    return text.toString();
  }

  private static String manyGroups() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append("g").append(i).append(": [\"h-[1-19999]\", \"h-[1-19999]\"], ");
    }
    return text.toString();
  }

  @Test
  void hostileFilesGetOneErrorWithin2SecondsAnd256MiB() throws Exception {
    Map<Path, String> files = hostileFiles();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Child.class.getName());
    files.keySet().forEach(file -> command.add(file.toString()));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    Map<Path, String> codes = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", 4);
      codes.put(Path.of(words[3]), words[0]);
      assertThat(Long.parseLong(words[1])).as(line).isLessThan(2_000);
    }
    assertThat(codes).containsExactlyEntriesOf(files);
  }

  @Test
  void manyProblemsAreCountedAndNotAllListed() {
    List<Problem> problems = PlanReader.read("p", manyKeys(5_000)).problems();
    assertThat(problems).hasSize(1_001);
    assertThat(problems.getLast().code()).isEqualTo("S22-1009");
    assertThat(problems.getLast().what()).contains("4000 more");
  }

  @Test
  void byteOrderMarksAndWindowsLinesAreNoMistakes() {
    Loaded loaded = PlanReader.read("p", ("\ufeff" + HEAD + "zon: x\n").replace("\n", "\r\n"));
    assertThat(loaded.problems())
        .extracting(Problem::code, Problem::at)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("S22-1010", new Mark(5, 1)));
  }

  @Test
  void otherEncodingsAreNamedAsWhatTheyAre() throws IOException {
    for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      Path file = Files.write(folder.resolve("utf16"), (HEAD + "# 集群").getBytes(charset));
      assertThat(PlanReader.read(file).problems())
          .extracting(Problem::code)
          .containsExactly("S22-1003");
    }
  }

  @Test
  void aPlanWithAnAliasIsReadAsIfItWereWrittenOut() {
    Loaded loaded =
        PlanReader.read(
            "p",
            HEAD
                + """
                stages:
                  - stage: a
                    box: 00:00-01:00
                    steps:
                      - {step: one, run: x, takes: &usual {likely: 1m, worst: 2m}}
                      - {step: two, run: x, takes: *usual}
                """);
    assertThat(loaded.problems()).isEmpty();
    var steps = loaded.plan().orElseThrow().stages().getFirst().steps();
    assertThat(steps.get(1).takes()).isEqualTo(steps.get(0).takes());
  }

  @Test
  void whatIsWrongStaysInThePlanAsAPlaceholderAtItsPlace() {
    Loaded loaded =
        PlanReader.read(
            "p",
            """
            plan: p
            title: P
            zone: Nowhere
            window: {opens: tonight, closes: 2024-03-16 04:00}
            cluster: {services: {api: 5}}
            stages:
              - stage: a
                box: later
                steps:
                  - {step: one, uses: 5, takes: long}
            """);
    assertThat(loaded.plan()).isPresent();
    assertThat(loaded.problems()).hasSize(5);
    var plan = loaded.plan().orElseThrow();
    assertThat(plan.cluster().services()).containsOnlyKeys("api");
    assertThat(plan.stages().getFirst().steps()).hasSize(1);
    assertThat(loaded.hasProblemAt(plan.stages().getFirst().at().of("box"))).isTrue();
    assertThat(Map.ofEntries(entry("opens", plan.window().at().of("opens"))))
        .containsValue(loaded.problems().get(1).at());
  }
}
