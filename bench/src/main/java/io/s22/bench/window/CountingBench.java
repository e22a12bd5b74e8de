package io.s22.bench.window;

import com.sun.management.OperatingSystemMXBean;
import io.s22.window.traffic.Routes;
import io.s22.window.traffic.TrafficListener;
import io.s22.window.traffic.TrafficReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts one log with S22, GoAccess and DuckDB on one core each, one after the other in one run,
 * and gzip's decompression against S22's counting of the same archive. Seconds are of the
 * processor, so that other work on the machine does not matter much.
 *
 * <p>Run it with {@code bench/counting LINES}.
 */
public final class CountingBench {
  private static final int ROUNDS = 4;
  private static final double NANOS = 1e9;

  private final Path log;
  private final Path folder;
  private final long lines;

  private CountingBench(Path log, Path folder, long lines) {
    this.log = log;
    this.folder = folder;
    this.lines = lines;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("s22-counting");
    long wanted = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    Path log = folder.resolve("access.log");
    long lines = LogMaker.write(log, wanted);
    try {
      new CountingBench(log, folder, lines).run();
    } finally {
      LogMaker.delete(folder);
    }
  }

  private void run() throws Exception {
    out("lines %,d, bytes %,d%n", lines, Files.size(log));
    double own = ours(log, 1).processor();
    out("%-28s %8.2f s of processor %12.0f lines/s%n", "S22, plain", own, lines / own);
    Double goaccess =
        command(
            "goaccess "
                + log
                + " --log-format=COMBINED --no-progress -o "
                + folder.resolve("g.json"));
    if (goaccess != null) {
      out(
          "%-28s %8.2f s of processor %12.0f lines/s; S22 is %.1f times as fast%n",
          "GoAccess", goaccess, lines / goaccess, goaccess / own);
    }
    double duckdb = duckdb();
    out(
        "%-28s %8.2f s of processor %12.0f lines/s; S22 is %.1f times as fast%n",
        "DuckDB, same count", duckdb, lines / duckdb, duckdb / own);
    Path gz = folder.resolve("access.log.gz");
    command("gzip -c " + log + " > " + gz);
    Double gzip = command("gzip -dc " + gz + " > /dev/null");
    Spent inflate = inflate(gz);
    Spent packed = ours(gz, 1);
    Spent ahead = ours(gz, 2);
    out("%-28s %8.2f s of processor%n", "gzip -dc", gzip == null ? Double.NaN : gzip);
    out(
        "%-28s %8.2f s of processor %8.2f s by the clock%n",
        "the JDK's inflater alone", inflate.processor(), inflate.clock());
    out(
        "%-28s %8.2f s of processor: %.0f %% of gzip -dc's rate, %.0f %% of the inflater's%n",
        "S22, gzip, one thread",
        packed.processor(),
        100 * (gzip == null ? Double.NaN : gzip) / packed.processor(),
        100 * inflate.processor() / packed.processor());
    out(
        "%-28s %8.2f s by the clock: %.0f %% of the inflater's rate%n",
        "S22, gzip, two threads", ahead.clock(), 100 * inflate.clock() / ahead.clock());
  }

  /** Seconds of the processor, of all threads together, and by the clock. */
  private record Spent(double processor, double clock) {
    private static final Spent NOTHING_YET =
        new Spent(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Spent now() {
      return new Spent(processorNanos() / NANOS, System.nanoTime() / NANOS);
    }

    Spent since(Spent before) {
      return new Spent(processor - before.processor, clock - before.clock);
    }

    Spent least(Spent other) {
      return new Spent(Math.min(processor, other.processor), Math.min(clock, other.clock));
    }
  }

  private Spent ours(Path file, int threads) throws IOException {
    Spent best = Spent.NOTHING_YET;
    for (int round = 0; round < ROUNDS; round++) {
      Path sums = folder.resolve("sums-" + file.getFileName() + threads + round);
      TrafficReader.Settings settings =
          new TrafficReader.Settings("combined", null, Routes.NONE, ZoneOffset.UTC, threads);
      Spent before = Spent.now();
      new TrafficReader(settings, System.in, TrafficListener.NONE, System::nanoTime)
          .read(List.of(file), sums);
      best = best.least(Spent.now().since(before));
    }
    return best;
  }

  private static Spent inflate(Path gz) throws IOException {
    Spent best = Spent.NOTHING_YET;
    byte[] block = new byte[1 << 18];
    for (int round = 0; round < ROUNDS; round++) {
      Spent before = Spent.now();
      try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(gz), 1 << 16)) {
        while (in.read(block) >= 0) {
          Thread.onSpinWait();
        }
      }
      best = best.least(Spent.now().since(before));
    }
    return best;
  }

  /** The same count, in one thread: per minute requests, errors, bytes, distinct users. */
  private double duckdb() throws SQLException {
    String regex =
        "^(\\S*) \\S+ \\S+ \\[([^\\]]{26})\\] \"(?:[^\"\\\\]|\\\\.)*\" (\\d{3}) (\\d+|-) ";
    String query =
        "WITH f AS (SELECT regexp_extract(line, '"
            + regex
            + "', ['ip', 't', 's', 'b']) AS g FROM"
            + " read_csv('"
            + log
            + "', columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '',"
            + " escape = '', header = false, auto_detect = false, max_line_size = 10000000))"
            + " SELECT date_trunc('minute', try_strptime(g.t, '%d/%b/%Y:%H:%M:%S %z')) AS m, count(*),"
            + " count(*) FILTER (g.s >= '500'), sum(TRY_CAST(g.b AS BIGINT)),"
            + " approx_count_distinct(g.ip) FROM f WHERE m IS NOT NULL GROUP BY 1";
    double best = Double.POSITIVE_INFINITY;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      for (int round = 0; round < 2; round++) {
        long before = processorNanos();
        try (ResultSet rows = statement.executeQuery(query)) {
          long minutes = 0;
          while (rows.next()) {
            minutes++;
          }
          if (minutes == 0) {
            throw new IllegalStateException("DuckDB counted nothing");
          }
        }
        best = Math.min(best, (processorNanos() - before) / NANOS);
      }
    }
    return best;
  }

  private static long processorNanos() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }

  /** Seconds of processor a command took; {@code null} where it is not to be had. */
  private static @Nullable Double command(String line) throws IOException, InterruptedException {
    String timed = "TIMEFORMAT='%U %S'; time { " + line + " 2>/dev/null; }";
    Process process =
        new ProcessBuilder("bash", "-c", timed)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String[] times =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip()
            .split(" ");
    if (process.waitFor() != 0 || times.length != 2) {
      out("'%s' is not to be had here%n", line.split(" ")[0]);
      return null;
    }
    return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
  }

  private static void out(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
