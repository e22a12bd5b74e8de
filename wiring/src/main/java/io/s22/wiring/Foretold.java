package io.s22.wiring;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecast.ServiceAnswer;
import io.s22.forecast.Forecastable;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.plan.Plan;
import io.s22.plan.Problem;
import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.plan.yaml.Loaded;
import io.s22.window.choice.BoxEffects;
import io.s22.window.choice.Interruption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The forecast's interruptions, as the choice of a window wants them: share by share of a minute.
 */
public final class Foretold {
  private static final int TRIALS = 16_384;
  private static final double SECONDS = 60;

  /** Less than this is chance: a host that fails on its own, whatever the plan does. */
  private static final double LEAST_SECONDS = 1;

  private Foretold() {}

  /**
   * What the plan will do to each service; {@code null}, with a word, where it cannot be forecast.
   *
   * @param say takes the word
   */
  public static @Nullable Interruption of(Loaded loaded, Plan plan, Consumer<String> say) {
    List<Problem> problems = Checks.of(loaded).problems();
    List<Problem> obstacles = Forecastable.obstacles(problems);
    if (!obstacles.isEmpty()) {
      Problem first = obstacles.getFirst();
      return without(say, first.code() + ", line " + first.at() + ": " + first.what());
    }
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      Options options = Options.of(1, threads).withTrials(TRIALS).withDrivers(0);
      Map<String, double[]> boxes = new BoxEffects(plan).interruption().shares();
      return of(Forecaster.forecast(plan, options), boxes);
    } catch (S22Exception e) {
      return without(say, e.code() + ": " + e.getMessage());
    }
  }

  private static @Nullable Interruption without(Consumer<String> say, String why) {
    say.accept("The plan cannot be forecast; its boxes are taken instead (" + why + ")");
    return null;
  }

  /** Services that the plan touches, minute by minute of its window. */
  static Interruption of(Forecast forecast, Map<String, double[]> boxes) {
    int minutes = (int) Duration.between(forecast.opens(), forecast.closes()).toMinutes();
    double[] anyTime = new double[minutes];
    Arrays.fill(anyTime, 1);
    Map<String, double[]> shares = new HashMap<>();
    for (ServiceAnswer service : forecast.services()) {
      double seconds = service.down().mean().value();
      if (seconds >= LEAST_SECONDS) {
        double[] course = boxes.getOrDefault(service.service(), anyTime);
        shares.put(
            service.service(), shares(instants(service, minutes), course, seconds / SECONDS));
      }
    }
    int nights = forecast.sampling().trials();
    return new Interruption(
        new Text(
            Map.of(
                "en", "the forecast (" + nights + " simulated nights)",
                "zh", "预测（模拟 " + nights + " 次）")),
        shares);
  }

  /**
   * The probability of being down in the middle of each minute, between the forecast's instants.
   */
  private static double[] instants(ServiceAnswer service, int minutes) {
    double[] shares = new double[minutes];
    int last = service.downAt().size() - 1;
    for (int minute = 0; minute < minutes; minute++) {
      double at = (minute + 0.5) * last / minutes;
      int below = (int) at;
      double share = at - below;
      double low = service.downAt().get(below).value();
      double high = service.downAt().get(Math.min(below + 1, last)).value();
      shares[minute] = low * (1 - share) + high * share;
    }
    return shares;
  }

  /**
   * The instants give the course and the mean time down gives the height. An interruption of a few
   * seconds may fall between two instants: what they do not see comes at some time of its box.
   */
  private static double[] shares(double[] seen, double[] course, double wanted) {
    double inSight = Arrays.stream(seen).sum();
    double scale = inSight > wanted ? wanted / inSight : 1;
    double unseen = wanted - inSight * scale;
    double all = Arrays.stream(course).sum();
    double[] shares = new double[seen.length];
    for (int i = 0; i < seen.length; i++) {
      double here = i < course.length && all > 0 ? course[i] / all : 0;
      shares[i] = Math.min(1, seen[i] * scale + unseen * here);
    }
    return shares;
  }
}
