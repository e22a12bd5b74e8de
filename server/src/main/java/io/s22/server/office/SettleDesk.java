package io.s22.server.office;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecastable;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.people.Caller;
import io.s22.settle.Measurements;
import io.s22.settle.Orders;
import io.s22.settle.Roll;
import io.s22.settle.Settlement;
import io.s22.settle.Terms;
import io.s22.settle.input.Inputs;
import io.s22.settle.ledger.Audit;
import io.s22.settle.ledger.Booked;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.ledger.Payments;
import io.s22.settle.show.Account;
import io.s22.settle.show.Expectation;
import io.s22.wiring.Books;
import io.s22.wiring.Checks;
import io.s22.wiring.Expected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What users are due for a run: reckoned from its journal and from who uses what, and kept in the
 * tenant's ledger, a file of his folder.
 */
public final class SettleDesk {
  private static final int TRIALS = 10_000;

  private final RunDesk runs;
  private final Folders folders;
  private final Clock clock;

  public SettleDesk(RunDesk runs, Folders folders, Clock clock) {
    this.runs = runs;
    this.folders = folders;
    this.clock = clock;
  }

  /**
   * What a settlement is made from beside the journal; each a CSV as docs/settle.md has it.
   *
   * @param users who uses what
   * @param outages who missed what
   * @param orders made in the window and around it
   * @param forecast whether what the forecast expected stands beside it
   */
  public record Sources(
      @Nullable String users,
      @Nullable List<String> outages,
      @Nullable String orders,
      @Nullable Boolean forecast) {}

  /** Where the tenant's ledger is. */
  public Path file(String tenant) {
    return folders.of(tenant).resolve("settle.db");
  }

  /** The tenant's ledger, for one use. */
  public Ledger ledger(String tenant) {
    return Ledger.open(file(tenant));
  }

  /**
   * Reckons; nothing is changed.
   *
   * @throws Denied S22-9303; S22-9304 where the plan can no longer be read
   * @throws io.s22.plan.S22Exception S22-9650 to S22-9653 where the plan pays nothing, or a CSV is
   *     wrong
   */
  public Account account(String tenant, String run, Sources sources) {
    runs.line(tenant, run);
    Event.RunOpened opened = runs.opened(tenant, run);
    Loaded loaded = PlanReader.read(opened.planName(), opened.planText());
    Plan plan =
        loaded
            .plan()
            .orElseThrow(() ->
                Denied.malformed(
                    "The plan of this run can no longer be read.",
                    "Settle it with the S22 it was run with, " + opened.version() + "."));
    Measurements measurements = new Measurements();
    runs.journals(tenant).read(run, 1, measurements::accept);
    Terms terms = Terms.of(plan, opened.opens(), opened.closes(), measurements.ended());
    Roll roll = new Roll(terms.services());
    Orders orders = new Orders(terms);
    read(sources, new Inputs(roll, terms.services(), plan.zone()), orders);
    Settlement settlement = new Settlement(terms, measurements, roll, orders);
    boolean beside = sources.forecast() == null || sources.forecast();
    try (Ledger ledger = ledger(tenant)) {
      return new Account(
          plan,
          settlement,
          ledger.cases().of(run),
          beside ? expected(loaded, plan) : Map.of(),
          clock.now());
    }
  }

  private interface Use {
    void of(InputStream in) throws IOException;
  }

  private static void read(Sources sources, Inputs inputs, Orders orders) {
    use(sources.users(), in -> inputs.users(in, "users"));
    List<String> outages = sources.outages() == null ? List.of() : sources.outages();
    for (int i = 0; i < outages.size(); i++) {
      String name = "outages-" + (i + 1);
      use(outages.get(i), in -> inputs.outages(in, name));
    }
    use(sources.orders(), in -> inputs.orders(in, "orders", orders));
  }

  private static void use(@Nullable String csv, Use use) {
    if (csv != null) {
      try {
        use.of(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException("reading from memory", e);
      }
    }
  }

  private static Map<String, Expectation> expected(Loaded loaded, Plan plan) {
    if (!Forecastable.obstacles(Checks.of(loaded).problems()).isEmpty()) {
      return Map.of();
    }
    int threads = Runtime.getRuntime().availableProcessors();
    Forecast forecast =
        Forecaster.forecast(plan, Options.of(1, threads).withTrials(TRIALS).withDrivers(0));
    return Expected.of(forecast);
  }

  /**
   * Books what is different, or says what would be booked.
   *
   * @param really whether it is written
   */
  public Booked book(Caller by, Account account, boolean really) {
    try (Ledger ledger = ledger(by.tenant())) {
      return Books.book(account, ledger, really, by.login());
    }
  }

  /** What is owed for a run, in one unit. */
  public Payments.Standing standing(String tenant, String run, String unit) {
    try (Ledger ledger = ledger(tenant)) {
      return ledger.payments().standing(run, unit);
    }
  }

  /** The unit of a run's contract: a currency's code. */
  public String unit(String tenant, String run) {
    return contract(tenant, run).perMinute().currency().getCurrencyCode();
  }

  /**
   * What the plan of a run promises.
   *
   * @throws Denied S22-9303; S22-9315 where it promises nothing
   */
  public io.s22.plan.Compensation contract(String tenant, String run) {
    runs.line(tenant, run);
    Event.RunOpened opened = runs.opened(tenant, run);
    return Optional.ofNullable(
            PlanReader.read(opened.planName(), opened.planText())
                .plan()
                .map(Plan::compensation)
                .orElse(null))
        .orElseThrow(() ->
            Denied.conflict(
                "The plan of run '" + run + "' promises no compensation.",
                "Write compensation: {per-minute: 0.1 CNY} into the plan of the next run."));
  }

  /** Whether every entry of the tenant's ledger is whole and in its place. */
  public Audit audit(String tenant) {
    try (Ledger ledger = ledger(tenant)) {
      return ledger.audit();
    }
  }
}
