package io.s22.data.compare;

import io.s22.data.mariadb.SourceStatus;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Waits while copies are too far behind: comparing must not make it worse. */
final class Pace {
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final Comparison.Options options;
  private final LongSupplier nanos;
  private final long began;
  private Duration waited = Duration.ZERO;

  Pace(Comparison.Options options, LongSupplier nanos) {
    this.options = options;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  Duration waited() {
    return waited;
  }

  /**
   * Returns when every copy that follows somebody is near enough.
   *
   * @param copies by connections that nobody else uses now
   */
  void await(List<Reader> copies) throws InterruptedException {
    long now = nanos.getAsLong();
    if (now - began > options.within().toNanos()) {
      throw new S22Exception(
          "S22-8134",
          "The comparison was not finished within " + options.within(),
          "Give it longer (within) and run it again: it goes on where it was.");
    }
    while (copies.stream().anyMatch(this::tooFar)) {
      waited = waited.plus(AGAIN);
      if (nanos.getAsLong() - now > options.patience().toNanos()) {
        throw new S22Exception(
            "S22-8106",
            "A copy stayed more than " + options.lag().toSeconds() + " s behind",
            "Mend replication or allow more lag, then run the comparison again: it goes on.");
      }
      Thread.sleep(AGAIN);
    }
    waited = waited.plus(options.brake().await());
  }

  private boolean tooFar(Reader copy) {
    Optional<SourceStatus> status = copy.node().source();
    return status.isPresent()
        && (!status.get().applying()
            || status.get().secondsBehind().orElse(0) > options.lag().toSeconds());
  }
}
