package io.s22.cli.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The memory of this process and all it started: the sum of their proportional set sizes ({@code
 * Pss} of {@code /proc/PID/smaps_rollup}), in which shared pages count once in all.
 */
public final class Memory {
  private final AtomicLong most = new AtomicLong();

  /** Looks once. */
  public void look() {
    long now =
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
            .mapToLong(process -> pss(process.pid()))
            .sum();
    most.accumulateAndGet(now, Math::max);
  }

  private static long pss(long pid) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
      return lines.stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .sum();
    } catch (IOException gone) {
      // It has ended since it was listed, or this system has no /proc.
      return 0;
    }
  }

  /** The most that was seen, in bytes. */
  public long most() {
    return most.get();
  }
}
