package io.s22.window.choice;

import io.s22.plan.Choosing;
import io.s22.plan.Compensation;
import io.s22.plan.Money;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a window costs besides the users it hits, and what those cost. */
final class Prices {
  static final String HOURS = "hours";
  static final String NIGHT_WORK = "night work";
  static final String BILLING_NEAR = "billing near";

  private static final double HOUR = 60;
  private static final double DAY = 1440;

  private final @Nullable Choosing choosing;
  private final @Nullable Money perUserMinute;
  private final @Nullable Currency currency;

  Prices(Plan plan) {
    this.choosing = plan.choosing();
    Compensation compensation = plan.compensation();
    Money paid = compensation == null ? null : compensation.perMinute();
    Money own = choosing == null ? null : choosing.perUserMinute();
    this.perUserMinute = own == null ? paid : own;
    this.currency = currency();
  }

  private @Nullable Currency currency() {
    @Nullable Currency found = perUserMinute == null ? null : perUserMinute.currency();
    Choosing words = choosing;
    if (words == null) {
      return found;
    }
    found = agreed(found, words.costPerHour());
    found = agreed(found, words.nightWork() == null ? null : words.nightWork().costs());
    return agreed(found, words.billing() == null ? null : words.billing().costs());
  }

  private static @Nullable Currency agreed(@Nullable Currency one, @Nullable Money money) {
    if (money == null || one == null || one.equals(money.currency())) {
      return money == null ? one : money.currency();
    }
    throw new S22Exception(
        "S22-7031",
        "The plan's costs are in " + one + " and in " + money.currency() + ".",
        "Write all costs that the choice of the window weighs in one currency.");
  }

  /** The currency's code; empty where the plan has no prices. */
  String unit() {
    return currency == null ? "" : currency.getCurrencyCode();
  }

  /** What the users hit cost; 0 where the plan does not price them. */
  double users(double userMinutes) {
    return perUserMinute == null ? 0 : perUserMinute.amount().doubleValue() * userMinutes;
  }

  boolean pricesUsers() {
    return perUserMinute != null && perUserMinute.amount().compareTo(BigDecimal.ZERO) > 0;
  }

  /** The other costs of a window, each by its name; those that are zero left out. */
  Map<String, Double> others(LocalDateTime opens, int minutes) {
    Map<String, Double> costs = new LinkedHashMap<>();
    Choosing words = choosing;
    if (words == null) {
      return costs;
    }
    Money perHour = words.costPerHour();
    if (perHour != null) {
      put(costs, HOURS, perHour.amount().doubleValue() * minutes / HOUR);
    }
    Choosing.NightWork night = words.nightWork();
    if (night != null) {
      double share = overlap(opens, minutes, night) / HOUR;
      put(costs, NIGHT_WORK, night.costs().amount().doubleValue() * share);
    }
    Choosing.Billing billing = words.billing();
    if (billing != null) {
      put(
          costs,
          BILLING_NEAR,
          billing.costs().amount().doubleValue() * nearness(opens, minutes, billing));
    }
    return costs;
  }

  double othersSum(LocalDateTime opens, int minutes) {
    if (choosing == null) {
      return 0;
    }
    return others(opens, minutes).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static void put(Map<String, Double> costs, String name, double amount) {
    if (amount > 0) {
      costs.put(name, amount);
    }
  }

  private static double overlap(LocalDateTime opens, int minutes, Choosing.NightWork night) {
    LocalDateTime closes = opens.plusMinutes(minutes);
    double sum = 0;
    LocalDate day = opens.toLocalDate().minusDays(1);
    for (; !day.isAfter(closes.toLocalDate()); day = day.plusDays(1)) {
      LocalDateTime from = day.atTime(night.hours().from());
      LocalDateTime to = from.plus(night.hours().length());
      LocalDateTime first = from.isAfter(opens) ? from : opens;
      LocalDateTime last = to.isBefore(closes) ? to : closes;
      sum += Math.max(0, Duration.between(first, last).toMinutes());
    }
    return sum;
  }

  /** 1 on a billing day, falling to 0 at the distance given; only 1 and 0 where none is. */
  private static double nearness(LocalDateTime opens, int minutes, Choosing.Billing billing) {
    Duration within = billing.within();
    double reach = within == null ? 0 : within.toMinutes() / DAY;
    LocalDateTime closes = opens.plusMinutes(minutes);
    double nearest = Double.POSITIVE_INFINITY;
    LocalDate day = opens.toLocalDate().minusDays((long) reach + 1);
    LocalDate last = closes.toLocalDate().plusDays((long) reach + 1);
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      if (isBilling(day, billing)) {
        nearest = Math.min(nearest, distance(day, opens, closes));
      }
    }
    if (nearest <= 0) {
      return 1;
    }
    return reach <= 0 ? 0 : Math.max(0, 1 - nearest / reach);
  }

  /** Days between a window and a day; 0 where they meet. */
  private static double distance(LocalDate day, LocalDateTime opens, LocalDateTime closes) {
    double before = Duration.between(closes, day.atStartOfDay()).toMinutes() / DAY;
    double after = Duration.between(day.plusDays(1).atStartOfDay(), opens).toMinutes() / DAY;
    return Math.max(0, Math.max(before, after));
  }

  private static boolean isBilling(LocalDate day, Choosing.Billing billing) {
    int fromEnd = day.getDayOfMonth() - day.lengthOfMonth() - 1;
    return billing.days().contains(day.getDayOfMonth()) || billing.days().contains(fromEnd);
  }
}
