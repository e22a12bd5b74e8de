package io.s22.bench.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The network as SimPy is built, in Java: an environment with a queue of events, events with
 * callbacks, and processes that are resumed by the event they wait for.
 */
final class ProcessPeer {
  private final SplittableRandom random = new SplittableRandom(1);

  /** Something that happens once, and then calls back. */
  private static final class Happening {
    final List<Runnable> callbacks = new ArrayList<>();
  }

  /** An event and when it happens; at the same time, in order. */
  private record Due(double at, long order, Happening what) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Double.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** Time and what is to come. */
  private static final class Environment {
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private double now;
    private long order;

    void happens(Happening what, double in) {
      queue.add(new Due(now + in, order++, what));
    }

    double run() {
      while (!queue.isEmpty()) {
        Due next = queue.remove();
        now = next.at();
        next.what().callbacks.forEach(Runnable::run);
      }
      return now;
    }
  }

  /** A process: waits for those before it, then lasts, then is done. */
  private final class Step {
    private final Environment environment;
    private final int number;
    private final Happening done;
    private int waits;

    Step(Environment environment, int number, List<Happening> ends) {
      this.environment = environment;
      this.number = number;
      this.done = ends.get(number);
      this.waits = ThirteenSteps.AFTER[number].length;
      for (int before : ThirteenSteps.AFTER[number]) {
        ends.get(before).callbacks.add(this::oneLess);
      }
      if (waits == 0) {
        begin();
      }
    }

    private void oneLess() {
      if (--waits == 0) {
        begin();
      }
    }

    private void begin() {
      Happening timeout = new Happening();
      timeout.callbacks.add(() -> environment.happens(done, 0));
      environment.happens(timeout, takes(number));
    }
  }

  private double takes(int k) {
    double mean = ThirteenSteps.MEANS[k];
    return ThirteenSteps.NORMAL[k]
        ? Math.max(0, random.nextGaussian(mean, mean / 4))
        : random.nextExponential() * mean;
  }

  /** The mean end of {@code trials} nights. */
  double run(int trials) {
    double sum = 0;
    for (int i = 0; i < trials; i++) {
      Environment environment = new Environment();
      List<Happening> ends = new ArrayList<>();
      for (int k = 0; k < ThirteenSteps.MEANS.length; k++) {
        ends.add(new Happening());
      }
      for (int k = 0; k < ends.size(); k++) {
        new Step(environment, k, ends);
      }
      sum += environment.run();
    }
    return sum / trials;
  }
}
