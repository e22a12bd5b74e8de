package io.s22.bench.load;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A load test that never was: so many threads ask without a pause, and the server's speed wanders.
 *
 * @param perSecond requests a second where nothing disturbs
 * @param seconds how long
 * @param threads that ask
 * @param noise standard deviation of the speed, as a share
 * @param memory of the noise, from one tenth of a second to the next
 * @param drift by which the speed rises or falls from beginning to end, as a share
 * @param pauses a minute in which the server stands still for a second
 * @param warmUp share of the test in which the threads come one by one
 * @param tail standard deviation of the logarithm of a single request's time
 */
record LoadSeries(
    double perSecond,
    double seconds,
    int threads,
    double noise,
    double memory,
    double drift,
    double pauses,
    double warmUp,
    double tail) {
  private static final double TICK = 0.1;

  /** Takes requests in the order in which they end. */
  interface Reader {
    void take(long endsMillis, long elapsedMillis, boolean success);
  }

  /** The same for another length. */
  LoadSeries lasting(double other) {
    return new LoadSeries(perSecond, other, threads, noise, memory, drift, pauses, warmUp, tail);
  }

  /**
   * Lets it happen.
   *
   * @param speed of the server: 1 as before, 0.8 a fifth slower
   */
  void play(double speed, long seed, Reader reader) {
    RandomGenerator random = new SplittableRandom(seed);
    int ticks = (int) (seconds / TICK);
    double slope = random.nextBoolean() ? drift : -drift;
    double wander = random.nextGaussian();
    int paused = 0;
    for (int tick = 0; tick < ticks; tick++) {
      wander = memory * wander + Math.sqrt(1 - memory * memory) * random.nextGaussian();
      paused = random.nextDouble() < pauses * TICK / 60 ? (int) (1 / TICK) : paused - 1;
      double share = warmUp == 0 ? 1 : Math.min(1, (tick + 1) / (warmUp * ticks));
      double rate =
          perSecond
              * speed
              * Math.max(0.05, 1 + noise * wander + slope * (tick / (double) ticks - 0.5));
      answer(paused > 0 ? 0 : rate, share, tick, random, reader);
    }
  }

  private void answer(double rate, double share, int tick, RandomGenerator random, Reader reader) {
    int count = poisson(rate * share * TICK, random);
    for (int i = 0; i < count; i++) {
      double at = (tick + (i + random.nextDouble()) / count) * TICK;
      // Little's law: threads that never pause wait threads / rate each, however many are there.
      double took = threads / rate * Math.exp(tail * random.nextGaussian() - tail * tail / 2);
      reader.take(Math.round(at * 1e3), Math.max(1, Math.round(took * 1e3)), true);
    }
  }

  private static int poisson(double mean, RandomGenerator random) {
    if (mean > 50) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
