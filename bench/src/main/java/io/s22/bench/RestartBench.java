package io.s22.bench;

import io.s22.journal.Event;
import io.s22.journal.RunSummary;
import io.s22.run.JournalWriter.Draft;
import io.s22.run.RunHost.Next;
import io.s22.store.JdbcRunHost;
import io.s22.store.JdbcRunStore;
import io.s22.store.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * How long after a kill the next step begins, with a journal of 10,000 entries: a process writes
 * them and is killed; then, five times, a new one opens the store, takes the run over, reads and
 * folds the whole journal and has its first entry on the disk. Processes run with the launcher's
 * options.
 *
 * <p>Arguments: the folder whose disk is used (the working folder where left out).
 */
public final class RestartBench {
  private static final int ENTRIES = 10_000;
  private static final Instant START = Instant.parse("2024-03-15T16:00:00Z");

  private RestartBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 2) {
      child(Path.of(arguments[0]), arguments[1].equals("write"));
      return;
    }
    Path folder =
        Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "."), "s22-bench");
    try (JdbcRunStore store = JdbcRunStore.sqlite(folder)) {
      store.open(
          "r1",
          START,
          "bench",
          new Event.RunOpened(
              "bench", "plan: bench", "0".repeat(64), START, START, Map.of(), List.of(), "bench"));
    }
    start(folder, "write");
    for (int i = 0; i < 5; i++) {
      start(folder, "go-on");
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static void start(Path folder, String what) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RestartBench.class.getName(),
                folder.toString(),
                what)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = process.inputReader()) {
      String line = output.readLine();
      System.out.printf(
          Locale.ROOT,
          "%s; %d ms since the process was started%n",
          line,
          (System.nanoTime() - begin) / 1_000_000);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void child(Path folder, boolean write) throws InterruptedException {
    long begin = System.nanoTime();
    JdbcRunStore store = JdbcRunStore.sqlite(folder);
    JdbcRunHost host =
        new JdbcRunHost(
            store, Instant::now, "bench", Timing.USUAL, (run, e) -> System.out.println(e));
    host.start(lease -> {
      var folding = RunSummary.FOLD.from(Optional.empty());
      store.read("r1", 1, folding);
      Draft draft =
          new Draft(START, lease.node(), new Event.TakenOver(lease.node(), lease.fence()));
      List<Draft> drafts = new ArrayList<>(Collections.nCopies(write ? ENTRIES : 1, draft));
      lease.journal().append(drafts, List.of());
      System.out.printf(
          Locale.ROOT,
          "read %d entries, wrote %d, %d ms since main began, %d ms of CPU",
          folding.seq(),
          drafts.size(),
          (System.nanoTime() - begin) / 1_000_000,
          ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
      System.out.println();
      new CountDownLatch(1).await(); // until it is killed
      return new Next.Ended();
    });
  }
}
