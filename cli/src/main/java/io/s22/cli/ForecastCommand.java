package io.s22.cli;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecastable;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.learn.Experience;
import io.s22.forecast.learn.Learnt;
import io.s22.forecast.show.ForecastJson;
import io.s22.forecast.show.ForecastPage;
import io.s22.forecast.show.ForecastText;
import io.s22.forecast.show.Voice;
import io.s22.journal.Entry;
import io.s22.plan.Plan;
import io.s22.plan.Problem;
import io.s22.plan.S22Exception;
import io.s22.plan.Window;
import io.s22.plan.check.CheckReport;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 forecast}: what a plan will do to each service. */
@Command(
    name = "forecast",
    description = {
      "Say before the night what the plan will do: when it ends, with what probability it overruns,"
          + " how long each service is gone, which step is to blame, and until when one can still"
          + " turn back.",
      "",
      "Nothing is run. The same seed gives the same forecast, whatever the number of threads."
    },
    footer = {
      "",
      "Examples:",
      "  s22 forecast plans/s22.yaml",
      "  s22 forecast plans/s22.yaml --html forecast.html --trials 1000000",
      "  s22 forecast plans/s22.yaml --lang zh",
      "  s22 forecast plans/s22.yaml --learn-from ~/.local/state/s22",
      "  s22 forecast plans/s22.yaml --activity api=calls.csv",
      "  s22 forecast plans/s22.yaml --server https://s22.example.org --learn",
      "",
      "How to read it: docs/forecast.md."
    })
final class ForecastCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("");

  @Option(names = "--json", description = "Print JSON: every figure with its interval.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts.")
  private @Nullable Path html;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Simulate at least so many nights (${DEFAULT-VALUE}).",
      defaultValue = "100000")
  private int trials = 100_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Random seed (${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; all processors where left out.")
  private @Nullable Integer threads;

  @Option(
      names = "--level",
      paramLabel = "P",
      description = "Probability with which an interval holds the truth (${DEFAULT-VALUE}).",
      defaultValue = "0.95")
  private double level = 0.95;

  @Option(
      names = "--drivers",
      paramLabel = "N",
      description = "For how many steps to ask what a change would bring (${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int drivers = 5;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Forecast the plan's N-th window: 1 is the first, 2 its first fallback.",
      defaultValue = "1")
  private int window = 1;

  @Option(
      names = "--learn-from",
      paramLabel = "FOLDER",
      description = "Learn durations and failures from the runs in this folder of S22's.")
  private @Nullable Path learnFrom;

  @Option(
      names = "--activity",
      paramLabel = "[SERVICE=]CSV",
      description =
          "Users by time, as 's22 window --counts' reads them or 's22 curve' prints them: what an"
              + " interruption costs them is reckoned. For one service, or for all of the plan; may"
              + " be repeated.")
  private List<String> activity = List.of();

  @Option(
      names = "--learn",
      description = "With --server: learn durations and failures from the runs there.")
  private boolean learn;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "The language of text and page: en or zh (${DEFAULT-VALUE}); JSON has none.",
      defaultValue = "en")
  private String lang = "en";

  @Mixin private final ServerOption at = new ServerOption();

  ForecastCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    within("--trials", trials, 1, 20_000_000);
    within("--drivers", drivers, 0, 100);
    within("--level", level, 0.5, 0.9999);
    Told.locale(lang);
    try (RemoteArchive server = at.open(screen)) {
      return server == null ? here() : there(server);
    }
  }

  /** The server's words, in the form that is wanted. */
  private int there(RemoteArchive server) {
    ServerOption.notThere("--learn-from", learnFrom != null);
    ServerOption.notThere("--activity", !activity.isEmpty());
    ServerOption.notThere("--threads", threads != null);
    String text = Plans.text(plan);
    Map<String, String> how = new LinkedHashMap<>();
    how.put("name", plan.toString());
    how.put("trials", Integer.toString(trials));
    how.put("seed", Long.toString(seed));
    how.put("level", Double.toString(level));
    how.put("drivers", Integer.toString(drivers));
    how.put("window", Integer.toString(window));
    how.put("learn", learn ? "yes" : "no");
    how.put("lang", lang);
    if (html != null) {
      write(html, server.given("forecast.html", text, how));
    }
    screen.out().print(server.given(json ? "forecast" : "forecast.txt", text, how));
    if (html != null && !json) {
      screen.out().println("The page is in " + html + ".");
    }
    return ExitCode.OK;
  }

  private int here() {
    Plans.mustBeThere(plan);
    Loaded loaded = PlanReader.read(plan);
    CheckReport all = CheckReport.of(loaded, Plans.drivers());
    Plan read = read(loaded, all);
    Forecast forecast = forecast(read, all);
    if (all.errors() > 0) {
      screen.err().println("The plan may not be run as it is ('s22 check " + plan + "'):");
      screen.err().println("it has " + all.summary() + ". Here is what it would do.");
    }
    Voice voice = Voice.of(read, Told.locale(lang));
    if (html != null) {
      write(html, ForecastPage.of(forecast, voice));
    }
    if (json) {
      screen.out().print(ForecastJson.of(forecast));
    } else {
      screen.out().print(ForecastText.of(forecast, voice));
      if (html != null) {
        screen
            .out()
            .println(lang.equals("zh") ? "页面已写入 " + html + "。" : "The page is in " + html + ".");
      }
    }
    return ExitCode.OK;
  }

  private Forecast forecast(Plan read, CheckReport all) {
    try {
      return Forecaster.forecast(read, options(read));
    } catch (S22Exception e) {
      if (!e.code().equals("S22-6001")) {
        throw e;
      }
      List<Problem> without =
          all.problems().stream().filter(problem -> problem.code().equals("S22-2501")).toList();
      screen.err().print(new CheckReport(all.file(), all.text(), without).text(screen.colours()));
      throw new Refusal(ExitCode.NO, e.code(), String.valueOf(e.getMessage()), e.mend());
    }
  }

  /** The plan, if it has a meaning; what else is wrong with it is only mentioned. */
  private Plan read(Loaded loaded, CheckReport all) {
    List<Problem> obstacles = Forecastable.obstacles(all.problems());
    CheckReport report = new CheckReport(all.file(), all.text(), obstacles);
    if (!obstacles.isEmpty() || loaded.plan().isEmpty()) {
      screen.err().print(report.text(screen.colours()));
      throw new Refusal(
          ExitCode.NO,
          "S22-6004",
          "'" + plan + "' cannot be forecast: " + report.summary(),
          "Mend them; 's22 check " + plan + "' shows everything that is wrong.");
    }
    return loaded.plan().get();
  }

  private Options options(Plan read) {
    int processors = Runtime.getRuntime().availableProcessors();
    Options options =
        Options.of(seed, threads == null ? processors : Math.clamp(threads, 1, 256))
            .withTrials(trials)
            .withLevel(level)
            .withDrivers(drivers)
            .withWindow(windowOf(read))
            .withActivity(new UsersPerMinute(read, windowOf(read)).of(activity));
    if (learnFrom == null) {
      return options;
    }
    Learnt learnt = new Learnt(experience(learnFrom), new Laws());
    return options.withBeliefs(learnt, learnt.basis());
  }

  private Window windowOf(Plan read) {
    List<Window> windows = new ArrayList<>();
    windows.add(read.window());
    windows.addAll(read.window().fallback());
    within("--window", window, 1, windows.size());
    return windows.get(window - 1);
  }

  private Experience experience(Path folder) {
    Experience experience = new Experience();
    try (Workshop workshop = Workshop.open(screen, folder)) {
      for (String run : workshop.store().runs()) {
        List<Entry> journal = new ArrayList<>();
        workshop.store().read(run, 1, journal::add);
        experience.add(journal);
      }
    }
    return experience;
  }

  private static void within(String option, double value, double from, double to) {
    if (!(value >= from && value <= to)) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-6005",
          option + " is " + plain(value) + ".",
          "Give a number from " + plain(from) + " to " + plain(to) + ".");
    }
  }

  /** Without a point where it is whole. */
  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
