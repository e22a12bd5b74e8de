package io.s22.cli;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.journal.Event;
import io.s22.journal.JournalFile;
import io.s22.journal.JournalVerifier;
import io.s22.journal.Verdict;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.engine.PlanSecrets;
import io.s22.settle.Measurements;
import io.s22.settle.Orders;
import io.s22.settle.Roll;
import io.s22.settle.Settlement;
import io.s22.settle.Terms;
import io.s22.settle.input.Inputs;
import io.s22.settle.input.OrdersSql;
import io.s22.settle.show.Expectation;
import io.s22.wiring.Expected;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a settlement is made from. */
final class SettleSources {
  private static final int TRIALS = 10_000;

  private final Screen screen;
  private final SettleOptions options;

  SettleSources(Screen screen, SettleOptions options) {
    this.screen = screen;
    this.options = options;
  }

  /** What is settled. */
  record Settled(Plan plan, Settlement settlement) {}

  /**
   * Folds the journal, and reads the files.
   *
   * @param run null for the newest run that is known
   */
  Settled settle(Workshop workshop, @Nullable String run) {
    Measurements measurements = measurements(workshop, run);
    Event.RunOpened opened = measurements.opened();
    if (opened == null) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9660",
          "The journal does not begin with the opening of a run.",
          "Give a whole journal; 's22 journal verify' proves one.");
    }
    Plan plan = plan(opened);
    Terms terms = Terms.of(plan, opened.opens(), opened.closes(), measurements.ended());
    Roll roll = new Roll(terms.services());
    Orders orders = new Orders(terms);
    read(new Inputs(roll, terms.services(), plan.zone()), orders);
    return new Settled(plan, new Settlement(terms, measurements, roll, orders));
  }

  private Measurements measurements(Workshop workshop, @Nullable String run) {
    Measurements measurements = new Measurements();
    Path file = options.journal;
    if (file == null) {
      var runs = workshop.store().runs();
      String id = run == null && !runs.isEmpty() ? runs.getFirst() : workshop.find(run);
      workshop.store().read(id, 1, measurements::accept);
      return measurements;
    }
    whole(file);
    open(file, in -> JournalFile.read(in, measurements::accept));
    return measurements;
  }

  /** Nobody is paid by a journal that was changed. */
  private static void whole(Path file) {
    open(
        file,
        in -> {
          Verdict verdict = JournalFile.verify(in, new JournalVerifier());
          if (!(verdict instanceof Verdict.Whole)) {
            throw new Refusal(
                ExitCode.NO,
                "S22-9661",
                "The journal '" + file + "' is not whole, so nothing is settled by it.",
                "'s22 journal verify --file " + file + "' says where it was changed.");
          }
        });
  }

  private static Plan plan(Event.RunOpened opened) {
    return PlanReader.read(opened.planName(), opened.planText())
        .plan()
        .orElseThrow(() ->
            new S22Exception(
                "S22-9109",
                "The plan of this run can no longer be read.",
                "Settle it with the S22 it was run with, " + opened.version() + "."));
  }

  private interface Use {
    void of(InputStream in) throws IOException;
  }

  private static void open(Path file, Use use) {
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          ExitCode.USAGE, "S22-9662", "'" + file + "' is not there.", "Give the path of a file.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      use.of(in);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-9662",
          "'" + file + "' cannot be read: " + e.getMessage() + ".",
          "See that this user may read it.",
          e);
    }
  }

  private void read(Inputs inputs, Orders orders) {
    if (options.users != null) {
      open(options.users, in -> inputs.users(in, name(options.users)));
    }
    for (Path file : options.outages) {
      open(file, in -> inputs.outages(in, name(file)));
    }
    if (options.orders != null) {
      open(options.orders, in -> inputs.orders(in, name(options.orders), orders));
    }
    if (options.ordersFrom != null || options.ordersSql != null) {
      query(inputs, orders);
    }
  }

  private static String name(@Nullable Path file) {
    return file == null ? "" : String.valueOf(file.getFileName());
  }

  private void query(Inputs inputs, Orders orders) {
    if (options.ordersFrom == null || options.ordersSql == null) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9663",
          "--orders-from and --orders-sql belong together.",
          "Give the database and the query.");
    }
    String password = options.ordersPassword == null ? "" : secret(screen, options.ordersPassword);
    try (Connection connection =
        OrdersSql.open(options.ordersFrom, options.ordersLogin, password)) {
      OrdersSql.read(connection, options.ordersSql, inputs, orders);
    } catch (SQLException e) {
      throw new S22Exception(
          "S22-9653", "The orders cannot be read: " + e.getMessage() + ".", "Try again.", e);
    }
  }

  /** The secret behind {@code env:NAME} or {@code file:PATH}. */
  static String secret(Screen screen, String reference) {
    try {
      return new PlanSecrets(Map.of("it", reference), screen.environment()::get)
          .resolve("${secret:it}");
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9664",
          "The secret cannot be had: " + e.getMessage() + ".",
          "Write env:NAME or file:PATH, never the secret itself.");
    }
  }

  /** What the forecast expects of the plan, by service; empty where it cannot be forecast. */
  Map<String, Expectation> expected(Plan plan) {
    if (options.noForecast) {
      return Map.of();
    }
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      Forecast forecast =
          Forecaster.forecast(plan, Options.of(1, threads).withTrials(TRIALS).withDrivers(0));
      return Expected.of(forecast);
    } catch (S22Exception e) {
      screen.err().println("without a forecast beside it: " + e.getMessage());
      return Map.of();
    }
  }
}
