package io.s22.cli;

import io.s22.cli.rehearse.Account;
import io.s22.cli.rehearse.AccountText;
import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.users.Tally;
import io.s22.store.JdbcRunStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A rehearsal as lines: what is real, what happens, and how users find it. */
class RehearsalView implements Rehearsal.View {
  final Screen screen;
  private final boolean json;
  private final Map<String, Tally.Standing> standings = new HashMap<>();

  RehearsalView(Screen screen, boolean json) {
    this.screen = screen;
    this.json = json;
  }

  static RehearsalView of(Screen screen, Plan plan, boolean json, boolean plain) {
    return json || plain || !screen.live()
        ? new RehearsalView(screen, json)
        : new RehearsalLive(screen, plan);
  }

  final void say(String line) {
    if (!json) {
      screen.out().println(line);
      screen.out().flush();
    }
  }

  @Override
  public void starting(String line) {
    say("  started: " + line);
  }

  @Override
  public void page(String url) {
    say("  the public page, live while this goes on: " + url);
    if (screen.live()) {
      ShownPage.open(url, screen.environment());
    }
  }

  @Override
  public RunReport begin(RehearsalMachine machine, JdbcRunStore store, String run) {
    say("");
    machine.bound().steps().forEach((step, binding) -> say("  %-26s %s".formatted(step, binding)));
    say("");
    return new Lines(new LineReport(screen, json, 0), json);
  }

  @Override
  public synchronized void measured(List<Tally.Cut> cuts) {
    for (Tally.Cut cut : cuts) {
      Tally.Standing before = standings.put(cut.measured().service(), cut.standing());
      if (before != cut.standing()) {
        say("       ~ users find %s %s".formatted(cut.measured().service(), word(cut.standing())));
      }
    }
  }

  static String word(Tally.Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT);
  }

  /** The account at the end. */
  void end(Account account, Path record) {
    if (json) {
      screen.out().println(Json.write(account));
    } else {
      AccountText.lines(account, screen.colours()).forEach(this::say);
      say("The written record: " + record);
      say("  s22 journal verify --file " + record);
    }
  }

  /** All entries but the measurements, of which there is one for each service and second. */
  private record Lines(LineReport report, boolean json) implements RunReport {
    @Override
    public void written(List<Entry> entries) {
      report.written(
          json
              ? entries
              : entries.stream().filter(e -> !(e.event() instanceof Event.Measured)).toList());
    }

    @Override
    public void printed(Effect effect, String line) {
      report.printed(effect, line);
    }

    @Override
    public void trouble(S22Exception trouble) {
      report.trouble(trouble);
    }
  }
}
