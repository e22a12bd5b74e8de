package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.ReadReport.Fate;
import io.s22.window.traffic.ReadReport.SourceReport;
import io.s22.window.traffic.Summary.Source;
import io.s22.window.traffic.TrafficReader.Work;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Counts one log and saves its days. */
final class SourceCount {
  /** A plain file is shared among threads in parts of at least this many bytes. */
  private static final long PART = 1L << 25;

  private final Work work;
  private final PeekedSource source;
  private final long size;

  SourceCount(Work work, PeekedSource source) throws IOException {
    this.work = work;
    this.source = source;
    boolean file = !work.log().equals(TrafficReader.STDIN) && Files.isRegularFile(work.log());
    this.size = file ? Files.size(work.log()) : -1;
  }

  SourceReport run() throws IOException {
    String head = source.fingerprint();
    @Nullable Source known = work.known().get(head);
    if (known != null && size >= 0 && size == known.size()) {
      work.pace().add(size, 0);
      return TrafficReader.passedOver(work.log(), known);
    }
    if (!work.claimed().add(head)) {
      Source twin = new Source(work.log().toString(), head, size, 0, 0, 0, "", List.of());
      return TrafficReader.passedOver(work.log(), twin);
    }
    try (SpillFolder spills = new SpillFolder()) {
      List<PartCount> parts = count(spills);
      long text = parts.stream().mapToLong(PartCount::text).sum();
      if (known != null) {
        return knownAgain(known, text);
      }
      return save(head, text, parts);
    }
  }

  /** Its beginning is known but its size is not: it was packed since, or it has grown. */
  private SourceReport knownAgain(Source known, long text) {
    if (text == known.bytes()) {
      return TrafficReader.passedOver(work.log(), known);
    }
    throw new S22Exception(
        "S22-7013",
        "The log "
            + work.log()
            + " begins like "
            + known.name()
            + ", which was read when it was "
            + known.bytes()
            + " bytes long, and is "
            + text
            + " bytes now.",
        "Read logs when they are complete; to read this one again, move the summaries of its days"
            + " away first.");
  }

  private List<PartCount> count(SpillFolder spills) throws IOException {
    boolean plain = size >= 0 && OpenedLog.packing(work.log()) == OpenedLog.Packing.PLAIN;
    if (plain && work.threads() > 1 && size > PART) {
      return inParts(spills);
    }
    PartCount whole = new PartCount(work, spills);
    boolean ahead = work.threads() > 1 && !plain;
    if (ahead) {
      try (AheadSource decompressed = new AheadSource(source)) {
        whole.run(decompressed);
      }
    } else {
      whole.run(source);
    }
    return List.of(whole);
  }

  private List<PartCount> inParts(SpillFolder spills) throws IOException {
    long step = Math.max(PART, (size + work.threads() - 1) / work.threads());
    List<Future<PartCount>> futures = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(work.threads())) {
      long from = 0;
      while (from < size) {
        long begin = from;
        long end = LineStart.atOrAfter(work.log(), Math.min(size, from + step), size);
        futures.add(pool.submit(() -> part(spills, begin, end)));
        from = end;
      }
      List<PartCount> parts = new ArrayList<>();
      for (Future<PartCount> future : futures) {
        parts.add(future.get());
      }
      return parts;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private PartCount part(SpillFolder spills, long from, long to) throws IOException {
    PartCount part = new PartCount(work, spills);
    try (PlainSource own = new PlainSource(FileChannel.open(work.log()), from, to)) {
      part.run(own);
    }
    return part;
  }

  private SourceReport save(String head, long text, List<PartCount> parts) throws IOException {
    TreeSet<LocalDate> days = new TreeSet<>();
    List<String> samples = new ArrayList<>();
    long lines = 0;
    long malformed = 0;
    for (PartCount part : parts) {
      days.addAll(part.days());
      lines += part.counter().lines();
      malformed += part.counter().malformedLines();
      samples.addAll(part.counter().samples());
    }
    String name = work.log().toString();
    String damage = source.damage();
    List<LocalDate> allDays = List.copyOf(days);
    Source record = new Source(name, head, size, text, lines, malformed, damage, allDays);
    DaySink sink = new DaySink(Summary.Kind.of(work.options()), record, work);
    List<CellRun> runs = new ArrayList<>();
    try {
      for (PartCount part : parts) {
        runs.addAll(part.runs());
      }
      CellRun.merge(runs, sink);
      sink.end();
    } finally {
      for (CellRun run : runs) {
        run.close();
      }
    }
    List<String> some = samples.subList(0, Math.min(samples.size(), LineCounter.SAMPLES));
    return new SourceReport(name, Fate.COUNTED, lines, malformed, some, damage, allDays);
  }

  /** Where lines begin. */
  private static final class LineStart {
    private LineStart() {}

    /** The first beginning of a line at or behind {@code at}; {@code size} where there is none. */
    static long atOrAfter(Path log, long at, long size) throws IOException {
      if (at >= size) {
        return size;
      }
      byte[] block = new byte[LineFeed.BLOCK + Scan.PADDING];
      try (PlainSource in = new PlainSource(FileChannel.open(log), at - 1, size)) {
        long start = at - 1;
        int read = in.read(block, 0, LineFeed.BLOCK);
        while (read > 0) {
          int feed = Scan.findLineFeed(block, 0, read);
          if (feed < read) {
            return start + feed + 1;
          }
          start += read;
          read = in.read(block, 0, LineFeed.BLOCK);
        }
      }
      return size;
    }
  }
}
