package io.s22.bench.window;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The most memory the command takes while it counts: {@code bench/run window.MemoryBench
 * GIGABYTES}.
 *
 * <p>Lines are piped into {@code ./s22 traffic read -}, the launcher as users call it: their times
 * are scattered over a year in no order, with three route groups, so that every line wants another
 * of two million cells. The figure is the kernel's own high-water mark of resident memory.
 */
public final class MemoryBench {
  private static final long SEED = 11;
  private static final int MINUTES_OF_YEAR = 366 * 1440;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss", Locale.ENGLISH);

  private MemoryBench() {}

  public static void main(String[] args) throws Exception {
    double gigabytes = args.length > 0 ? Double.parseDouble(args[0]) : 1;
    Path folder = Files.createTempDirectory("s22-memory");
    Process counting =
        new ProcessBuilder(command(folder))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      CompletableFuture<Long> lines =
          CompletableFuture.supplyAsync(() -> feed(counting, (long) (gigabytes * 1e9)));
      long most = 0;
      while (!counting.waitFor(200, TimeUnit.MILLISECONDS)) {
        most = Math.max(most, peakKilobytes(counting.pid()));
      }
      System.out.printf(
          Locale.ROOT,
          "%,d lines, %.1f GB; exit code %d; resident memory at most %d MiB%n",
          lines.join(),
          gigabytes,
          counting.exitValue(),
          most / 1024);
    } finally {
      counting.destroyForcibly().waitFor();
      LogMaker.delete(folder);
    }
  }

  private static List<String> command(Path folder) {
    return List.of(
        "./s22",
        "traffic",
        "read",
        "-",
        "--format",
        "combined",
        "--route",
        "pay=/pay",
        "--route",
        "api=/api",
        "--into",
        folder.resolve("sums").toString());
  }

  private static long feed(Process counting, long bytes) {
    Random random = new Random(SEED);
    LocalDateTime first = LocalDateTime.parse("2024-01-01T00:00:00");
    String[] paths = {"/pay/now", "/api/users", "/index.html"};
    long lines = 0;
    long written = 0;
    try (OutputStream out = new BufferedOutputStream(counting.getOutputStream(), 1 << 18)) {
      while (written < bytes) {
        String line =
            "10.%d.%d.%d - - [%s +0000] \"GET %s HTTP/1.1\" 200 4096 \"-\" \"Mozilla/5.0\"\n"
                .formatted(
                    random.nextInt(256),
                    random.nextInt(256),
                    random.nextInt(256),
                    TIME.format(first.plusMinutes(random.nextInt(MINUTES_OF_YEAR))),
                    paths[random.nextInt(paths.length)]);
        out.write(line.getBytes(StandardCharsets.US_ASCII));
        written += line.length();
        lines++;
      }
      return lines;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** {@code VmHWM} of {@code /proc/PID/status}; 0 where the process has ended. */
  private static long peakKilobytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it ended just now: what was seen before counts
    }
  }
}
