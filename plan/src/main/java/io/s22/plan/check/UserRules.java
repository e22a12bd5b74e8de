package io.s22.plan.check;

import io.s22.plan.Announcement;
import io.s22.plan.At;
import io.s22.plan.Compensation;
import io.s22.plan.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about what users are told and paid. */
final class UserRules {
  /** No currency (ISO 4217): stands where an amount could not be read, which is said already. */
  private static final Currency UNREAD = Currency.getInstance("XXX");

  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2801",
              "An interruption nobody is told of",
              "Users of the service, or of one that depends on it, find it down without a word.",
              (facts, out) -> unannounced(facts, Harms.Kind.DOWN, out)),
          Rule.warning(
              "S22-2802",
              "A degradation nobody is told of",
              "Users find the service slow or limited without a word.",
              (facts, out) -> unannounced(facts, Harms.Kind.DEGRADED, out)),
          Rule.warning(
              "S22-2803",
              "An announcement less than a day before",
              "Most users read it when it is too late to arrange anything.",
              UserRules::late),
          Rule.error(
              "S22-2806",
              "A compensation that cannot be meant",
              "Amounts would be wrong for every user.",
              UserRules::compensation));

  private static final Duration DAY = Duration.ofDays(1);

  private UserRules() {}

  private static void unannounced(Facts facts, Harms.Kind kind, Rule.Out out) {
    Set<String> told = told(facts);
    if (told.isEmpty() && toldAll(facts)) {
      return;
    }
    Set<String> said = new HashSet<>(told);
    if (kind == Harms.Kind.DEGRADED) {
      facts.works().all().stream()
          .flatMap(work -> facts.harmsOf(work).values().stream())
          .filter(harm -> harm.kind() == Harms.Kind.DOWN)
          .forEach(harm -> said.add(harm.service()));
    }
    for (Work work : facts.works().all()) {
      for (Harms.Harm harm : facts.harmsOf(work).values()) {
        boolean users = facts.harms().isUsed(harm.service());
        if (harm.kind() == kind && users && said.add(harm.service())) {
          unannounced(work, harm, out);
        }
      }
    }
  }

  private static boolean toldAll(Facts facts) {
    return facts.plan().announcements().stream().anyMatch(a -> a.to().isEmpty());
  }

  /** The services whose users are told something; empty when all are. */
  private static Set<String> told(Facts facts) {
    if (toldAll(facts)) {
      return Set.of();
    }
    return Stream.concat(
            facts.plan().tellUsers().keySet().stream(),
            facts.plan().announcements().stream().flatMap(a -> a.to().stream()))
        .collect(Collectors.toSet());
  }

  private static void unannounced(Work work, Harms.Harm harm, Rule.Out out) {
    String key = work.step().interrupts().containsKey(harm.root()) ? "interrupts" : "degrades";
    out.add(
        Say.member(work.step().at(), key, harm.root()),
        "Service "
            + harm.said()
            + " is "
            + harm.kind().word()
            + " by step "
            + Say.name(work.name())
            + ", but its users are told nothing.",
        "Write under tell-users: "
            + harm.service()
            + ": {during: what works and what to avoid}, or add an announcement to it.");
  }

  private static void late(Facts facts, Rule.Out out) {
    Set<String> hurt =
        facts.works().all().stream()
            .flatMap(work -> facts.harmsOf(work).values().stream())
            .map(Harms.Harm::service)
            .collect(Collectors.toSet());
    Set<String> early = new LinkedHashSet<>();
    boolean allEarly = false;
    for (Announcement each : facts.plan().announcements()) {
      if (each.beforeOpening() != null && each.beforeOpening().compareTo(DAY) >= 0) {
        early.addAll(each.to());
        allEarly |= each.to().isEmpty();
      }
    }
    for (Announcement each : facts.plan().announcements()) {
      Duration before = each.beforeOpening();
      boolean late = before != null && before.compareTo(DAY) < 0;
      boolean first = each.to().isEmpty() ? early.isEmpty() : !early.containsAll(each.to());
      boolean matters = each.to().isEmpty() || each.to().stream().anyMatch(hurt::contains);
      if (before != null && late && first && matters && !allEarly) {
        out.add(
            each.at().of("before-opening"),
            "The first announcement to "
                + (each.to().isEmpty() ? "all users" : "users of " + Say.names(each.to()))
                + " goes out "
                + Say.time(before)
                + " before the window opens.",
            "Write before-opening: 3d, and keep this one as a reminder.");
      }
    }
  }

  private static void compensation(Facts facts, Rule.Out out) {
    Compensation pay = facts.plan().compensation();
    if (pay == null) {
      return;
    }
    if (pay.perMinute().amount().signum() <= 0) {
      out.add(
          pay.at().of("per-minute"),
          "Compensation pays " + pay.perMinute() + " a minute.",
          "Write an amount above zero, or take compensation out.");
    }
    money(pay, out);
    rates(facts, pay, out);
    Duration window = WindowRules.length(facts.plan().window());
    if (pay.after() != null && pay.after().compareTo(window) >= 0) {
      out.add(
          pay.at().of("after"),
          "Compensation begins after "
              + Say.time(pay.after())
              + " of interruption, as long as the whole window.",
          "Write a time shorter than " + Say.time(window) + ", or take compensation out.");
    }
  }

  private static void rates(Facts facts, Compensation pay, Rule.Out out) {
    pay.perMinuteOf()
        .keySet()
        .forEach(service -> {
          At at = pay.at();
          if (!facts.plan().cluster().services().containsKey(service)) {
            out.add(
                at.of("per-minute-of." + service),
                "Compensation pays for service " + Say.name(service) + ", which there is not.",
                facts
                    .guess()
                    .mend(
                        service,
                        facts.plan().cluster().services().keySet(),
                        "declare it under cluster: services."));
          }
        });
    Duration window = WindowRules.length(facts.plan().window());
    if (!pay.paysAnnounced() && pay.countsFor() != null && pay.countsFor().compareTo(window) <= 0) {
      out.add(
          pay.at().of("counts-for"),
          "Compensation counts for "
              + Say.time(pay.countsFor())
              + ", all of it in the announced window, and announced interruption does not count.",
          "Write counts-announced: yes, or a counts-for longer than " + Say.time(window) + ".");
    }
  }

  private static void money(Compensation pay, Rule.Out out) {
    if (pay.atMost() != null
        && pay.atMost().currency().equals(pay.perMinute().currency())
        && pay.atMost().amount().compareTo(pay.perMinute().amount()) < 0) {
      out.add(
          pay.at().of("at-most"),
          "Compensation pays " + pay.perMinute() + " a minute, but at most " + pay.atMost() + ".",
          "Write an upper limit above what one minute pays.");
    }
    List<Money> others = new ArrayList<>();
    Stream.of(pay.atMost(), pay.dataLossUpTo()).filter(Objects::nonNull).forEach(others::add);
    others.addAll(pay.perMinuteOf().values());
    others.removeIf(money ->
        money.currency().equals(pay.perMinute().currency()) || money.currency().equals(UNREAD));
    if (!others.isEmpty() && !pay.perMinute().currency().equals(UNREAD)) {
      out.add(
          pay.at().start(),
          "Compensation is in two currencies, "
              + pay.perMinute().currency()
              + " and "
              + others.getFirst().currency()
              + ".",
          "Write all amounts in one currency.");
    }
  }
}
