package io.s22.server.office;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecastable;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.learn.Experience;
import io.s22.forecast.learn.Learnt;
import io.s22.forecast.show.Voice;
import io.s22.journal.Entry;
import io.s22.plan.Plan;
import io.s22.plan.Problem;
import io.s22.plan.Window;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.store.JdbcRunStore;
import io.s22.window.choice.Choice;
import io.s22.window.choice.Interruption;
import io.s22.window.choice.PlanEdit;
import io.s22.window.choice.WindowStudy;
import io.s22.window.reason.CaseForUpgrade;
import io.s22.window.reason.CaseForUpgrade.Finding;
import io.s22.wiring.Foretold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a plan will do, and when it hurts least. One at a time: both take all processors. */
public final class Foresight {
  private static final int TRIALS = 16_384;
  private static final int KEPT = 20;

  private final Function<String, Path> traffic;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock(true);
  private final Map<String, Forecast> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Forecast> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param traffic the folder of a tenant's counted traffic
   */
  public Foresight(Function<String, Path> traffic, Clock clock) {
    this.traffic = traffic;
    this.clock = clock;
  }

  /**
   * The forecast of a version; the same every time it is asked.
   *
   * @throws Denied S22-9304 where the plan cannot be forecast
   */
  public Forecast forecast(String tenant, PlanShelf.Version version) {
    one.lock();
    try {
      String key = tenant + "\n" + version.hash();
      Forecast known = kept.get(key);
      if (known != null) {
        return known;
      }
      int threads = Runtime.getRuntime().availableProcessors();
      Options options = Options.of(1, threads).withTrials(TRIALS).withDrivers(0);
      Forecast made = Forecaster.forecast(forecastable(version.plan(), version.text()), options);
      kept.put(key, made);
      return made;
    } finally {
      one.unlock();
    }
  }

  /**
   * How a forecast is made.
   *
   * @param trials at least so many nights
   * @param level with which probability an interval holds the truth
   * @param drivers for how many steps it is asked what a change would bring
   * @param window the plan's window by number: 1 is the first, 2 its first fallback
   * @param learn whether durations and failures are learnt from the tenant's runs
   */
  public record Wish(int trials, long seed, double level, int drivers, int window, boolean learn) {}

  /**
   * The forecast of a plan that is not on the shelf; kept by nobody.
   *
   * @throws Denied S22-9304 where the plan cannot be forecast, or has no such window
   */
  public Forecast forecast(JdbcRunStore journals, String name, String text, Wish wish) {
    Plan plan = forecastable(name, text);
    List<Window> windows = new ArrayList<>(List.of(plan.window()));
    windows.addAll(plan.window().fallback());
    if (wish.window() > windows.size()) {
      throw Denied.malformed(
          "The plan has no window " + wish.window() + ".",
          "Give a number from 1 to " + windows.size() + ".");
    }
    Options options =
        Options.of(wish.seed(), Runtime.getRuntime().availableProcessors())
            .withTrials(wish.trials())
            .withLevel(wish.level())
            .withDrivers(wish.drivers())
            .withWindow(windows.get(wish.window() - 1));
    one.lock();
    try {
      if (wish.learn()) {
        Learnt learnt = new Learnt(experience(journals), new Laws());
        options = options.withBeliefs(learnt, learnt.basis());
      }
      return Forecaster.forecast(plan, options);
    } finally {
      one.unlock();
    }
  }

  private static Experience experience(JdbcRunStore journals) {
    Experience experience = new Experience();
    for (String run : journals.runs()) {
      List<Entry> journal = new ArrayList<>();
      journals.read(run, 1, journal::add);
      experience.add(journal);
    }
    return experience;
  }

  /** How a forecast of this plan is told in {@code locale}. */
  public static Voice voice(String name, String text, Locale locale) {
    return PlanReader.read(name, text)
        .plan()
        .map(plan -> Voice.of(plan, locale))
        .orElse(Voice.ENGLISH);
  }

  private static Plan forecastable(String name, String text) {
    Loaded loaded = PlanReader.read(name, text);
    List<Problem> obstacles = Forecastable.obstacles(PlanShelf.check(loaded).problems());
    if (!obstacles.isEmpty()) {
      Problem first = obstacles.getFirst();
      throw Denied.malformed(
          "The plan cannot be forecast: " + first.code() + ", line " + first.at().line() + ".",
          "Its check says what is wrong.");
    }
    return plan(loaded);
  }

  private static Plan plan(Loaded loaded) {
    return loaded
        .plan()
        .orElseThrow(() -> Denied.malformed("This is no plan.", "Its check says why."));
  }

  /**
   * A window that was chosen.
   *
   * @param text the plan as it was given
   */
  public record Chosen(Choice choice, Plan plan, String text) {
    /** The plan with the best window in it; empty where none can be. */
    public Optional<String> written() {
      return choice.isFeasible()
          ? Optional.of(PlanEdit.apply(text, plan, choice.proposed().getFirst()))
          : Optional.empty();
    }
  }

  /** The same for a version of the shelf, as of now, by its forecast. */
  public Choice window(String tenant, PlanShelf.Version version) {
    return window(tenant, version.plan(), version.text(), false, null).choice();
  }

  /**
   * The window that hits the fewest users, by what was counted of the tenant's traffic, and what
   * the plan is forecast to do to them; by its boxes where it cannot be forecast.
   *
   * @param boxes whether the plan's boxes are taken in any case
   * @param asOf chosen as if it were this time, by the plan's zone; null for now
   * @throws Denied S22-9315 where nothing was counted
   */
  public Chosen window(
      String tenant, String name, String text, boolean boxes, @Nullable LocalDateTime asOf) {
    Path counted = traffic.apply(tenant);
    if (!Files.isDirectory(counted)) {
      throw Denied.conflict(
          "No traffic was counted yet.",
          "Count access logs, and send what was counted: s22 traffic read, s22 traffic send.");
    }
    Loaded loaded = PlanReader.read(name, text);
    Plan plan = plan(loaded);
    LocalDateTime now = asOf == null ? LocalDateTime.ofInstant(clock.now(), plan.zone()) : asOf;
    one.lock();
    try {
      Interruption foretold = boxes ? null : Foretold.of(loaded, plan, word -> {});
      Choice choice =
          new WindowStudy(plan).choose(new WindowStudy.Traffic.Summaries(counted), foretold, now);
      return new Chosen(choice, plan, text);
    } finally {
      one.unlock();
    }
  }

  /**
   * A plan's symptoms against their thresholds, as written and as the tenant's counted traffic of
   * the last days says.
   */
  public List<Finding> why(String tenant, String name, String text, int days) {
    Plan plan = plan(PlanReader.read(name, text));
    Path counted = traffic.apply(tenant);
    return new CaseForUpgrade(
            null, Files.isDirectory(counted) ? counted : null, clock.now(), Duration.ofDays(days))
        .findings(plan);
  }
}
