package io.s22.cli;

import io.s22.plan.S22Exception;
import io.s22.settle.ledger.Booked;
import io.s22.settle.ledger.Cases.Case;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.ledger.Payments;
import io.s22.settle.show.Account;
import io.s22.settle.show.SettlementCsv;
import io.s22.settle.show.SettlementJson;
import io.s22.settle.show.SettlementText;
import io.s22.settle.show.Statements;
import io.s22.wiring.Books;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
      description =
          "Book, and send what is owed to this payment system. With --server it is written 'server':"
              + " the one that the server was started with.")
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
    try (Workshop workshop = Workshop.open(screen, common)) {
      RemoteArchive server = workshop.server();
      return server == null ? here(workshop) : there(workshop, server);
    }
  }

  private int here(Workshop workshop) throws InterruptedException {
    SettlePaying paying = pay == null ? null : new SettlePaying(screen, pay, paySecret);
    try (Ledger ledger = SettleLedger.open(workshop)) {
      Account account = account(workshop, id -> ledger.cases().of(id));
      String who = workshop.person(by);
      Booked booked = Books.book(account, ledger, book || paying != null, who);
      String unit = account.settlement().terms().currency().getCurrencyCode();
      tell(account, booked, ledger.payments().standing(run(account), unit));
      return paying == null ? ExitCode.OK : paying.pay(account, ledger, who, common.json);
    }
  }

  /** Reckoned and shown here from the server's journal; cases and ledger are the server's. */
  private int there(Workshop workshop, RemoteArchive server) throws InterruptedException {
    ServerOption.notThere("--journal", options.journal != null);
    ServerOption.notThere("--orders-from", options.ordersFrom != null);
    SettleThere there = new SettleThere(screen, server, options);
    if (pay != null) {
      there.paysItself(pay, paySecret);
    }
    Account account = account(workshop, there::cases);
    SettleThere.Said said = there.book(run(account), !book && pay == null);
    tell(account, said.booked(), said.standing());
    return pay == null ? ExitCode.OK : there.pay(run(account), common.json);
  }

  private static String run(Account account) {
    return account.settlement().measurements().run();
  }

  private Account account(Workshop workshop, Function<String, Map<String, Case>> cases) {
    SettleSources sources = new SettleSources(screen, options);
    SettleSources.Settled settled = sources.settle(workshop, run);
    Account account =
        new Account(
            settled.plan(),
            settled.settlement(),
            cases.apply(settled.settlement().measurements().run()),
            sources.expected(settled.plan()),
            Workshop.now());
    show(account);
    files(account);
    return account;
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

  private void tell(Account account, Booked booked, Payments.Standing standing) {
    boolean really = book || pay != null;
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
