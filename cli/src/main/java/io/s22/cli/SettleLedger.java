package io.s22.cli;

import io.s22.settle.ledger.Audit;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.pay.OwnLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The ledger's own commands, and the link by which a user sees her own. */
final class SettleLedger {
  private static final String FILE = "settle.db";

  private SettleLedger() {}

  /** The ledger in S22's folder. */
  static Ledger open(Workshop workshop) {
    return Ledger.open(workshop.home().resolve(FILE));
  }

  /** {@code s22 settle verify}. */
  @Command(
      name = "verify",
      description = {
        "Prove that the ledger is whole; exit code 1 when it is not.",
        "",
        "Every entry sums to zero, is as it was written, and follows the one before it."
      })
  static final class Verify implements Callable<Integer> {
    private final Screen screen;

    @Mixin private final Common common = new Common();

    Verify(Screen screen) {
      this.screen = screen;
    }

    @Override
    public Integer call() {
      try (Workshop workshop = Workshop.open(screen, common)) {
        Audit audit = audit(workshop);
        if (common.json) {
          screen.out().println(Json.write(audit));
        } else if (audit.faults().isEmpty()) {
          screen.out().println("whole: " + audit.entries() + " entries, head " + audit.head());
        } else {
          audit.faults().forEach(screen.out()::println);
        }
        return audit.faults().isEmpty() ? ExitCode.OK : ExitCode.NO;
      }
    }

    private static Audit audit(Workshop workshop) {
      RemoteArchive server = workshop.server();
      if (server == null) {
        try (Ledger ledger = SettleLedger.open(workshop)) {
          return ledger.audit();
        }
      }
      JsonNode said = server.read("ledger/verify");
      List<String> faults = new ArrayList<>();
      said.path("faults").forEach(each -> faults.add(each.asString()));
      return new Audit(said.path("entries").asLong(), said.path("head").asString(), faults);
    }
  }

  /** {@code s22 settle link}. */
  @Command(
      name = "link",
      description = {
        "Print the signed link by which one user sees what she is due, and nothing of others.",
        "",
        "Whoever has the link may look until it expires."
      },
      footer = {
        "",
        "Example:",
        "  s22 settle link RUN --user alice --secret env:S22_LINK_KEY --days 30"
      })
  static final class Link implements Callable<Integer> {
    private final Screen screen;

    @Mixin private final Common common = new Common();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run.")
    private String run = "";

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "Whose.")
    private String user = "";

    @Option(
        names = "--secret",
        paramLabel = "REF",
        description =
            "Signs it, and the server must know it too: env:NAME or file:PATH. With --server, the"
                + " server signs.")
    private @Nullable String secret;

    @Option(
        names = "--days",
        paramLabel = "N",
        defaultValue = "30",
        description = "How long it is good for (${DEFAULT-VALUE}).")
    private int days = 30;

    @Option(
        names = "--base",
        paramLabel = "URL",
        description = "The status page's address, to go before it.")
    private @Nullable String base;

    Link(Screen screen) {
      this.screen = screen;
    }

    @Override
    public Integer call() {
      if (days < 1 || days > 366) {
        throw new Refusal(
            ExitCode.USAGE, "S22-9668", "--days is " + days + ".", "Give a number from 1 to 366.");
      }
      try (Workshop workshop = Workshop.open(screen, common)) {
        RemoteArchive server = workshop.server();
        Made made = server == null ? here(workshop) : there(workshop, server);
        screen.out().println(common.json ? Json.write(made) : made.link());
        return ExitCode.OK;
      }
    }

    private Made here(Workshop workshop) {
      if (secret == null) {
        throw new Refusal(
            ExitCode.USAGE,
            "S22-9664",
            "What signs the link is not named.",
            "Write --secret env:NAME or file:PATH, or --server.");
      }
      Instant until = Workshop.now().plus(Duration.ofDays(days));
      String token =
          new OwnLink(SettlePaying.secret(screen, secret)).token(workshop.find(run), user, until);
      String prefix = base == null ? "" : base.replaceFirst("/+$", "");
      return new Made(prefix + "/own/" + token, until);
    }

    private Made there(Workshop workshop, RemoteArchive server) {
      ServerOption.notThere("--secret", secret != null);
      ServerOption.notThere("--base", base != null);
      JsonNode made = server.post(workshop.find(run), "links", Map.of("user", user, "days", days));
      return new Made(made.path("link").asString(), Instant.parse(made.path("until").asString()));
    }

    /** A link as programs get it. */
    record Made(String link, Instant until) {}
  }
}
