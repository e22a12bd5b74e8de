package io.s22.window.traffic;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a reading came to.
 *
 * @param options what it was counted with
 * @param sources in the order given
 */
public record ReadReport(ReadOptions options, List<SourceReport> sources) {
  public ReadReport {
    sources = List.copyOf(sources);
  }

  /** What became of a log. */
  public enum Fate {
    /** It was counted. */
    COUNTED,
    /** It had been counted before, and was passed over. */
    KNOWN
  }

  /**
   * One log.
   *
   * @param lines all its lines, the malformed ones included
   * @param malformed lines that could not be read
   * @param samples some of them
   * @param damage why its end is missing; empty where it is not
   * @param days the days it has lines of, in UTC
   */
  public record SourceReport(
      String name,
      Fate fate,
      long lines,
      long malformed,
      List<String> samples,
      String damage,
      List<LocalDate> days) {
    public SourceReport {
      samples = List.copyOf(samples);
      days = List.copyOf(days);
    }
  }

  /** Lines of the logs that were counted now. */
  public long lines() {
    return counted().mapToLong(SourceReport::lines).sum();
  }

  /** Malformed lines of the logs that were counted now. */
  public long malformed() {
    return counted().mapToLong(SourceReport::malformed).sum();
  }

  private Stream<SourceReport> counted() {
    return sources.stream().filter(source -> source.fate() == Fate.COUNTED);
  }
}
