package io.s22.window.traffic;

import io.s22.window.traffic.TrafficListener.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Adds up the progress of all threads, and tells the listener now and then. */
final class Pace {
  private static final long EVERY_NANOS = 200_000_000;

  private final TrafficListener listener;
  private final LongSupplier nanos;
  private final long total;
  private final long began;
  private final LongAdder done = new LongAdder();
  private final LongAdder lines = new LongAdder();
  private final AtomicLong nextTold;
  private final int threads;

  Pace(TrafficListener listener, LongSupplier nanos, long total, int threads) {
    this.threads = threads;
    this.listener = listener;
    this.nanos = nanos;
    this.total = total;
    this.began = nanos.getAsLong();
    this.nextTold = new AtomicLong(EVERY_NANOS);
  }

  /** How many threads read. */
  int threads() {
    return threads;
  }

  void add(long bytes, long newLines) {
    done.add(bytes);
    lines.add(newLines);
    long elapsed = nanos.getAsLong() - began;
    long due = nextTold.get();
    if (elapsed >= due && nextTold.compareAndSet(due, elapsed + EVERY_NANOS)) {
      tell(elapsed);
    }
  }

  void end() {
    tell(nanos.getAsLong() - began);
  }

  private synchronized void tell(long elapsed) {
    listener.progress(new Progress(done.sum(), total, lines.sum(), Duration.ofNanos(elapsed)));
  }
}
