package io.s22.window.traffic;

import java.time.Duration;

/** Hears of long work while it goes on; called from the reading threads, one at a time. */
public interface TrafficListener {
  /** Hears nothing. */
  TrafficListener NONE = progress -> {};

  /** Called a few times a second. */
  void progress(Progress progress);

  /**
   * How far the reading has come.
   *
   * @param done bytes of the files, as they lie there
   * @param total of all files; -1 where a pipe is among them
   * @param lines read so far
   * @param elapsed since the beginning
   */
  record Progress(long done, long total, long lines, Duration elapsed) {
    /** Lines a second, so far. */
    public double rate() {
      return lines / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }

    /** What is left at the rate so far; zero where it cannot be told. */
    public Duration left() {
      if (total <= 0 || done <= 0) {
        return Duration.ZERO;
      }
      double share = (double) Math.max(0, total - done) / done;
      return Duration.ofNanos((long) (elapsed.toNanos() * share));
    }
  }
}
