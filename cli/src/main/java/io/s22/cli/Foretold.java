package io.s22.cli;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecast.ServiceAnswer;
import io.s22.forecast.Forecastable;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.plan.Problem;
import io.s22.plan.S22Exception;
import io.s22.plan.check.CheckReport;
import io.s22.window.choice.Interruption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forecast's interruptions, as the choice of a window wants them: share by share of a minute.
 */
final class Foretold {
  private static final int TRIALS = 16_384;
  private static final double SECONDS = 60;

  /** Less than this is chance: a host that fails on its own, whatever the plan does. */
  private static final double LEAST_SECONDS = 1;

  private Foretold() {}

  /**
   * What the plan will do to each service; {@code null}, with a word, where it cannot be forecast.
   */
  static @Nullable Interruption of(Screen screen, Plans.Sound sound) {
    List<Problem> problems = CheckReport.of(sound.loaded(), Plans.drivers()).problems();
    List<Problem> obstacles = Forecastable.obstacles(problems);
    if (!obstacles.isEmpty()) {
      Problem first = obstacles.getFirst();
      return without(screen, first.code() + ", line " + first.at() + ": " + first.what());
    }
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      Options options = Options.of(1, threads).withTrials(TRIALS).withDrivers(0);
      return of(Forecaster.forecast(sound.plan(), options));
    } catch (S22Exception e) {
      return without(screen, e.code() + ": " + e.getMessage());
    }
  }

  private static @Nullable Interruption without(Screen screen, String why) {
    screen.err().println("The plan cannot be forecast; its boxes are taken instead (" + why + ")");
    return null;
  }

  /** Services that the plan touches, minute by minute of its window. */
  static Interruption of(Forecast forecast) {
    int minutes = (int) Duration.between(forecast.opens(), forecast.closes()).toMinutes();
    Map<String, double[]> shares = new HashMap<>();
    for (ServiceAnswer service : forecast.services()) {
      if (service.down().mean().value() >= LEAST_SECONDS) {
        shares.put(service.service(), shares(service, minutes));
      }
    }
    return new Interruption(
        "the forecast (" + forecast.sampling().trials() + " simulated nights)", shares);
  }

  /**
   * The forecast knows the probability of being down at some instants of the window, and the mean
   * time down in all of it. The first gives the course, the second the height.
   */
  private static double[] shares(ServiceAnswer service, int minutes) {
    double[] shares = new double[minutes];
    int last = service.downAt().size() - 1;
    double sum = 0;
    for (int minute = 0; minute < minutes; minute++) {
      double at = (minute + 0.5) * last / minutes;
      int below = (int) at;
      double share = at - below;
      double low = service.downAt().get(below).value();
      double high = service.downAt().get(Math.min(below + 1, last)).value();
      shares[minute] = low * (1 - share) + high * share;
      sum += shares[minute];
    }
    double wanted = service.down().mean().value() / SECONDS;
    for (int minute = 0; minute < minutes; minute++) {
      double even = wanted / minutes;
      shares[minute] = Math.min(1, sum > 0 ? shares[minute] * wanted / sum : even);
    }
    return shares;
  }
}
