package io.s22.settle;

import io.s22.plan.Compensation;
import io.s22.plan.Compensation.Minutes;
import io.s22.plan.Compensation.Overlapping;
import io.s22.plan.Compensation.Rounding;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The contract as it applies to one run: the plan's compensation, and the stretch of time it
 * covers.
 *
 * @param currency of every amount
 * @param rates for a minute, by service; every service of the plan
 * @param from when interruption begins to count, epoch nanoseconds
 * @param to when it ceases to
 * @param closes when the window closed: orders placed before it get more points
 * @param announcedUntil interruption before this was announced and does not count; {@code from}
 *     where announced interruption counts
 * @param after shorter interruptions do not count, nanoseconds
 * @param atMost for a user's interruptions; null for no limit
 * @param dataLossUpTo for each case of lost data; null where the contract pays none
 * @param pointsTimes what credit points of orders in the window are multiplied by; 1 for nothing
 */
public record Terms(
    Currency currency,
    Map<String, BigDecimal> rates,
    Overlapping overlapping,
    Minutes minutes,
    Rounding rounding,
    long from,
    long to,
    long closes,
    long announcedUntil,
    long after,
    @Nullable BigDecimal atMost,
    @Nullable BigDecimal dataLossUpTo,
    int pointsTimes) {

  public Terms {
    rates = Map.copyOf(rates);
  }

  /**
   * The terms of a run.
   *
   * @param opens when its window opened
   * @param closes when its window closed
   * @param ended when the run ended; the later of this and {@code closes} ends what counts
   * @throws S22Exception S22-9650 when the plan pays no compensation
   */
  public static Terms of(Plan plan, Instant opens, Instant closes, Instant ended) {
    Compensation pays = plan.compensation();
    if (pays == null) {
      throw new S22Exception(
          "S22-9650",
          "The plan '" + plan.plan() + "' promises no compensation.",
          "Write compensation: {per-minute: 0.1 CNY} into the plan of the next run.");
    }
    Instant last = ended.isAfter(closes) ? ended : closes;
    Instant to = pays.countsFor() == null ? last : opens.plus(pays.countsFor());
    return new Terms(
        pays.perMinute().currency(),
        rates(plan, pays),
        pays.overlapping() == null ? Overlapping.ONCE : pays.overlapping(),
        pays.minutes() == null ? Minutes.EXACT : pays.minutes(),
        pays.rounding() == null ? Rounding.COMMERCIAL : pays.rounding(),
        Nanos.cut(opens),
        Nanos.cut(to),
        Nanos.cut(closes),
        Nanos.cut(pays.paysAnnounced() ? opens : closes),
        pays.after() == null ? 0 : Nanos.of(pays.after()),
        pays.atMost() == null ? null : pays.atMost().amount(),
        pays.dataLossUpTo() == null ? null : pays.dataLossUpTo().amount(),
        pays.creditPointsTimes() == null ? 1 : pays.creditPointsTimes());
  }

  private static Map<String, BigDecimal> rates(Plan plan, Compensation pays) {
    Map<String, BigDecimal> rates = new TreeMap<>();
    plan.cluster()
        .services()
        .keySet()
        .forEach(service -> rates.put(service, pays.perMinute(service).amount()));
    return rates;
  }

  /** The services, in the order every settlement uses. */
  public List<String> services() {
    return rates.keySet().stream().sorted().toList();
  }

  /** What a minute without {@code service} is worth. */
  public BigDecimal rate(String service) {
    BigDecimal rate = rates.get(service);
    if (rate == null) {
      throw new IllegalArgumentException("no service of this plan: " + service);
    }
    return rate;
  }

  /** An amount as it can be paid, in the currency's smallest unit. */
  public BigDecimal round(BigDecimal exact) {
    return exact.setScale(digits(), mode());
  }

  /** What so many units times nanoseconds of a rate come to, rounded once. */
  BigDecimal divided(BigDecimal nanoAmount) {
    return nanoAmount.divide(Nanos.MINUTE, digits(), mode());
  }

  /** Decimal places of the currency: 2 for yuan, 0 for yen. */
  public int digits() {
    return Math.max(0, currency.getDefaultFractionDigits());
  }

  private RoundingMode mode() {
    return switch (rounding) {
      case COMMERCIAL -> RoundingMode.HALF_UP;
      case BANKERS -> RoundingMode.HALF_EVEN;
    };
  }

  /** Whether interruption that was announced counts. */
  public boolean countsAnnounced() {
    return announcedUntil <= from;
  }

  /** So much of {@code nanos} as is paid for. */
  public long paid(long nanos) {
    long minute = Duration.ofMinutes(1).toNanos();
    return switch (minutes) {
      case EXACT -> nanos;
      case STARTED -> Math.ceilDiv(nanos, minute) * minute;
      case FULL -> nanos / minute * minute;
    };
  }
}
