package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.ReadReport.Fate;
import io.s22.window.traffic.ReadReport.SourceReport;
import io.s22.window.traffic.Summary.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads access logs into a folder of daily summaries, each log once. */
public final class TrafficReader {
  /** Stands for the standard input among the files. */
  public static final Path STDIN = Path.of("-");

  private final Settings settings;
  private final InputStream stdin;
  private final TrafficListener listener;
  private final LongSupplier nanos;

  /**
   * How to read.
   *
   * @param format how lines are written; guessed from the first log where {@code null}
   * @param user the field that tells users apart; the remote address where {@code null}
   * @param routes the route groups
   * @param zone of times that carry no offset
   * @param threads how many may work at once
   */
  public record Settings(
      @Nullable String format, @Nullable String user, Routes routes, ZoneId zone, int threads) {}

  /**
   * @param nanos a clock that only goes forward, in nanoseconds: for the rate
   */
  public TrafficReader(
      Settings settings, InputStream stdin, TrafficListener listener, LongSupplier nanos) {
    this.settings = settings;
    this.stdin = stdin;
    this.listener = listener;
    this.nanos = nanos;
  }

  /**
   * Reads logs; each is saved when it has been counted, so that a reading that was interrupted goes
   * on with the next one when it is repeated.
   *
   * @throws S22Exception S22-7001 to S22-7005 where the arguments do not fit; S22-7011 where the
   *     folder holds summaries of another kind; S22-7013 where a log has grown since it was read
   */
  public ReadReport read(List<Path> logs, Path folder) {
    logs.forEach(TrafficReader::requireReadable);
    try (PeekedSource first = open(logs.getFirst())) {
      ReadOptions options = options(first, logs.getFirst());
      SummaryFolder summaries = new SummaryFolder(folder);
      Map<String, Source> known = summaries.known(Summary.Kind.of(options));
      Pace pace = new Pace(listener, nanos, total(logs), Math.max(1, settings.threads()));
      int share = Math.max(1, settings.threads() / logs.size());
      Set<String> claimed = ConcurrentHashMap.newKeySet();
      List<Work> works = new ArrayList<>();
      for (Path log : logs) {
        PeekedSource open = works.isEmpty() ? first : null;
        works.add(new Work(log, open, options, summaries, known, claimed, pace, share));
      }
      List<SourceReport> reports = all(works);
      summaries.compact(List.copyOf(days(reports)));
      pace.end();
      return new ReadReport(options, reports);
    } catch (IOException e) {
      throw unreadable(logs.getFirst(), e);
    }
  }

  private static Set<LocalDate> days(List<SourceReport> reports) {
    Set<LocalDate> days = new TreeSet<>();
    reports.forEach(report -> days.addAll(report.days()));
    return days;
  }

  private ReadOptions options(PeekedSource first, Path log) {
    String text = settings.format();
    LogFormat format =
        text == null
            ? FormatGuess.guess(first.head(), settings.user(), log.toString())
            : LogFormat.of(text, settings.user());
    return new ReadOptions(format, settings.routes(), settings.zone());
  }

  private PeekedSource open(Path log) throws IOException {
    ByteSource source = log.equals(STDIN) ? OpenedLog.stream(stdin) : OpenedLog.file(log);
    return new PeekedSource(source);
  }

  private static void requireReadable(Path log) {
    if (!log.equals(STDIN) && (!Files.isReadable(log) || Files.isDirectory(log))) {
      throw new S22Exception(
          "S22-7005",
          "The log " + log + (Files.exists(log) ? " cannot be read." : " does not exist."),
          "Name files that can be read, or - for the standard input.");
    }
  }

  static S22Exception unreadable(Path log, IOException cause) {
    return new S22Exception(
        "S22-7005",
        "The log " + log + " cannot be read: " + cause.getMessage(),
        "Look at the disk and at the file's permissions.",
        cause);
  }

  /** The sum of the files' sizes; -1 where a pipe is among them. */
  private static long total(List<Path> logs) throws IOException {
    long total = 0;
    for (Path log : logs) {
      if (log.equals(STDIN) || !Files.isRegularFile(log)) {
        return -1;
      }
      total += Files.size(log);
    }
    return total;
  }

  private List<SourceReport> all(List<Work> works) {
    int threads = Math.max(1, Math.min(settings.threads(), works.size()));
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<SourceReport>> futures = new ArrayList<>();
      works.forEach(work -> futures.add(pool.submit(() -> one(work))));
      List<SourceReport> reports = new ArrayList<>();
      try {
        for (Future<SourceReport> future : futures) {
          reports.add(future.get());
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw rethrown(e);
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new S22Exception(
            "S22-7006",
            "The reading was interrupted.",
            "Repeat it: logs that were finished are passed over.",
            e);
      }
      return reports;
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException own -> own;
      case null, default -> new IllegalStateException("a reading thread failed", e);
    };
  }

  private SourceReport one(Work work) {
    @Nullable PeekedSource open = work.open();
    try (PeekedSource source = open != null ? open : open(work.log())) {
      return new SourceCount(work, source).run();
    } catch (IOException e) {
      throw unreadable(work.log(), e);
    }
  }

  /** One log to be counted, and what that needs. */
  record Work(
      Path log,
      @Nullable PeekedSource open,
      ReadOptions options,
      SummaryFolder summaries,
      Map<String, Source> known,
      Set<String> claimed,
      Pace pace,
      int threads) {}

  static SourceReport passedOver(Path log, Source known) {
    return new SourceReport(
        log.toString(), Fate.KNOWN, known.lines(), known.malformed(), List.of(), "", List.of());
  }
}
