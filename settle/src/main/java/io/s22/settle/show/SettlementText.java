package io.s22.settle.show;

import io.s22.plan.Plan;
import io.s22.settle.Due;
import io.s22.settle.Settlement;
import io.s22.settle.Stretch;
import io.s22.settle.Terms;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table a person reads, and one user's account line by line. */
public final class SettlementText {
  private static final int USERS_SHOWN = 20;
  private static final int LINES_SHOWN = 8;

  private final Account account;
  private final Settlement settlement;
  private final Terms terms;
  private final ZoneId zone;
  private final PrintWriter out;

  public SettlementText(Account account, PrintWriter out) {
    this.account = account;
    this.settlement = account.settlement();
    this.terms = settlement.terms();
    this.zone = account.plan().zone();
    this.out = out;
  }

  /** Everything: services, users, points, cases. */
  public void all() {
    head();
    services();
    users();
    Account.Totals totals = account.totals();
    out.printf(
        "%nusers %,d, of whom %,d are paid; together %s%n",
        totals.users(), totals.paidUsers(), account.money(totals.cents()));
    BigDecimal expected = account.expectedInAll();
    if (expected != null) {
      out.println("the forecast expected " + account.money(expected) + ", each service by itself");
    }
    if (settlement.orders().count() > 0) {
      out.printf(
          "orders %,d, in the window %,d; points on top %,d (times %d)%n",
          settlement.orders().count(),
          settlement.orders().inWindow(),
          totals.extraPoints(),
          terms.pointsTimes());
    }
    if (!account.cases().isEmpty()) {
      out.printf(
          "cases of lost data %d; decided together %s%n",
          account.cases().size(), account.money(totals.dataLossCents()));
    }
  }

  private void head() {
    Plan plan = account.plan();
    out.println(
        "Settlement of run "
            + settlement.measurements().run()
            + ": "
            + Written.safe(plan.title().in(Locale.ENGLISH)));
    var opened = settlement.measurements().opened();
    if (opened != null && opened.outside() != null) {
      out.println("note: " + Written.safe(opened.outside()));
    }
    out.println(
        "counts from "
            + Written.day(terms.from(), zone)
            + " to "
            + Written.day(terms.to(), zone)
            + " "
            + zone
            + (!terms.countsAnnounced()
                ? ", what was announced (until "
                    + Written.time(terms.announcedUntil(), zone)
                    + ") not"
                : "")
            + "; overlapping outages "
            + switch (terms.overlapping()) {
              case ONCE -> "are paid once";
              case EACH_SERVICE -> "of two services are paid for each";
            });
    out.println();
  }

  private void services() {
    boolean forecast = !account.expected().isEmpty();
    out.printf(
        "%-22s %10s %12s %14s%s%n",
        "service",
        "a minute",
        "away, s",
        "a user's due",
        forecast ? "   forecast, s   a user's due" : "");
    List<String> measured = settlement.measurements().measured(account.plan());
    for (String service : terms.services()) {
      List<Stretch> away = settlement.of(service);
      boolean known = measured.contains(service) || !away.isEmpty();
      Due due = settlement.ofOne(service);
      out.printf(
          "%-22s %10s %12s %14s%s%n",
          service,
          Written.plain(terms.rate(service)),
          known ? Written.seconds(away.stream().mapToLong(Stretch::length).sum()) : "not measured",
          known ? account.money(due.amount()) : "",
          expected(account.expected().get(service)));
      closed(service);
      due.parts().stream().limit(LINES_SHOWN).forEach(part -> out.println("  " + line(part)));
      if (due.parts().size() > LINES_SHOWN) {
        out.println(
            "  and " + (due.parts().size() - LINES_SHOWN) + " more; --json has all of them");
      }
    }
  }

  private void closed(String service) {
    long nanos = settlement.measurements().closedNanos(service);
    if (nanos > 0) {
      out.println(
          "  of it closed as announced: "
              + Written.seconds(nanos)
              + " s; by the contract "
              + (terms.countsAnnounced() ? "they count" : "they count after the window alone"));
    }
  }

  private static String expected(@Nullable Expectation expectation) {
    return expectation == null
        ? ""
        : String.format(
            Locale.ROOT,
            "  %12.1f  %13s",
            expectation.seconds(),
            Written.plain(expectation.perUser()));
  }

  private String line(Due.Part part) {
    return Written.time(part.stretch().from(), zone)
        + " to "
        + Written.time(part.stretch().to(), zone)
        + ", "
        + Written.seconds(part.stretch().length())
        + " s of "
        + part.service()
        + " at "
        + Written.plain(part.rate())
        + ": "
        + Written.worth(part)
        + "  ["
        + Written.safe(Written.evidence(part.stretch().evidence()))
        + "]";
  }

  private void users() {
    if (settlement.users() == 0) {
      out.println("\nno users are known: --users FILE names them, --outages FILE what each missed");
      return;
    }
    out.println();
    out.printf("%-30s %12s %16s %10s%n", "user", "paid, s", "amount", "points");
    for (int i = 0; i < Math.min(USERS_SHOWN, settlement.users()); i++) {
      int user = settlement.user(i);
      Due due = settlement.due(user);
      out.printf(
          "%-30s %12s %16s %10d%n",
          Written.safe(settlement.name(user)),
          Written.seconds(due.paidNanos()),
          account.money(due.amount()),
          settlement.orders().extra(user));
    }
    if (settlement.users() > USERS_SHOWN) {
      out.printf(
          "and %,d more; --csv FILE writes all, --user NAME explains one%n",
          settlement.users() - USERS_SHOWN);
    }
  }

  /** One user, line by line. */
  public void one(int user) {
    head();
    Due due = settlement.due(user);
    String name = settlement.name(user);
    out.println("user " + Written.safe(name));
    due.parts().forEach(part -> out.println("  " + line(part)));
    out.println(
        "  together "
            + Written.seconds(due.paidNanos())
            + " s paid, "
            + Written.shown(due.exact())
            + "; paid "
            + account.money(due.amount())
            + (due.capped() ? " (the contract's limit)" : ""));
    account
        .casesOf(name)
        .forEach(each ->
            out.println(
                "  lost data, case "
                    + each.opened().name()
                    + ": "
                    + (each.decisions().isEmpty()
                        ? "not decided yet"
                        : account.money(each.amount()))));
    long extra = settlement.orders().extra(user);
    if (extra > 0) {
      out.println("  points on top for orders in the window: " + extra);
    }
    out.println(
        "  due in all " + account.money(settlement.cents(due.amount()) + account.dataLoss(name)));
  }
}
