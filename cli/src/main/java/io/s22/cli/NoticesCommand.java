package io.s22.cli;

import io.s22.tell.outbox.Account;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 notices}: what people are told, and what became of it. */
@Command(
    name = "notices",
    description = {
      "Show what people are told: before it is sent, and after.",
      "",
      "'preview' shows every message of a plan or a run in both languages, and how many would get it;"
          + " nothing is sent. 'list' and 'dead' show what was; 'retry' sends again what was given up."
          + " 's22 serve' sends, over the channels of notices.properties."
    },
    subcommands = {
      NoticesPreview.class,
      NoticesCommand.Listing.class,
      NoticesCommand.Dead.class,
      NoticesCommand.Retry.class,
      NoticesCommand.Journal.class
    },
    footer = {
      "",
      "Examples:",
      "  s22 notices preview plans/s22.yaml",
      "  s22 notices preview plans/s22.yaml --out messages/",
      "  s22 notices list",
      "  s22 notices dead --server https://s22.example.org",
      "  s22 notices retry --all"
    })
final class NoticesCommand implements Callable<Integer> {
  /** The tenant of this machine's own page. */
  static final String TENANT = "s22";

  private final Screen screen;

  @Mixin private final Common common = new Common();

  NoticesCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    try (NoticeBook book = NoticeBook.of(screen, common)) {
      Account account = book.account();
      if (common.json) {
        screen.out().println(Json.write(account));
        return ExitCode.OK;
      }
      screen
          .out()
          .printf(
              "%d notices; %d sent, %d waiting, %d under way, %d dead, %d dropped%n",
              account.notices(),
              account.sent(),
              account.waiting(),
              account.sending(),
              account.dead(),
              account.dropped());
      screen.out().printf("%d may have come twice%n", account.perhapsTwice());
      return account.dead() > 0 ? ExitCode.NO : ExitCode.OK;
    }
  }

  private static int print(Screen screen, Common common, String state, int most) {
    try (NoticeBook book = NoticeBook.of(screen, common)) {
      List<Account.Line> lines = book.lines(state, most);
      if (common.json) {
        screen.out().println(Json.write(lines));
      } else if (lines.isEmpty()) {
        screen.out().println(state.isEmpty() ? "nobody was told yet" : "none");
      } else {
        lines.forEach(line -> screen.out().println(text(line)));
      }
      return ExitCode.OK;
    }
  }

  private static String text(Account.Line line) {
    String error = line.error();
    return "%s  %-11s %-8s %-2s  %-8s %d tries%s  %s %s  to %s%s"
        .formatted(
            line.key(),
            line.channel(),
            line.severity(),
            line.language(),
            line.state(),
            line.attempts(),
            line.resent() > 0 ? ", perhaps twice" : "",
            Terminal.plain(line.run().isEmpty() ? "(sign-up)" : line.run(), 60),
            Terminal.plain(line.event(), 60),
            Terminal.plain(line.masked(), 60),
            error == null ? "" : "  " + Terminal.plain(error, 100));
  }

  @Command(name = "list", description = "List deliveries, the newest first.")
  static final class Listing implements Callable<Integer> {
    private final Screen screen;

    @Mixin private final Common common = new Common();

    @Option(
        names = "--most",
        paramLabel = "N",
        description = "At most so many (${DEFAULT-VALUE}).",
        defaultValue = "100")
    private int most = 100;

    Listing(Screen screen) {
      this.screen = screen;
    }

    @Override
    public Integer call() {
      return print(screen, common, "", most);
    }
  }

  @Command(name = "dead", description = "List deliveries that were given up, and why.")
  static final class Dead implements Callable<Integer> {
    private final Screen screen;

    @Mixin private final Common common = new Common();

    Dead(Screen screen) {
      this.screen = screen;
    }

    @Override
    public Integer call() {
      return print(screen, common, "dead", 10_000);
    }
  }

  @Command(
      name = "retry",
      description = "Send again what was given up; 's22 serve' does it at its next look.")
  static final class Retry implements Callable<Integer> {
    private final Screen screen;

    @Mixin private final Common common = new Common();

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "KEY",
        description = "One of them, as 's22 notices dead' shows it.")
    private @Nullable String key;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    Retry(Screen screen) {
      this.screen = screen;
    }

    @Override
    public Integer call() {
      if ((key == null) == !all || key != null && key.isEmpty()) {
        throw new Refusal(
            ExitCode.USAGE,
            "S22-9615",
            "It is not clear what to send again.",
            "Name one key, or give --all.");
      }
      try (NoticeBook book = NoticeBook.of(screen, common)) {
        int count = book.retry(key == null ? "" : key);
        screen.out().println(count + " on their way again");
        return count > 0 || all ? ExitCode.OK : ExitCode.NO;
      }
    }
  }

  @Command(
      name = "journal",
      description = "Print the journal of sending: an INTENT and an outcome for each attempt.")
  static final class Journal implements Callable<Integer> {
    private final Screen screen;

    @Mixin private final Common common = new Common();

    Journal(Screen screen) {
      this.screen = screen;
    }

    @Override
    public Integer call() {
      try (NoticeBook book = NoticeBook.of(screen, common)) {
        book.journal(screen.out()::println);
        return ExitCode.OK;
      }
    }
  }
}
