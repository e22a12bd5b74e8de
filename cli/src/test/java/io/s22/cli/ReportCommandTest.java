package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report and the evidence of a run that really ran, as they are typed. */
final class ReportCommandTest {
  private static final String PLAN =
      """
      plan: small
      title: {en: Small, zh: 小维护}
      zone: UTC
      window: {opens: 2030-03-16 00:00, closes: 2030-03-16 01:00}
      cluster: {services: {site: {title: Site}}}
      stages:
        - stage: one
          box: 00:00-00:30
          steps:
            - step: room-before
              uses: measure.command
              with: {figure: room, when: before, unit: GB, times: 3, command: cat FOLDER/room}
              takes: 2s
            - step: more-room
              run: echo 80 > FOLDER/room
              takes: 1s
              irreversible: none
            - step: room-after
              uses: measure.command
              with: {figure: room, when: after, unit: GB, times: 3, command: cat FOLDER/room}
              takes: 2s
      """;

  @TempDir private Path folder;

  private Path home() {
    return folder.resolve("home");
  }

  @BeforeEach
  void aRunHasEnded() throws IOException {
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(plan, PLAN.replace("FOLDER", folder.toString()));
    Files.writeString(folder.resolve("room"), "50\n");
    Typed run =
        Typed.of("run", plan.toString(), "--home", home().toString(), "--now", "--reason", "test");
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
  }

  @Test
  void it_writes_a_page_and_a_pdf_with_what_the_run_itself_measured() throws IOException {
    Path out = folder.resolve("out");
    Typed typed = Typed.of("report", "--home", home().toString(), "--out", out.toString());
    assertThat(typed.code()).as(typed.err()).isEqualTo(ExitCode.OK);
    List<Path> files = files(out);
    assertThat(files).hasSize(2);
    assertThat(Files.readString(files.getFirst()))
        .contains("+60.0 %", "room", "better", "Scores, this run");
    assertThat(Files.readAllBytes(files.getLast())).startsWith("%PDF-".getBytes());
  }

  @Test
  void json_and_chinese_are_there_and_other_languages_are_refused() {
    Typed json = Typed.of("report", "--home", home().toString(), "--json", "--lang", "zh");
    assertThat(json.out()).contains("\"title\" : \"小维护\"", "维护前后对比");
    Typed other = Typed.of("report", "--home", home().toString(), "--lang", "de");
    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("S22-9706");
  }

  @Test
  void load_tests_from_outside_are_judged() throws IOException {
    Typed json =
        Typed.of(
            "report",
            "--home",
            home().toString(),
            "--json",
            "--load-before",
            jtl("before", 10).toString(),
            "--load-after",
            jtl("after", 13).toString());
    assertThat(json.code()).as(json.err()).isEqualTo(ExitCode.OK);
    assertThat(json.out()).contains("worse (throughput worse");
  }

  @Test
  void evidence_is_a_new_folder_with_all_that_proves_the_run() throws IOException {
    Path out = folder.resolve("evidence");
    Typed typed = Typed.of("evidence", "--home", home().toString(), "--out", out.toString());
    assertThat(typed.code()).as(typed.err()).isEqualTo(ExitCode.OK);
    assertThat(typed.out()).contains("key fingerprint", "verify.sh");
    assertThat(files(out).stream().map(f -> f.getFileName().toString()))
        .contains(
            "journal.jsonl",
            "plan.yaml",
            "report.html",
            "report.pdf",
            "report.json",
            "measurements.jsonl",
            "SHA256SUMS",
            "seal.sig",
            "verify.sh",
            "key.pem");
    assertThat(Files.readAllLines(out.resolve("measurements.jsonl"))).hasSize(2);
    Typed again = Typed.of("evidence", "--home", home().toString(), "--out", out.toString());
    assertThat(again.err()).contains("S22-9710");
  }

  private Path jtl(String name, int everyMillis) throws IOException {
    StringBuilder lines = new StringBuilder("timeStamp,elapsed,success\n");
    for (int i = 0; i < 6_000; i++) {
      lines
          .append(1_000_000L + (long) i * everyMillis)
          .append(',')
          .append(5 + i % 7)
          .append(",true\n");
    }
    return Files.writeString(folder.resolve(name + ".jtl"), lines);
  }

  private static List<Path> files(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.sorted().toList();
    }
  }
}
