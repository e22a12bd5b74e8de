package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code s22 traffic}, {@code window} and {@code why} as typed. */
final class TrafficCommandTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss", Locale.ENGLISH);

  private static final String PLAN =
      """
      plan: sample
      title: Sample
      zone: UTC
      window: {opens: 2030-03-16 12:00, closes: 2030-03-16 14:00}
      why:
        - {symptom: Latency, was: 120 ms, now: 280 ms, threshold: 200 ms, source: gateway}
      choosing: {by: 2030-03-20 00:00%s}
      cluster:
        hosts: {h: 10.0.0.1}
        services:
          shop: {on: h}
      stages:
        - stage: work
          box: "12:30-13:30"   # the only one
          steps:
            - step: swap
              uses: shell
              with: {run: "true"}
              on: h
              %s
              interrupts: {shop: 10m}
              irreversible: it changes nothing
      """;

  @TempDir private Path folder;

  @Test
  void a_log_is_counted_once_and_its_malformed_lines_are_shown() throws IOException {
    Path log = folder.resolve("a.log");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      lines.append("10.0.0.").append(i % 50).append(" - - [");
      lines.append(TIME.format(LocalDateTime.parse("2024-05-01T00:00:00").plusMinutes(i * 10L)));
      lines.append(" +0800] \"GET /pay HTTP/1.1\" 200 5 \"-\" \"-\"\n");
    }
    Files.writeString(log, lines + "nonsense\n");
    String into = folder.resolve("sums").toString();
    Typed read = Typed.of("traffic", "read", log.toString(), "--into", into);
    assertThat(read.code()).as(read.err()).isEqualTo(ExitCode.OK);
    assertThat(read.out()).contains("301 lines, 1 malformed", "malformed: nonsense", "combined");
    assertThat(Typed.of("traffic", "read", log.toString(), "--into", into).out())
        .contains("counted before, passed over");
    Typed other =
        Typed.of("traffic", "read", log.toString(), "--into", into, "--route", "pay=/pay");
    assertThat(other.code()).isNotEqualTo(ExitCode.OK);
    assertThat(other.err()).contains("S22-7011");
    Typed curve = Typed.of("traffic", "curve", "--traffic", into, "--days", "2");
    assertThat(curve.code()).as(curve.err()).isEqualTo(ExitCode.OK);
    assertThat(curve.out().lines()).hasSize(1 + 2 * 288).startsWith("time,expected,low,high");
  }

  @Test
  void a_csv_file_is_counted_by_the_warehouse() throws IOException {
    Path csv = folder.resolve("log.csv");
    Files.writeString(csv, "ts,code,who\n2024-05-01 10:00:01,200,a\n2024-05-01 10:00:59,503,b\n");
    String from = "read_csv('" + csv + "')";
    String into = folder.resolve("sums").toString();
    String[] query = {
      "traffic",
      "query",
      "--jdbc",
      "jdbc:duckdb:",
      "--from",
      from,
      "--time",
      "ts",
      "--status",
      "code",
      "--user",
      "who",
      "--into",
      into
    };
    Typed counted = Typed.of(query);
    assertThat(counted.code()).as(counted.err()).isEqualTo(ExitCode.OK);
    assertThat(counted.out()).contains("2 requests of 1 days");
    assertThat(Typed.of("traffic", "query", "--from", "logs", "--show", "trino").out())
        .contains("to_unixtime", "FROM logs");
    assertThat(Typed.of("traffic", "query", "--from", "logs").err()).contains("S22-7042");
  }

  @Test
  void a_window_is_chosen_by_the_forecast_and_written_into_the_plan() throws IOException {
    Path plan = plan("", "takes: {likely: 10m, worst: 20m}");
    Typed chosen =
        Typed.of(
            "window",
            plan.toString(),
            "--counts",
            counts().toString(),
            "--as-of",
            "2030-03-01 09:00",
            "--html",
            folder.resolve("w.html").toString(),
            "--write");
    assertThat(chosen.code()).as(chosen.err()).isEqualTo(ExitCode.OK);
    assertThat(chosen.out()).contains("Best ", "Announced", "from the forecast", "fewer than");
    assertThat(Files.readString(folder.resolve("w.html"))).contains("<svg");
    assertThat(Files.readString(plan))
        .doesNotContain("2030-03-16 12:00")
        .contains("# the only one");
    Typed again = Typed.of("window", plan.toString(), "--counts", counts().toString(), "--json");
    assertThat(again.out()).contains("\"users-present-low\"", "\"feasible\" : true");
  }

  @Test
  void a_plan_that_cannot_be_forecast_is_scored_by_its_boxes_with_a_word() throws IOException {
    Typed chosen = Typed.of("window", plan("", "").toString(), "--counts", counts().toString());
    assertThat(chosen.code()).as(chosen.err()).isEqualTo(ExitCode.OK);
    assertThat(chosen.err()).contains("its boxes are taken instead");
    assertThat(chosen.out()).contains("from the plan's boxes");
  }

  @Test
  void where_nothing_fits_the_command_says_what_to_relax() throws IOException {
    Path plan = plan(", staff-hours: [\"Sun 03:00-04:00\"]", "takes: 10m");
    Typed chosen = Typed.of("window", plan.toString(), "--counts", counts().toString());
    assertThat(chosen.code()).isEqualTo(ExitCode.NO);
    assertThat(chosen.out()).contains("No window keeps to everything", "staff");
  }

  @Test
  void the_reasons_of_a_plan_are_held_against_their_thresholds() throws IOException {
    Typed why = Typed.of("why", plan("", "takes: 10m").toString());
    assertThat(why.code()).as(why.err()).isEqualTo(ExitCode.OK);
    assertThat(why.out()).contains("beyond", "280 ms is beyond 200 ms");
  }

  @Test
  void a_backtest_tells_every_model_beside_seasonal_naive() throws IOException {
    Typed test = Typed.of("traffic", "backtest", "--counts", counts().toString());
    assertThat(test.code()).as(test.err()).isEqualTo(ExitCode.OK);
    assertThat(test.out()).contains("seasonal-naive", "MSTL", "chosen");
  }

  private Path plan(String choosing, String takes) throws IOException {
    return Files.writeString(folder.resolve("plan.yaml"), PLAN.formatted(choosing, takes));
  }

  /** Ten weeks of hours before the plan, least at three in the night. */
  private Path counts() throws IOException {
    StringBuilder text = new StringBuilder("time,users\n");
    LocalDateTime end = LocalDateTime.parse("2030-03-01T00:00");
    for (LocalDateTime t = end.minusWeeks(10); t.isBefore(end); t = t.plusHours(1)) {
      double users = 600 - 500 * Math.cos((t.getHour() - 3) * Math.PI / 12) + t.getDayOfYear() % 3;
      text.append(String.format(Locale.ROOT, "%s,%.1f%n", t, users));
    }
    return Files.writeString(folder.resolve("counts.csv"), text);
  }
}
