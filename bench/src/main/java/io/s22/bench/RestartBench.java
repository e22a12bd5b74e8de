package io.s22.bench;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.store.JdbcRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long after a kill the next step begins, with a journal of 10,000 entries: {@code s22 run}
 * carries out a long plan until its journal has so many and is killed; then, five times, {@code s22
 * resume} is started and killed as soon as the next step's INTENT is on the disk. A hundred hosts
 * in batches, so that the journal is long and the plan is not. The peer of the run is {@code s22
 * runs} on an empty home: what a process of S22 costs that drives nothing.
 *
 * <p>Arguments: the folder whose disk is used (the working folder where left out). To be run from
 * the top of the checkout, built.
 */
public final class RestartBench {
  private static final int ENTRIES = 10_000;
  private static final int STEPS = 60;
  private static final int TIMES = 5;

  private final Path folder;

  private RestartBench(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path disk = Path.of(arguments.length > 0 ? arguments[0] : ".");
    Path folder = Files.createTempDirectory(disk, "s22-bench");
    try {
      new RestartBench(folder).measure();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private void measure() throws IOException, InterruptedException {
    Path plan = Files.writeString(folder.resolve("long.yaml"), plan());
    for (int i = 0; i < TIMES; i++) {
      Instant begin = Instant.now();
      command(folder.resolve("empty"), "runs").waitFor();
      say("a process that drives nothing: %d ms", Duration.between(begin, Instant.now()));
    }
    Path home = folder.resolve("home");
    Files.createDirectory(home);
    Process first = command(home, "run", plan.toString(), "--now", "--plain");
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      for (Optional<Entry> head = Optional.empty();
          head.isEmpty() || head.get().seq() < ENTRIES;
          head = head(store)) {
        pause(first);
      }
      kill(first);
      for (int i = 0; i < TIMES; i++) {
        restart(store, home);
      }
    }
  }

  private void restart(JdbcRunStore store, Path home) throws IOException, InterruptedException {
    long before = head(store).orElseThrow().seq();
    Instant started = Instant.now(); // what the kernel says of it is rounded to seconds
    Process process = command(home, "resume", "--plain");
    Entry begun = null;
    while (begun == null) {
      pause(process);
      begun = firstIntent(store, before + 1);
    }
    Duration cpu = process.info().totalCpuDuration().orElseThrow();
    kill(process);
    System.out.printf(
        Locale.ROOT,
        "%d entries; the next effect began %d ms after its process was started, which had used %d ms of CPU%n",
        before,
        Duration.between(started, begun.at()).toMillis(),
        cpu.toMillis());
  }

  private static @Nullable Entry firstIntent(JdbcRunStore store, long from) {
    Entry[] found = new Entry[1];
    store.read(
        store.runs().getFirst(),
        from,
        entry -> {
          if (found[0] == null && entry.event() instanceof Event.Intent) {
            found[0] = entry;
          }
        });
    return found[0];
  }

  private static Optional<Entry> head(JdbcRunStore store) {
    List<String> runs = store.runs();
    return runs.isEmpty() ? Optional.empty() : store.head(runs.getFirst());
  }

  private static void pause(Process process) {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended with " + process.exitValue());
    }
    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
  }

  private Process command(Path home, String... words) throws IOException {
    var command = Stream.concat(Stream.of("./s22"), Stream.of(words)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile());
    builder.environment().put("S22_HOME", home.toString());
    return builder.start();
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static void say(String what, Duration took) {
    System.out.printf(Locale.ROOT, what + "%n", took.toMillis());
  }

  private static String plan() {
    StringBuilder text =
        new StringBuilder(
            """
            plan: long
            title: Many short waits
            zone: UTC
            window: {opens: 2030-01-05 00:00, closes: 2030-01-05 04:00}
            cluster: {hosts: {"h-[1-100]": {}}}
            stages:
              - stage: waiting
                box: 00:00-03:59
                steps:
            """);
    for (int step = 0; step < STEPS; step++) {
      text.append("      - {step: wait-").append(step);
      text.append(", on: ['h-[1-100]'], batch: 20%, uses: wait, with: {for: 0s}, takes: 1s,");
      text.append(" irreversible: It only waits.,");
      text.append(" repeat: idempotent, may-stop-after: yes}\n");
    }
    return text.toString();
  }
}
