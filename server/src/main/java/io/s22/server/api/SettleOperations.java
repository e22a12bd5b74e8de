package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.office.PayDesk;
import io.s22.server.office.RunDesk;
import io.s22.server.office.SettleDesk;
import io.s22.server.office.SettleDesk.Sources;
import io.s22.server.people.Audit;
import io.s22.server.people.Caller;
import io.s22.server.people.Scope;
import io.s22.settle.ledger.Booked;
import io.s22.settle.ledger.Payments;
import io.s22.settle.pay.OwnLink;
import io.s22.settle.pay.Secret;
import io.s22.settle.show.Account;
import io.s22.settle.show.SettlementCsv;
import io.s22.settle.show.SettlementJson;
import io.s22.settle.show.SettlementText;
import io.s22.settle.show.Statements;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What users are due: reckoned, booked, paid, and cases of lost data. */
final class SettleOperations {
  private static final int MOST_DAYS = 366;

  private final Parts parts;

  SettleOperations(Parts parts) {
    this.parts = parts;
  }

  /**
   * What it works with.
   *
   * @param links signs users' own links; null where the server has no secret for them
   * @param site the status page's address, without a slash at its end
   */
  record Parts(
      SettleDesk settle,
      PayDesk pay,
      RunDesk runs,
      Audit audit,
      Clock clock,
      @Nullable Secret links,
      Supplier<String> site) {}

  /**
   * What the ledger says.
   *
   * @param customers whose amounts are different
   * @param corrected how many of them had one before
   * @param change in the unit's smallest
   */
  record Standing(
      String run,
      String unit,
      long customers,
      long corrected,
      long change,
      long due,
      long paid,
      long owed,
      long customersOwed,
      long overpaid) {}

  /** Whose link, and for how long. */
  record Wanted(@Nullable String user, @Nullable Integer days) {}

  /** A user's own link. */
  record Own(String link, Instant until) {}

  List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    all.add(
        reckon("", "settle", "What users are due; changes nothing.", this::all)
            .gives(Object.class));
    all.add(reckon("/text", "settleText", "The same for people.", this::text).gives("text/plain"));
    all.add(reckon("/csv", "settleCsv", "All users' amounts.", this::csv).gives("text/csv"));
    all.add(
        reckon(
                "/standing",
                "settleStanding",
                "What booking would change, and what the ledger says.",
                ask -> stands(ask, false))
            .gives(Standing.class));
    all.add(
        reckon("/users/{user}", "settleUser", "One user, line by line.", this::one)
            .gives(Object.class));
    all.add(
        reckon("/users/{user}/statement", "settleStatement", "One user's statement.", this::print)
            .gives("application/pdf"));
    all.add(
        of(
                Method.POST,
                "/runs/{run}/bookings",
                Scope.SETTLE_WRITE,
                "book",
                "Write into the ledger what is different there.",
                ask -> stands(ask, true))
            .takes(Sources.class)
            .gives(Standing.class)
            .trait(Trait.LARGE)
            .trait(Trait.HEAVY));
    all.add(
        get(
                "/runs/{run}/payments",
                Scope.SETTLE_READ,
                "getPayments",
                "How sending payments stands.",
                ask -> Reply.of(paid(ask)))
            .gives(PayDesk.Paid.class));
    all.add(
        of(
                Method.POST,
                "/runs/{run}/payments",
                Scope.SETTLE_WRITE,
                "pay",
                "Send what is owed to the payment system.",
                this::pay)
            .gives(PayDesk.Paid.class));
    all.addAll(
        new CaseOperations(parts.settle(), parts.runs(), parts.audit(), parts.clock()).all());
    all.add(
        of(
                Method.POST,
                "/runs/{run}/links",
                Scope.SETTLE_WRITE,
                "makeOwnLink",
                "A link by which one user sees what he is due.",
                this::link)
            .takes(Wanted.class)
            .gives(Own.class)
            .trait(Trait.SECRET));
    all.add(
        get(
                "/ledger/verify",
                Scope.SETTLE_READ,
                "verifyLedger",
                "Whether the ledger is whole.",
                ask -> Reply.of(parts.settle().audit(ask.tenant())))
            .gives(io.s22.settle.ledger.Audit.class)
            .trait(Trait.HEAVY));
    return all;
  }

  private static Operation reckon(
      String form, String id, String summary, Operation.Handler handler) {
    return of(Method.POST, "/runs/{run}/settlement" + form, Scope.SETTLE_READ, id, summary, handler)
        .takes(Sources.class)
        .trait(Trait.LARGE)
        .trait(Trait.HEAVY);
  }

  private Account account(Ask ask, Sources sources) {
    try {
      return parts.settle().account(ask.tenant(), ask.at("run"), sources);
    } catch (S22Exception wrong) {
      throw refused(wrong);
    }
  }

  /** What is wrong with what was sent is the sender's to mend. */
  static S22Exception refused(S22Exception wrong) {
    return wrong instanceof Denied
        ? wrong
        : new Denied(422, wrong.code(), String.valueOf(wrong.getMessage()), wrong.mend());
  }

  private interface Writing {
    void to(StringWriter out) throws IOException;
  }

  private static Reply written(String type, Writing writing) {
    StringWriter out = new StringWriter();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Reply.text(type, out.toString());
  }

  private Reply all(Ask ask) {
    Account account = account(ask, ask.large(Sources.class));
    return written(Reply.JSON, out -> SettlementJson.all(account, out));
  }

  private Reply text(Ask ask) {
    Account account = account(ask, ask.large(Sources.class));
    return written(
        "text/plain",
        out -> {
          try (PrintWriter lines = new PrintWriter(out)) {
            new SettlementText(account, lines).all();
          }
        });
  }

  private Reply csv(Ask ask) {
    Account account = account(ask, ask.large(Sources.class));
    return written("text/csv", out -> SettlementCsv.write(account, out));
  }

  private static int user(Ask ask, Account account) {
    int user = account.settlement().find(ask.at("user"));
    if (user < 0) {
      throw Denied.missing("user '" + ask.at("user") + "' in what was sent");
    }
    return user;
  }

  private Reply one(Ask ask) {
    Account account = account(ask, ask.large(Sources.class));
    int user = user(ask, account);
    return written(Reply.JSON, out -> SettlementJson.one(account, user, out));
  }

  private Reply print(Ask ask) {
    Account account = account(ask, ask.large(Sources.class));
    int user = user(ask, account);
    try {
      Path folder = Files.createTempDirectory("s22-statement");
      Path file = new Statements(account).print(folder, user);
      byte[] pdf = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder);
      return new Reply(200, "application/pdf", pdf, java.util.Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("the statement cannot be written", e);
    }
  }

  /** What booking changes, or would change, and what the ledger says. */
  private Reply stands(Ask ask, boolean really) {
    Account account = account(ask, ask.large(Sources.class));
    Booked booked = parts.settle().book(ask.caller(), account, really);
    if (really) {
      happened(ask, "booked", "customers", Long.toString(booked.customers()));
    }
    String unit = account.settlement().terms().currency().getCurrencyCode();
    Payments.Standing stands = parts.settle().standing(ask.tenant(), ask.at("run"), unit);
    return Reply.of(
        new Standing(
            ask.at("run"),
            unit,
            booked.customers(),
            booked.corrected(),
            booked.change(),
            stands.due(),
            stands.paid(),
            stands.owed(),
            stands.customersOwed(),
            stands.overpaid()));
  }

  private PayDesk.Paid paid(Ask ask) {
    parts.runs().line(ask.tenant(), ask.at("run"));
    return parts.pay().paid(ask.tenant(), ask.at("run"));
  }

  private Reply pay(Ask ask) {
    parts.runs().line(ask.tenant(), ask.at("run"));
    PayDesk.Paid begun = parts.pay().pay(ask.caller(), ask.at("run"));
    happened(ask, "paying", "via", ask.caller().via());
    return Reply.accepted(begun);
  }

  private Reply link(Ask ask) {
    parts.runs().line(ask.tenant(), ask.at("run"));
    Wanted wanted = ask.json(Wanted.class);
    Secret secret = parts.links();
    if (secret == null || !ask.tenant().equals(io.s22.store.JdbcRunStore.MAIN)) {
      throw Denied.conflict(
          "This server signs no links for this tenant's users.",
          "Start it with --link-secret; the page behind links is the first tenant's.");
    }
    int days = wanted.days() == null ? 30 : wanted.days();
    if (days < 1 || days > MOST_DAYS) {
      throw Denied.malformed("'days' is " + days + ".", "Give a number from 1 to 366.");
    }
    Instant until = parts.clock().now().plus(Duration.ofDays(days));
    String user = CaseOperations.brief(wanted.user(), "user");
    String token = new OwnLink(secret).token(ask.at("run"), user, until);
    happened(ask, "own-link", "days", Integer.toString(days));
    return Reply.of(new Own(parts.site().get() + "/own/" + token, until));
  }

  private void happened(Ask ask, String kind, String name, String value) {
    Caller by = ask.caller();
    parts.audit().happened(by.tenant(), by.login(), kind, "run", ask.at("run"), name, value);
  }
}
