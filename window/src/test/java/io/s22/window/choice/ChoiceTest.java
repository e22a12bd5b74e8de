package io.s22.window.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.s22.plan.Plan;
import io.s22.plan.Text;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import io.s22.window.choice.WindowStudy.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
  private static final long SEED = 316;
  private static final LocalDateTime NOW = LocalDateTime.parse("2024-03-01T00:00");

  private static final String PLAN =
      """
      plan: sample
      title: Sample
      zone: Asia/Shanghai
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 02:00}   # as announced
      %s
      cluster:
        hosts: {h: 10.0.0.1}
        services:
          shop: {on: h}
      stages:
        - stage: work
          box: "00:30-01:30"   # the only one
          steps:
            - step: swap
              uses: shell
              with: {run: "true"}
              on: h
              takes: 10m
              interrupts: {shop: 10m}
              irreversible: it changes nothing
      """;

  @TempDir Path folder = Path.of("");

  private Choice choose(Plan plan) throws IOException {
    Path counts = Sample.counts(folder, NOW, new Random(SEED));
    return new WindowStudy(plan).choose(new Traffic.Counts(counts), null, NOW);
  }

  @Test
  void theQuietestHourIsFoundAndTheAnnouncedWindowIsShownBesideIt() throws IOException {
    Choice choice = choose(Sample.plan(PLAN.formatted("")));
    Candidate best = choice.proposed().getFirst();
    assertThat(best.opens().getDayOfWeek()).isEqualTo(DayOfWeek.WEDNESDAY);
    assertThat(best.opens().toLocalTime().plusHours(1))
        .isBetween(LocalTime.of(2, 30), LocalTime.of(3, 30));
    assertThat(best.userMinutes()).isLessThan(choice.announced().getFirst().userMinutes());
    assertThat(best.why().in(Locale.ENGLISH)).contains("fewer than the announced window");
    assertThat(choice.proposed()).hasSize(5);
    assertThat(ChoiceText.of(choice)).contains("Announced", "Users by weekday and hour");
    assertThat(ChoiceHtml.of(choice))
        .contains("prefers-color-scheme:dark", "<svg")
        .doesNotContain("http");
    assertThat(ChoiceJson.of(choice)).contains("\"user-minutes\"");
  }

  @Test
  void aChoiceIsToldInChineseTooAndItsJsonIsNot() throws IOException {
    Choice choice =
        choose(
            Sample.plan(
                PLAN.formatted(
                    """
                    choosing:
                      by: 2024-03-20 00:00
                      staff-hours: ["Sat 00:00-01:30"]
                    """)));
    String page = ChoiceHtml.of(choice, Locale.CHINESE);
    assertThat(ChoiceText.of(choice, Locale.CHINESE))
        .contains("放宽人员工作时间：延长 30 分钟", "公告  周", "按星期与小时的用户数")
        .doesNotContain("Relax", "Announced", "Users by", "Mon ");
    assertThat(page).contains("<html lang=\"zh-CN\">", "用户·分钟").doesNotContain("Window", "Why");
    assertThat(ChoiceJson.of(choice)).contains("Relax staff hours: extend them by 30 min");
  }

  @Test
  void everyStartMinuteIsScoredAsAPlainSumWouldScoreIt() {
    Random random = new Random(SEED);
    Plan plan = Sample.plan(PLAN.formatted(""));
    double[] users = random.doubles(3 * 1440, 1, 100).toArray();
    double[] shares = random.doubles(120, 0, 0.3).toArray();
    Demand demand = Demand.certain(NOW, users, Map.of());
    Interruption effects = new Interruption(Text.of("a forecast"), Map.of("shop", shares));
    Choice choice =
        new Chooser(plan, new BoxEffects(plan), demand, effects, NOW)
            .choose(NOW.plusDays(3), List.of());
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start + 120 <= users.length; start++) {
      least = Math.min(least, hit(users, shares, start));
    }
    Candidate best = choice.proposed().getFirst();
    int start = (int) Duration.between(NOW, best.opens()).toMinutes();
    assertThat(best.userMinutes())
        .as("seed %d", SEED)
        .isCloseTo(hit(users, shares, start), within(1e-6))
        .isLessThanOrEqualTo(least * 1.003);
  }

  private static double hit(double[] users, double[] shares, int start) {
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += users[start + i] * shares[i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"s22.yaml", "s22-as-announced.yaml"})
  void paymentsAreNeverHurtDuringTheSettlementInAnyProposedWindow(String name) throws IOException {
    Loaded loaded = PlanReader.read(Sample.repositoryPlan(name));
    Plan plan = loaded.plan().orElseThrow();
    boolean[] hurt = new BoxEffects(plan).touched().getOrDefault("payments", new boolean[0]);
    assertThat(hurt).contains(true);
    Choice choice = choose(plan);
    assertThat(choice.proposed()).isNotEmpty();
    for (Candidate window : choice.proposed()) {
      for (int i = 0; i < hurt.length; i++) {
        int hour = window.opens().plusMinutes(i).getHour();
        assertThat(hurt[i] && hour == 2).as("%s, minute %d", window.opens(), i).isFalse();
      }
    }
    assertThat(choice.announced()).hasSize(2);
    boolean contradictory = name.contains("announced");
    assertThat(choice.announced().getFirst().breaks().isEmpty()).isEqualTo(!contradictory);
  }

  @Test
  void staffHoursNoticeFreezesAndTheDeadlineAreKept() throws IOException {
    Choice choice =
        choose(
            Sample.plan(
                PLAN.formatted(
                    """
                    choosing:
                      notice: 7d
                      by: 2024-03-20 00:00
                      staff-hours: ["Sat 00:00-06:00", "Sun 00:00-06:00", "Wed 22:00-02:00"]
                      freezes:
                        audit: {from: 2024-03-10 00:00, to: 2024-03-11 00:00}
                    """)));
    assertThat(choice.proposed())
        .isNotEmpty()
        .allSatisfy(window -> {
          assertThat(window.opens()).isAfterOrEqualTo(NOW.plusDays(7));
          assertThat(window.closes()).isBeforeOrEqualTo(LocalDateTime.parse("2024-03-20T00:00"));
          assertThat(window.opens().toLocalDate()).isNotEqualTo(NOW.toLocalDate().plusDays(9));
          assertThat(window.breaks()).isEmpty();
        });
  }

  @Test
  void whereNothingFitsItSaysWhatToRelaxAndByHowMuch() throws IOException {
    Choice choice =
        choose(
            Sample.plan(
                PLAN.formatted(
                    """
                    choosing:
                      by: 2024-03-20 00:00
                      staff-hours: ["Sat 00:00-01:30"]
                    """)));
    assertThat(choice.proposed()).isEmpty();
    assertThat(choice.relax().getFirst().in(Locale.ENGLISH))
        .contains("Relax staff hours: extend them by 30 min", "Fri 2024-03-01 23:30");
  }

  @Test
  void whereSeveralStandInTheWayAllAreNamed() throws IOException {
    Choice choice =
        choose(
            Sample.plan(
                PLAN.formatted(
                    """
                    blackouts:
                      always: {from: 2024-02-01 00:00, to: 2024-08-01 00:00}
                    choosing:
                      by: 2024-03-20 00:00
                      staff-hours: ["Sat 00:00-01:30"]
                    """)));
    assertThat(choice.relax())
        .singleElement()
        .asString()
        .contains("blackout always: shorten it by 1 h", "staff hours: extend them by 30 min");
  }

  @Test
  void nightWorkAndBillingMoveTheChoice() throws IOException {
    String costs =
        """
        choosing:
          per-user-minute: 0.01 CNY
          night-work: {hours: "22:00-06:00", costs: 100000 CNY}
          billing: {days: [1, -1], within: 2d, costs: 500000 CNY}
        """;
    Choice choice = choose(Sample.plan(PLAN.formatted(costs)));
    Candidate best = choice.proposed().getFirst();
    assertThat(best.opens().toLocalTime()).isBetween(LocalTime.of(6, 0), LocalTime.of(20, 0));
    assertThat(best.opens().getDayOfMonth()).isBetween(4, 27);
    assertThat(best.costs()).isEmpty();
  }

  @Test
  void theChoiceIsWrittenBackAndNothingElseIsTouched() throws IOException {
    String text = PLAN.formatted("");
    Plan plan = Sample.plan(text);
    Candidate best = choose(plan).proposed().getFirst();
    String changed = PlanEdit.apply(text, plan, best);
    Plan moved = Sample.plan(changed);
    assertThat(moved.window().opens()).isEqualTo(best.opens());
    assertThat(moved.window().closes()).isEqualTo(best.closes());
    Duration before =
        Duration.between(
            plan.window().opens().toLocalTime(), plan.stages().getFirst().box().from());
    Duration after =
        Duration.between(best.opens().toLocalTime(), moved.stages().getFirst().box().from());
    assertThat(after).isEqualTo(before);
    assertThat(changed).contains("# as announced", "# the only one");
    assertThat(changed.replaceAll("[\\d: -]", "")).isEqualTo(text.replaceAll("[\\d: -]", ""));
  }

  @Test
  void theReferencePlanCanBeWrittenBack() throws IOException {
    Loaded loaded = PlanReader.read(Sample.repositoryPlan("s22.yaml"));
    Plan plan = loaded.plan().orElseThrow();
    Candidate best = choose(plan).proposed().getFirst();
    String changed = PlanEdit.apply(loaded.text(), plan, best);
    assertThat(Sample.plan(changed).window().opens()).isEqualTo(best.opens());
    assertThat(changed.lines().count()).isEqualTo(loaded.text().lines().count());
  }
}
