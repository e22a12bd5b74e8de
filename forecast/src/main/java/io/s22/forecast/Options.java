package io.s22.forecast;

import io.s22.forecast.net.Beliefs;
import io.s22.plan.Text;
import io.s22.plan.Window;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to forecast.
 *
 * @param trials at least so many nights are simulated: rounded up to a power of 2 for each scramble
 * @param seed the same seed gives the same forecast, whatever the number of threads
 * @param threads how many work at it
 * @param level of the confidence intervals
 * @param drivers for how many steps it is asked what a change would bring; 0 for none
 * @param window one of the plan's windows; null for the first
 * @param beliefs what is believed of the steps
 * @param basis sentences on where the beliefs come from
 * @param activity by service: users active in each minute from the window's opening
 */
public record Options(
    int trials,
    long seed,
    int threads,
    double level,
    int drivers,
    @Nullable Window window,
    Beliefs beliefs,
    List<Text> basis,
    Map<String, double[]> activity) {

  public Options {
    basis = List.copyOf(basis);
    activity = Map.copyOf(activity);
  }

  /** 100,000 nights, 95 % intervals, five drivers, the plan's word. */
  public static Options of(long seed, int threads) {
    return new Options(
        100_000,
        seed,
        threads,
        0.95,
        5,
        null,
        Beliefs.DECLARED,
        List.of(
            new Text(
                Map.of(
                    "en", "Durations and failures are the plan's own.",
                    "zh", "时长与失败率取自计划本身。"))),
        Map.of());
  }

  public Options withTrials(int count) {
    return new Options(count, seed, threads, level, drivers, window, beliefs, basis, activity);
  }

  public Options withThreads(int count) {
    return new Options(trials, seed, count, level, drivers, window, beliefs, basis, activity);
  }

  public Options withLevel(double ofIntervals) {
    return new Options(
        trials, seed, threads, ofIntervals, drivers, window, beliefs, basis, activity);
  }

  public Options withDrivers(int count) {
    return new Options(trials, seed, threads, level, count, window, beliefs, basis, activity);
  }

  public Options withWindow(Window chosen) {
    return new Options(trials, seed, threads, level, drivers, chosen, beliefs, basis, activity);
  }

  public Options withBeliefs(Beliefs learnt, List<Text> sentences) {
    return new Options(trials, seed, threads, level, drivers, window, learnt, sentences, activity);
  }

  public Options withActivity(Map<String, double[]> usersByMinute) {
    return new Options(
        trials, seed, threads, level, drivers, window, beliefs, basis, usersByMinute);
  }
}
