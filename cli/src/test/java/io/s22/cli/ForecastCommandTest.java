package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forecast as it is typed, and its scores. */
final class ForecastCommandTest {
  @TempDir private Path folder;

  private static final String STEP =
      "{step: a, uses: shell, with: {command: \"true\"}, takes: {likely: 10m, worst: 20m},"
          + " interrupts: site, irreversible: none%s}";

  private Path plan(String more) throws IOException {
    return write(
        "plan.yaml",
        """
        plan: small
        title: Small
        zone: UTC
        window: {opens: 2030-03-16 00:00, closes: 2030-03-16 01:00}
        tell-users: {site: {during: It is away for a while.}}
        compensation: {per-minute: 2 EUR, at-most: 3 EUR}
        cluster: {hosts: {h-1: 127.0.0.1}, services: {site: {on: h-1, promise: {longest-interruption: 15m}}}}
        stages: [{stage: one, box: "00:00-00:30", steps: [%s]}]
        """
            .formatted(STEP.formatted(more)));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Typed forecast(Path plan, String... more) {
    String[] words = new String[more.length + 4];
    words[0] = "forecast";
    words[1] = plan.toString();
    words[2] = "--trials";
    words[3] = "2000";
    System.arraycopy(more, 0, words, 4, more.length);
    return Typed.of(words);
  }

  @Test
  void it_says_when_the_run_ends_and_what_each_service_suffers() throws IOException {
    Path page = folder.resolve("page.html");
    Typed typed = forecast(plan(""), "--html", page.toString());
    assertThat(typed.code()).as(typed.err()).isEqualTo(ExitCode.OK);
    assertThat(typed.out()).contains("overrun", "site", "promise kept", "2,0").contains("EUR");
    assertThat(Files.readString(page)).contains("<svg", "site");
  }

  @Test
  void the_same_seed_gives_the_same_json_whatever_the_number_of_threads() throws IOException {
    Path plan = plan(", fails: 5%, retry: {attempts: 2}");
    Typed one = forecast(plan, "--json", "--threads", "1", "--seed", "5");
    Typed three = forecast(plan, "--json", "--threads", "3", "--seed", "5");
    Typed other = forecast(plan, "--json", "--threads", "3", "--seed", "6");
    assertThat(one.out()).startsWith("{").contains("\"criticality\"", "\"low\"", "\"high\"");
    assertThat(three.out()).isEqualTo(one.out());
    assertThat(other.out()).isNotEqualTo(one.out());
  }

  @Test
  void plans_that_cannot_be_forecast_get_the_checks_errors_and_no_number() throws IOException {
    Typed likely = forecast(plan(", fails: 150%"));
    assertThat(likely.code()).isEqualTo(ExitCode.NO);
    assertThat(likely.err()).contains("150").contains("S22-1");
    assertThat(likely.out()).isEmpty();
    Path without = write("without.yaml", Files.readString(plan("")).replace("takes:", "#"));
    assertThat(forecast(without).code()).isEqualTo(ExitCode.NO);
    Path several = plan("");
    Files.writeString(
        several, Files.readString(several).replace("on: h-1,", "on: h-1, needs: 3 of 1,"));
    Typed floor = forecast(several);
    assertThat(floor.code()).isEqualTo(ExitCode.NO);
    assertThat(floor.err()).contains("S22-1030").contains("3 of 1");
    assertThat(floor.out()).isEmpty();
  }

  @Test
  void a_step_without_a_duration_is_named() throws IOException {
    Path plan = plan("");
    Files.writeString(
        plan, Files.readString(plan).replace("takes: {likely: 10m, worst: 20m}, ", ""));
    Typed typed = forecast(plan);
    assertThat(typed.code()).isNotEqualTo(ExitCode.OK);
    assertThat(typed.err())
        .contains("S22-6001", "a cannot be forecast", "S22-2501")
        .doesNotContain("what it would do");
    assertThat(typed.code()).isEqualTo(ExitCode.NO);
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void users_by_time_make_an_interruption_cost_what_it_costs() throws IOException {
    // Counts are those of a quarter of an hour: 100 users in each minute.
    StringBuilder csv = new StringBuilder("time,users\n");
    LocalDateTime from = LocalDateTime.parse("2030-03-14T00:00");
    for (int slot = 0; slot < 3 * 96; slot++) {
      csv.append(from.plusMinutes(15L * slot)).append(",1500\n");
    }
    Path counts = write("counts.csv", csv.toString());
    Typed typed = forecast(plan(""), "--activity", "site=" + counts);
    assertThat(typed.code()).as(typed.err()).isEqualTo(ExitCode.OK);
    assertThat(typed.out())
        .contains("user-minutes lost on average")
        .contains("100 users or more meet it on average");
    // At most 3 EUR a user, 100 users.
    assertThat(typed.out()).contains("300 EUR due to all users").contains("3 EUR due to a user");
    String expected = csv.toString().replace("time,users", "time,expected,low,high");
    Path curve = write("curve.csv", expected.replace(",1500\n", ",100,90,900\n"));
    assertThat(forecast(plan(""), "--activity", curve.toString()).out()).isEqualTo(typed.out());
    Path early = write("early.csv", "time,expected,low,high\n2030-03-01T00:00,1,1,1\n");
    assertThat(forecast(plan(""), "--activity", early.toString()).err()).contains("not cover");
    Typed nobody = forecast(plan(""), "--activity", "shop=" + counts);
    assertThat(nobody.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nobody.err()).contains("shop").contains("site");
  }

  @Test
  void options_out_of_range_are_refused_with_their_range() throws IOException {
    Typed window = forecast(plan(""), "--window", "2");
    assertThat(window.code()).isEqualTo(ExitCode.USAGE);
    assertThat(window.err()).contains("S22-6005").contains("--window");
    assertThat(forecast(plan(""), "--level", "1.5").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_run_teaches_the_next_forecast_and_is_scored() throws IOException {
    Path home = folder.resolve("home");
    String[] run = {
      "run", plan("").toString(), "--home", home.toString(), "--now", "--reason", "test"
    };
    assertThat(Typed.of(run).code()).isEqualTo(ExitCode.OK);
    Typed learnt = forecast(plan(""), "--learn-from", home.toString());
    assertThat(learnt.code()).as(learnt.err()).isEqualTo(ExitCode.OK);
    assertThat(learnt.out()).contains("learnt from 1 past run");
    Typed score = Typed.of("score", "--home", home.toString());
    assertThat(score.code()).as(score.err()).isEqualTo(ExitCode.OK);
    assertThat(score.out()).contains("run ", "crps", "pit", "Brier", "planned");
    Typed json = Typed.of("score", "--home", home.toString(), "--json");
    assertThat(json.out()).contains("\"crps\":", "\"coverage\":", "\"runs\":");
  }

  @Test
  void where_no_run_has_ended_there_is_nothing_to_score() {
    Typed score = Typed.of("score", "--home", folder.resolve("empty").toString());
    assertThat(score.code()).isEqualTo(ExitCode.OK);
    assertThat(score.out()).contains("no run has ended");
  }
}
