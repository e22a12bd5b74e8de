package io.s22.window.reason;

import io.s22.plan.Plan;
import io.s22.plan.Symptom;
import io.s22.window.traffic.SummaryFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds each symptom of a plan against its threshold, as it is written and as it is measured. */
public final class CaseForUpgrade {
  private static final double AT_TIMES = 0.05;
  private static final double P95 = 0.95;

  private final @Nullable PrometheusRange prometheus;
  private final @Nullable SummaryFolder traffic;
  private final Instant to;
  private final Duration span;

  /** How a symptom stands against its threshold. */
  public enum Verdict {
    /** Past it. */
    BEYOND,
    /** Past it in at least one of twenty samples, not on the whole. */
    AT_TIMES,
    /** Not past it. */
    WITHIN,
    /** There is no threshold, or no number to compare. */
    OPEN
  }

  /**
   * One symptom.
   *
   * @param written as the plan has it
   * @param measured verdict on what was measured; {@code null} where nothing was
   * @param sentence all of it in words
   */
  public record Finding(
      String symptom, Verdict written, @Nullable Verdict measured, String sentence) {}

  /**
   * @param prometheus the server; {@code null} for none
   * @param traffic a folder of summaries; {@code null} for none
   * @param to the end of the time that is measured
   * @param span its length
   */
  public CaseForUpgrade(
      @Nullable URI prometheus, @Nullable Path traffic, Instant to, Duration span) {
    this.prometheus = prometheus == null ? null : new PrometheusRange(prometheus);
    this.traffic = traffic == null ? null : new SummaryFolder(traffic);
    this.to = to;
    this.span = span;
  }

  /** One finding for each symptom, in the plan's order. */
  public List<Finding> findings(Plan plan) {
    List<Finding> findings = new ArrayList<>();
    for (Symptom symptom : plan.why()) {
      findings.add(finding(symptom));
    }
    return findings;
  }

  Finding finding(Symptom symptom) {
    String name = symptom.symptom().in(Locale.ENGLISH);
    Optional<Quantity> now = Quantity.of(symptom.now());
    String limit = symptom.threshold();
    Optional<Quantity> threshold = limit == null ? Optional.empty() : Quantity.of(limit);
    if (threshold.isEmpty() || now.isEmpty()) {
      String text =
          name
              + ": "
              + symptom.now()
              + " ("
              + symptom.source()
              + "); no threshold to hold it against.";
      return new Finding(name, Verdict.OPEN, null, text);
    }
    boolean above = isWorseAbove(symptom, now.get());
    double value = now.get().value();
    boolean past = above ? value > threshold.get().value() : value < threshold.get().value();
    Verdict written = past ? Verdict.BEYOND : Verdict.WITHIN;
    StringBuilder text = new StringBuilder(name).append(": ").append(symptom.now());
    text.append(past ? " is beyond " : " is within ")
        .append(limit)
        .append(" (")
        .append(symptom.source())
        .append(")");
    Measured measured = measure(symptom);
    if (measured == null || measured.isEmpty()) {
      text.append(
          measured == null ? "; not measured again." : "; the measurement gave no samples.");
      return new Finding(name, written, null, text.toString());
    }
    return judged(name, written, text, symptom, threshold.get(), now.get(), measured, above);
  }

  private static Finding judged(
      String name,
      Verdict written,
      StringBuilder text,
      Symptom symptom,
      Quantity threshold,
      Quantity now,
      Measured measured,
      boolean above) {
    boolean swing =
        threshold.swing() || now.swing() || name.toLowerCase(Locale.ROOT).contains("swing");
    Verdict verdict;
    text.append("; measured ");
    if (swing) {
      verdict = measured.swing() > threshold.value() ? Verdict.BEYOND : Verdict.WITHIN;
      text.append("a swing of ").append(threshold.say(measured.swing()));
    } else {
      double share = measured.beyond(threshold.value(), above);
      boolean onTheWhole =
          above ? measured.mean() > threshold.value() : measured.mean() < threshold.value();
      verdict = onTheWhole ? Verdict.BEYOND : share >= AT_TIMES ? Verdict.AT_TIMES : Verdict.WITHIN;
      text.append(threshold.say(measured.mean())).append(" on average, ");
      text.append(threshold.say(measured.quantile(P95)))
          .append(" at the 95 % quantile, beyond in ");
      text.append(String.format(Locale.ROOT, "%.0f %% of ", share * 100));
    }
    text.append(swing ? " in " : "").append(measured.samples().length).append(" samples (");
    text.append(symptom.metric()).append(").");
    return new Finding(name, written, verdict, text.toString());
  }

  /** More is worse, unless it was more in good times. */
  private static boolean isWorseAbove(Symptom symptom, Quantity now) {
    String good = symptom.was();
    Optional<Quantity> was = good == null ? Optional.empty() : Quantity.of(good);
    return was.map(quantity -> quantity.value() <= now.value()).orElse(true);
  }

  private @Nullable Measured measure(Symptom symptom) {
    String metric = symptom.metric();
    if (metric == null) {
      return null;
    }
    if (metric.startsWith(TrafficMeasure.PREFIX)) {
      return traffic == null ? null : Measured.of(TrafficMeasure.samples(traffic, metric));
    }
    if (prometheus == null) {
      return null;
    }
    return Measured.of(prometheus.samples(metric, to.minus(span), to)).times(baseUnit(metric));
  }

  /** Prometheus measures in base units, unless a metric's name says otherwise. */
  private static double baseUnit(String metric) {
    if (metric.matches("(?s).*_(milliseconds|ms)\\b.*")) {
      return 1e-3;
    }
    return metric.matches("(?s).*_percent\\b.*") ? 1e-2 : 1;
  }
}
