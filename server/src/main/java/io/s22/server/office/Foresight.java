package io.s22.server.office;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecastable;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.plan.Plan;
import io.s22.plan.Problem;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.store.JdbcRunStore;
import io.s22.window.choice.Choice;
import io.s22.window.choice.WindowStudy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** What a plan will do, and when it hurts least. One at a time: both take all processors. */
public final class Foresight {
  private static final int TRIALS = 16_384;
  private static final int KEPT = 20;

  private final Path home;
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
   * @param home where the counted traffic lies: {@code traffic} for the first tenant, {@code
   *     tenants/NAME/traffic} for another
   */
  public Foresight(Path home, Clock clock) {
    this.home = home;
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
      Forecast made = Forecaster.forecast(forecastable(version), options);
      kept.put(key, made);
      return made;
    } finally {
      one.unlock();
    }
  }

  private static Plan forecastable(PlanShelf.Version version) {
    Loaded loaded = PlanReader.read(version.plan(), version.text());
    List<Problem> obstacles = Forecastable.obstacles(PlanShelf.check(loaded).problems());
    if (!obstacles.isEmpty()) {
      Problem first = obstacles.getFirst();
      throw Denied.malformed(
          "The plan cannot be forecast: " + first.code() + ", line " + first.at().line() + ".",
          "Its check says what is wrong.");
    }
    return plan(version);
  }

  private static Plan plan(PlanShelf.Version version) {
    return PlanReader.read(version.plan(), version.text())
        .plan()
        .orElseThrow(() -> Denied.malformed("This is no plan.", "Its check says why."));
  }

  /**
   * The window that hits the fewest users, by what was counted of the tenant's traffic.
   *
   * @throws Denied S22-9315 where nothing was counted
   */
  public Choice window(String tenant, PlanShelf.Version version) {
    boolean main = tenant.equals(JdbcRunStore.MAIN);
    Path folder = main ? home : home.resolve("tenants").resolve(tenant);
    Path traffic = folder.resolve("traffic");
    if (!Files.isDirectory(traffic)) {
      throw Denied.conflict(
          "No traffic was counted yet.",
          "Count access logs into 'traffic' in the server's folder: s22 traffic.");
    }
    Plan plan = plan(version);
    one.lock();
    try {
      return new WindowStudy(plan)
          .choose(
              new WindowStudy.Traffic.Summaries(traffic),
              null,
              LocalDateTime.ofInstant(clock.now(), plan.zone()));
    } finally {
      one.unlock();
    }
  }
}
