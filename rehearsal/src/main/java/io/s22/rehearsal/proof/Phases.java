package io.s22.rehearsal.proof;

import io.s22.data.Progress;
import io.s22.rehearsal.load.WriteRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** How long each sub-step of many exchanges took: where a gap comes from. */
final class Phases implements Progress {
  private final LongSupplier nanos;
  private final Map<String, Long> begun = new HashMap<>();
  private final Map<String, List<Long>> ended = new HashMap<>();
  private final Map<String, List<Duration>> took = new LinkedHashMap<>();

  Phases(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public void before(String name) {
    begun.put(name, nanos.getAsLong());
  }

  @Override
  public void after(String name, String detail) {
    long now = nanos.getAsLong();
    long began = begun.getOrDefault(name, now);
    took.computeIfAbsent(name, k -> new ArrayList<>()).add(Duration.ofNanos(now - began));
    ended.computeIfAbsent(name, k -> new ArrayList<>()).add(now);
  }

  /** From the end of each {@code name} until the next acknowledged write. */
  Gaps untilNextWrite(String name, WriteRecord record) {
    return new Gaps(ended.getOrDefault(name, List.of()).stream().map(record::untilNext).toList());
  }

  /** The median and the 95th percentile of each sub-step, in milliseconds, in their order. */
  @Override
  public String toString() {
    return took.entrySet().stream()
        .map(e -> e.getKey() + " " + words(new Gaps(e.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String words(Gaps gaps) {
    return millis(gaps.percentile(0.5)) + "/" + millis(gaps.percentile(0.95));
  }

  private static String millis(Duration duration) {
    return String.format(java.util.Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
  }
}
