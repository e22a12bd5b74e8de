package io.s22.cli;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.Compensation;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import io.s22.settle.ledger.Cases;
import io.s22.settle.ledger.Cases.Case;
import io.s22.settle.ledger.Ledger;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cases of lost data: opened with their evidence, decided by a person. */
final class SettleCases {
  private SettleCases() {}

  /** What they share. */
  abstract static class OfRun implements Callable<Integer> {
    final Screen screen;

    @Mixin final Common common = new Common();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run.")
    String run = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so, for the record.")
    @Nullable String by;

    OfRun(Screen screen) {
      this.screen = screen;
    }

    static Compensation contract(Workshop workshop, String run) {
      Plan plan =
          workshop.first(run).event() instanceof Event.RunOpened opened
              ? PlanReader.read(opened.planName(), opened.planText()).plan().orElse(null)
              : null;
      Compensation pays = plan == null ? null : plan.compensation();
      if (pays == null) {
        throw new Refusal(
            ExitCode.NO,
            "S22-9650",
            "The plan of run " + run + " promises no compensation.",
            "Write compensation: {per-minute: 0.1 CNY} into the plan of the next run.");
      }
      return pays;
    }
  }

  /** {@code s22 settle open-case}. */
  @Command(
      name = "open-case",
      description = {
        "Open a case of lost data, with the journal's entries that show it.",
        "",
        "The entries go into the case file whole, with their hashes."
      })
  static final class OpenCase extends OfRun {
    @Parameters(index = "1", paramLabel = "CASE", description = "A name for the case.")
    private String name = "";

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "Whose data.")
    private String user = "";

    @Option(
        names = "--because",
        required = true,
        paramLabel = "TEXT",
        description = "What was lost, and how it is known.")
    private String because = "";

    @Option(
        names = "--entry",
        required = true,
        paramLabel = "N",
        description = "An entry of the journal that shows it; may be repeated.")
    private List<Long> entries = List.of();

    OpenCase(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}")) {
        throw new Refusal(
            ExitCode.USAGE,
            "S22-9669",
            "'" + name + "' is no name for a case.",
            "Use letters, digits, hyphens, dots and underscores.");
      }
      try (Workshop workshop = Workshop.open(screen, common)) {
        String id = workshop.find(run);
        RemoteArchive server = workshop.server();
        if (server == null) {
          here(workshop, id);
        } else {
          server.post(
              id,
              "cases",
              Map.of("name", name, "user", user, "because", because, "entries", entries));
        }
        screen.out().println("opened case " + name + "; 's22 settle decide-case' decides it");
        return ExitCode.OK;
      }
    }

    private void here(Workshop workshop, String id) {
      Compensation pays = contract(workshop, id);
      try (Ledger ledger = SettleLedger.open(workshop)) {
        ledger
            .cases()
            .open(
                new Cases.Event(
                    id,
                    name,
                    user.strip(),
                    null,
                    pays.perMinute().currency().getCurrencyCode(),
                    Workshop.now(),
                    workshop.person(by),
                    because,
                    evidence(workshop, id)));
      }
    }

    private String evidence(Workshop workshop, String id) {
      List<String> lines = new ArrayList<>();
      for (long seq : entries) {
        Entry entry =
            workshop
                .store()
                .entry(id, seq)
                .orElseThrow(() ->
                    new Refusal(
                        ExitCode.USAGE,
                        "S22-9670",
                        "The journal of " + id + " has no entry " + seq + ".",
                        "'s22 journal show " + id + "' numbers them."));
        lines.add(EntryCodec.encode(entry));
      }
      return String.join("\n", lines);
    }
  }

  /** {@code s22 settle decide-case}. */
  @Command(
      name = "decide-case",
      description = {
        "Decide what a case of lost data is worth; a later decision takes the place of an earlier.",
        "",
        "'s22 settle RUN --book' books it."
      })
  static final class DecideCase extends OfRun {
    @Parameters(index = "1", paramLabel = "CASE", description = "The case.")
    private String name = "";

    @Option(
        names = "--amount",
        required = true,
        paramLabel = "N",
        description = "In the contract's currency, up to the plan's data-loss-up-to.")
    private BigDecimal amount = BigDecimal.ZERO;

    @Option(
        names = "--because",
        required = true,
        paramLabel = "TEXT",
        description = "Why, for the record.")
    private String because = "";

    DecideCase(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      try (Workshop workshop = Workshop.open(screen, common)) {
        String id = workshop.find(run);
        RemoteArchive server = workshop.server();
        if (server == null) {
          here(workshop, id);
        } else {
          server.post(
              id,
              "cases/" + RemoteArchive.encoded(name) + "/decisions",
              Map.of("amount", amount, "because", because));
        }
        screen.out().println("case " + name + " is worth " + amount.toPlainString());
        return ExitCode.OK;
      }
    }

    private void here(Workshop workshop, String id) {
      Compensation pays = contract(workshop, id);
      try (Ledger ledger = SettleLedger.open(workshop)) {
        ledger
            .cases()
            .decide(
                new Cases.Decision(id, Workshop.now(), workshop.person(by), because),
                name,
                amount,
                pays.dataLossUpTo() == null ? null : pays.dataLossUpTo().amount(),
                Math.max(0, pays.perMinute().currency().getDefaultFractionDigits()));
      }
    }
  }

  /** {@code s22 settle cases}. */
  @Command(
      name = "cases",
      description = "List the cases of lost data of a run, with decisions and evidence.")
  static final class ListCases extends OfRun {
    ListCases(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      try (Workshop workshop = Workshop.open(screen, common)) {
        Map<String, Case> cases = cases(workshop, workshop.find(run));
        if (common.json) {
          screen.out().println(Json.write(cases.values()));
        } else if (cases.isEmpty()) {
          screen.out().println("no cases; 's22 settle open-case' opens one");
        } else {
          cases.values().forEach(each -> print(each, screen.out()));
        }
        return ExitCode.OK;
      }
    }

    private Map<String, Case> cases(Workshop workshop, String id) {
      RemoteArchive server = workshop.server();
      if (server != null) {
        return new SettleThere(screen, server, new SettleOptions()).cases(id);
      }
      try (Ledger ledger = SettleLedger.open(workshop)) {
        return ledger.cases().of(id);
      }
    }

    private static void print(Case each, PrintWriter out) {
      Cases.Event opened = each.opened();
      out.println(
          opened.name()
              + ": "
              + opened.customer()
              + ", opened "
              + opened.at()
              + " by "
              + opened.by()
              + ": "
              + opened.text());
      opened.evidence().lines().forEach(line -> out.println("    " + line));
      for (Cases.Event decision : each.decisions()) {
        out.println(
            "  decided "
                + decision.at()
                + " by "
                + decision.by()
                + ": "
                + decision.amount()
                + " of the smallest unit of "
                + decision.unit()
                + ", "
                + decision.text());
      }
    }
  }
}
