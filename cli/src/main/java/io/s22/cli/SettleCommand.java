package io.s22.cli;

import io.s22.plan.S22Exception;
import io.s22.settle.Settlement;
import io.s22.settle.ledger.Booked;
import io.s22.settle.ledger.Booking;
import io.s22.settle.ledger.Cases.Case;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.ledger.Payments;
import io.s22.settle.show.Account;
import io.s22.settle.show.SettlementCsv;
import io.s22.settle.show.SettlementJson;
import io.s22.settle.show.SettlementText;
import io.s22.settle.show.Statements;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 settle}: what users get for what they missed. */
@Command(
    name = "settle",
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Reckon what users are due for a run: interruptions by the contract in the plan, cases of lost"
          + " data, points for orders in the window.",
      "",
      "Shows what it would do and changes nothing. --book writes it into the ledger: only what is"
          + " different from what stands there, so that booking twice changes nothing and a"
          + " correction is an entry of its own. --pay also sends each payment to the payment system,"
          + " once, under a key of its own."
    },
    footer = {
      "",
      "Examples:",
      "  s22 settle",
      "  s22 settle RUN --users users.csv --outages outages.csv --csv due.csv",
      "  s22 settle RUN --users users.csv --user alice",
      "  s22 settle RUN --users users.csv --book --pdf statements/",
      "  s22 settle RUN --users users.csv --pay https://pay.example/s22 --pay-secret env:PAY_KEY",
      "  s22 settle open-case RUN loss-1 --user alice --because 'order 17 is gone' --entry 412",
      "  s22 settle decide-case RUN loss-1 --amount 300 --because 'she showed the receipt'",
      "",
      "Columns, contract and ledger: docs/settle.md."
    },
    subcommands = {
      SettleCases.OpenCase.class,
      SettleCases.DecideCase.class,
      SettleCases.ListCases.class,
      SettleLedger.Link.class,
      SettleLedger.Verify.class
    })
final class SettleCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run; the newest where left out.")
  private @Nullable String run;

  @Mixin private final SettleOptions options = new SettleOptions();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "One user, line by line, back to the journal's entries.")
  private @Nullable String user;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write all users' amounts.")
  private @Nullable Path csv;

  @Option(
      names = "--pdf",
      paramLabel = "FOLDER",
      description = "Write one statement a customer who is due something; with --user, hers.")
  private @Nullable Path pdf;

  @Option(names = "--book", description = "Write into the ledger what is different there.")
  private boolean book;

  @Option(
      names = "--pay",
      paramLabel = "URL",
      description = "Book, and send what is owed to this payment system.")
  private @Nullable String pay;

  @Option(
      names = "--pay-secret",
      paramLabel = "REF",
      description = "Signs what is sent: env:NAME or file:PATH.")
  private @Nullable String paySecret;

  @Option(names = "--by", paramLabel = "NAME", description = "Who settles, for the record.")
  private @Nullable String by;

  SettleCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    SettlePaying paying = pay == null ? null : new SettlePaying(screen, pay, paySecret);
    try (Workshop workshop = Workshop.open(screen, common);
        Ledger ledger = SettleLedger.open(workshop)) {
      SettleSources sources = new SettleSources(screen, options);
      SettleSources.Settled settled = sources.settle(workshop, run);
      String id = settled.settlement().measurements().run();
      Map<String, Case> cases = ledger.cases().of(id);
      Account account =
          new Account(
              settled.plan(),
              settled.settlement(),
              cases,
              sources.expected(settled.plan()),
              Workshop.now());
      show(account);
      files(account);
      String who = workshop.person(by);
      Booked booked = book(account, ledger, book || paying != null, who);
      tell(account, ledger, booked);
      return paying == null ? ExitCode.OK : paying.pay(account, ledger, who, common.json);
    }
  }

  private void show(Account account) {
    if (user != null) {
      int number = account.settlement().find(user);
      if (number < 0) {
        throw new Refusal(
            ExitCode.USAGE,
            "S22-9665",
            "There is no user '" + user + "'.",
            "Name one of --users or --outages.");
      }
      if (common.json) {
        SettlementJson.one(account, number, screen.out());
        screen.out().println();
      } else {
        new SettlementText(account, screen.out()).one(number);
      }
    } else if (common.json) {
      SettlementJson.all(account, screen.out());
      screen.out().println();
    } else {
      new SettlementText(account, screen.out()).all();
    }
  }

  private void files(Account account) {
    if (csv != null) {
      try (BufferedWriter out = Files.newBufferedWriter(csv)) {
        SettlementCsv.write(account, out);
      } catch (IOException e) {
        throw new S22Exception(
            "S22-9659",
            "'" + csv + "' cannot be written: " + e.getMessage() + ".",
            "Give a file that this user may write.",
            e);
      }
      say("wrote " + csv);
    }
    if (pdf != null) {
      Statements statements = new Statements(account);
      if (user == null) {
        say("wrote " + statements.printAll(pdf) + " statements to " + pdf);
      } else {
        say("wrote " + statements.print(pdf, account.settlement().find(user)));
      }
    }
  }

  /** Of everything, whatever was shown. */
  private static Booked book(Account account, Ledger ledger, boolean really, String who) {
    Settlement settlement = account.settlement();
    String id = settlement.measurements().run();
    String unit = settlement.terms().currency().getCurrencyCode();
    String text =
        "journal of "
            + settlement.measurements().entries()
            + " entries, head "
            + settlement.measurements().head();
    Booked booked =
        one(
            ledger,
            really,
            booking(id, "interruption", unit, account.made(), who, text),
            reader ->
                settlement.forEachUser(user ->
                    reader.line(
                        settlement.name(user), settlement.cents(settlement.due(user).amount()))));
    one(
        ledger,
        really,
        booking(id, "points", "points", account.made(), who, text),
        reader ->
            settlement.forEachUser(
                user -> reader.line(settlement.name(user), settlement.orders().extra(user))));
    for (Map.Entry<String, Case> each : account.cases().entrySet()) {
      Booking lost =
          booking(id, "data-loss/" + each.getKey(), unit, account.made(), who, "a decided case");
      Case decided = each.getValue();
      booked =
          booked.and(
              one(
                  ledger,
                  really,
                  lost,
                  reader -> reader.line(decided.opened().customer(), decided.amount())));
    }
    return booked;
  }

  private static Booking booking(
      String run, String topic, String unit, Instant at, String who, String text) {
    return new Booking(run, topic, unit, at, who, text);
  }

  private static Booked one(Ledger ledger, boolean really, Booking booking, Booking.Lines lines) {
    return really ? ledger.book(booking, lines) : ledger.preview(booking, lines);
  }

  private void tell(Account account, Ledger ledger, Booked booked) {
    boolean really = book || pay != null;
    String id = account.settlement().measurements().run();
    String unit = account.settlement().terms().currency().getCurrencyCode();
    String what =
        booked.customers() == 0
            ? "the ledger says the same: nothing to book"
            : (really ? "booked " : "to book: ")
                + account.money(booked.change())
                + " for "
                + booked.customers()
                + " customers"
                + (booked.corrected() == 0 ? "" : ", " + booked.corrected() + " of them corrected");
    say(what + (really || booked.customers() == 0 ? "" : "; --book writes it"));
    Payments.Standing standing = ledger.payments().standing(id, unit);
    if (standing.due() != 0 || standing.paid() != 0) {
      say(
          "ledger: due "
              + account.money(standing.due())
              + ", paid "
              + account.money(standing.paid())
              + ", owed "
              + account.money(standing.owed())
              + " to "
              + standing.customersOwed()
              + (standing.overpaid() == 0
                  ? ""
                  : ", paid too much " + account.money(standing.overpaid())));
    }
  }

  /** Beside JSON only the JSON goes to standard output. */
  private void say(String line) {
    (common.json ? screen.err() : screen.out()).println(line);
  }
}
