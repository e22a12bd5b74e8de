package io.s22.settle.show;

import io.s22.plan.Plan;
import io.s22.settle.Settlement;
import io.s22.settle.ledger.Cases.Case;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A settlement and what stands beside it.
 *
 * @param cases of lost data, by name
 * @param expected by the forecast, by service; empty where there is none
 * @param made when it was reckoned
 */
public record Account(
    Plan plan,
    Settlement settlement,
    Map<String, Case> cases,
    Map<String, Expectation> expected,
    Instant made) {

  /** Everything added up. */
  public record Totals(
      long users, long paidUsers, long cents, long dataLossCents, long extraPoints) {}

  public Account {
    cases = new TreeMap<>(cases);
    expected = Map.copyOf(expected);
  }

  /** Walks over all users once. */
  public Totals totals() {
    long paid = 0;
    long cents = 0;
    long points = 0;
    for (int i = 0; i < settlement.users(); i++) {
      int user = settlement.user(i);
      long due = settlement.cents(settlement.due(user).amount());
      cents = Math.addExact(cents, due);
      paid += due > 0 ? 1 : 0;
      points = Math.addExact(points, settlement.orders().extra(user));
    }
    long lost = cases.values().stream().mapToLong(Case::amount).sum();
    return new Totals(settlement.users(), paid, cents, lost, points);
  }

  /**
   * What the forecast expects all users together to be due, each there all the time and each
   * service by itself; null where there is no forecast or nobody is known.
   */
  public @Nullable BigDecimal expectedInAll() {
    if (expected.isEmpty() || settlement.users() == 0) {
      return null;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, Long> each : settlement.usersOf().entrySet()) {
      Expectation one = expected.get(each.getKey());
      if (one != null) {
        sum = sum.add(one.perUser().multiply(BigDecimal.valueOf(each.getValue())));
      }
    }
    return settlement.terms().round(sum);
  }

  /** Cases of one user. */
  public List<Case> casesOf(String user) {
    return cases.values().stream().filter(each -> each.opened().customer().equals(user)).toList();
  }

  /** What lost data of one user is worth, in the smallest unit. */
  public long dataLoss(String user) {
    return casesOf(user).stream().mapToLong(Case::amount).sum();
  }

  /** An amount with its currency. */
  public String money(long cents) {
    return money(settlement.amount(cents));
  }

  /** An amount with its currency. */
  public String money(BigDecimal amount) {
    return amount.toPlainString() + " " + settlement.terms().currency();
  }
}
