package io.s22.report;

import io.s22.plan.Plan;
import io.s22.plan.Step;
import io.s22.plan.Timetable;
import io.s22.report.chart.Charts;
import io.s22.report.fact.Facts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a chapter is written about.
 *
 * @param plan as it stood in the journal
 * @param now when the report is made
 * @param locale the language of charts, dates and numbers
 */
public record Subject(
    Facts facts, Plan plan, Handed handed, Instant now, Locale locale, Charts charts) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** The plan's zone, in which all times are. */
  public ZoneId zone() {
    return plan.zone();
  }

  /** An instant as people read it. */
  public String time(Instant at) {
    return CLOCK.format(at.atZone(zone()));
  }

  /** A length of time as people read it. */
  public static String length(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1e3);
    }
    return seconds < 3600
        ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
        : "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
  }

  /** A share in percent; three digits after the point, for a promise is often one. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.3f %%", share * 100);
  }

  /** A number of any size. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    double size = Math.abs(value);
    String pattern = size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.4g";
    return String.format(Locale.ROOT, pattern, value);
  }

  /** The plan's times in the window that was opened. */
  public Duration shift() {
    Timetable table = new Timetable(plan, plan.window());
    return Duration.between(table.opens(), facts.course().opened().opens());
  }

  /** Whether a step was only pretended. */
  public boolean simulated(Step step) {
    return facts.simulated(step.uses())
        || facts.course().opened().simulated().contains(step.step())
        || facts.steps().find(step.step()).map(fact -> fact.simulated()).orElse(false);
  }

  /** Whether the report is in Chinese. */
  public boolean chinese() {
    return locale.getLanguage().equals("zh");
  }

  /** One of two words, for charts, which hold no texts in two languages. */
  public String word(String english, String chinese) {
    return chinese() ? chinese : english;
  }
}
