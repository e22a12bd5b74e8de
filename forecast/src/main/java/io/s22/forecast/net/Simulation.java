package io.s22.forecast.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the trials. Each scramble is one piece of work; its numbers depend on nothing but the seed
 * and its own number, and its results have their own place, so threads change nothing.
 */
public final class Simulation {
  /**
   * Of so many trials in each scramble (a power of 2), one thread plays the first scramble alone:
   * the compiler is done sooner, and the others have less to run that is not compiled.
   */
  private static final int MANY = 13;

  private Simulation() {}

  /** All trials of {@code whole}. */
  public static Columns run(Network whole, Settings settings) {
    return run(whole, settings, null);
  }

  /**
   * As {@link #run}.
   *
   * @param made of the same settings but for {@code anew}
   */
  public static Columns run(Network whole, Settings settings, @Nullable Scrambles made) {
    Network net = settings.full() ? whole : whole.withoutEffects();
    Columns columns = new Columns(net, settings);
    AtomicInteger next = new AtomicInteger();
    int threads = Math.min(settings.threads(), settings.replicates());
    List<Worker> workers = new ArrayList<>();
    for (int w = 0; w < threads; w++) {
      workers.add(new Worker(net, settings, columns, made));
    }
    boolean byEvents = workers.getFirst().mostlyOdd();
    if (threads == 1) {
      workers.getFirst().run(next, byEvents);
    } else {
      if (settings.bits() >= MANY) {
        workers.getFirst().runOne(next, byEvents);
      }
      inParallel(workers, next, byEvents);
    }
    workers.forEach(Worker::addCounts);
    return columns;
  }

  private static void inParallel(List<Worker> workers, AtomicInteger next, boolean byEvents) {
    try (ExecutorService pool = Executors.newFixedThreadPool(workers.size())) {
      List<Future<?>> done = new ArrayList<>();
      workers.forEach(worker -> done.add(pool.submit(() -> worker.run(next, byEvents))));
      for (Future<?> one : done) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a forecast's worker failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the forecast was interrupted", e);
    }
  }
}
