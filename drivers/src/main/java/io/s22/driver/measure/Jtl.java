package io.s22.driver.measure;

import io.s22.journal.Measurement;
import io.s22.journal.Measurement.Better;
import io.s22.journal.Measurement.When;
import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A JMeter result file in CSV (JMeter user's manual, 18.5): read in two passes in memory that does
 * not grow with it, cut into at most 120 slices of time of equal length, throughput and 95th
 * percentile of each. A test made in several rounds is one file a round: the pauses between are in
 * no slice, nor is the first tenth of a later round, in which programs warm up again.
 */
public final class Jtl {
  private static final int SLICES = 120;
  private static final long SHORTEST_SLICE = 250;
  private static final List<String> NEEDED = List.of("timeStamp", "elapsed", "success");
  private static final double SECOND = 1e3;

  private static final int COLD_TENTHS = 10;

  private final Path file;

  private Jtl(Path file) {
    this.file = file;
  }

  /** From when to when there were requests, milliseconds. */
  private record Span(long from, long to) {
    long length() {
      return to - from;
    }
  }

  /** One request. */
  private record Sample(long ends, long elapsed, boolean success) {}

  /** Takes requests one after the other. */
  private interface Reader {
    void take(Sample sample);
  }

  /**
   * Reads a file.
   *
   * @param method says how the test was made: the same before and after where both may be compared
   * @throws S22Exception S22-5060 where it is no such file
   */
  public static Measurement read(Path file, String figure, When when, String method) {
    return read(List.of(file), figure, when, method);
  }

  /**
   * Reads a test that was made in rounds.
   *
   * @param rounds a file each, in the order in which they were made
   * @param method says how the test was made: the same before and after where both may be compared
   * @throws S22Exception S22-5060 where one is no such file
   */
  public static Measurement read(List<Path> rounds, String figure, When when, String method) {
    List<Jtl> files = rounds.stream().map(Jtl::new).toList();
    List<Span> spans = files.stream().map(Jtl::span).toList();
    long all = spans.stream().mapToLong(Span::length).sum();
    long length = Math.max(SHORTEST_SLICE, all / SLICES);
    Slices slices = new Slices(length);
    for (int i = 0; i < files.size(); i++) {
      Span span = spans.get(i);
      long cold = i == 0 ? 0 : span.length() / COLD_TENTHS;
      slices.round(span.from() + cold, (int) ((span.length() - cold) / length));
      files.get(i).each(one -> slices.add(one.ends(), one.elapsed(), one.success()));
    }
    Map<String, String> facts = new TreeMap<>(slices.facts());
    facts.put("source-sha256", files.stream().map(Jtl::sha256).collect(Collectors.joining(" ")));
    return new Measurement(
        figure,
        when,
        "requests/s",
        Better.HIGHER,
        method,
        slices.perSecond(length / SECOND),
        slices.p95(),
        facts);
  }

  private Span span() {
    long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
    each(sample -> {
      span[0] = Math.min(span[0], sample.ends() - sample.elapsed());
      span[1] = Math.max(span[1], sample.ends());
    });
    if (span[1] <= span[0]) {
      throw unreadable("it holds no requests", null);
    }
    return new Span(span[0], span[1]);
  }

  private void each(Reader reader) {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (BufferedReader in = Files.newBufferedReader(file);
        CSVParser rows = format.parse(in)) {
      if (!rows.getHeaderNames().containsAll(NEEDED)) {
        throw unreadable(
            "its first line does not name "
                + NEEDED
                + "; XML is not read (jmeter.save.saveservice.output_format=csv)",
            null);
      }
      for (CSVRecord row : rows) {
        if (row.isConsistent()) {
          reader.take(sample(row));
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
  }

  private Sample sample(CSVRecord row) {
    try {
      long begins = Long.parseLong(row.get("timeStamp"));
      long elapsed = Long.parseLong(row.get("elapsed"));
      return new Sample(begins + elapsed, elapsed, Boolean.parseBoolean(row.get("success")));
    } catch (NumberFormatException e) {
      throw unreadable("line " + (row.getRecordNumber() + 1) + ": " + e.getMessage(), e);
    }
  }

  private String sha256() {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private S22Exception unreadable(String why, @org.jspecify.annotations.Nullable Exception e) {
    String what = "'" + file + "' is no JMeter result file: " + why + ".";
    String mend = "Give a JTL file in CSV with a header line, as JMeter writes it.";
    return e == null
        ? new S22Exception("S22-5060", what, mend)
        : new S22Exception("S22-5060", what, mend, e);
  }
}
