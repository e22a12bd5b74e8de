package io.s22.bench;

import io.s22.journal.Effect;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.run.JournalWriter.Draft;
import io.s22.run.Lease;
import io.s22.run.RunHost;
import io.s22.store.JdbcRunHost;
import io.s22.store.JdbcRunStore;
import io.s22.store.Timing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Durable steps a second: a step is an INTENT that is on the disk before its effect and an outcome
 * after it. Compared, in turns within one run, with a loop that does nothing but two commits of the
 * same text to a bare SQLite table on the same disk, and with two forced writes to a plain file.
 *
 * <p>Arguments: the folder whose disk is measured (the working folder where left out) and the
 * rounds (30).
 */
public final class StoreBench {
  private static final int STEPS = 50;
  private static final Instant START = Instant.parse("2024-03-15T16:00:00Z");
  private static final Effect EFFECT = new Effect("upgrade-db", "db1", Phase.ACT, 1, 1);
  private static final Event INTENT = new Event.Intent(EFFECT);
  private static final Event ENDED = new Event.Ended(EFFECT, new Outcome.Done("8.0.36, 12 s"));

  private StoreBench() {}

  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    Path disk = Path.of(arguments.length > 0 ? arguments[0] : ".");
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
    Path folder = Files.createTempDirectory(disk, "s22-bench");
    try (Bare bare = new Bare(folder.resolve("bare.db"));
        JdbcRunStore store = JdbcRunStore.sqlite(folder.resolve("store"));
        JdbcRunHost host =
            new JdbcRunHost(store, Instant::now, "bench", Timing.USUAL, StoreBench::failed)) {
      store.open("r1", START, "bench", opened());
      CountDownLatch end = new CountDownLatch(1);
      host.start(lease -> measure(lease, bare, folder.resolve("file"), rounds, end));
      end.await();
    } finally {
      delete(folder);
    }
  }

  private static void failed(String run, Throwable e) {
    throw new IllegalStateException("the bench itself failed in " + run, e);
  }

  private static RunHost.Next measure(
      Lease lease, Bare bare, Path file, int rounds, CountDownLatch end) {
    try {
      double[] ratios = new double[rounds];
      System.out.println("round   store steps/s   bare steps/s   file steps/s   store/bare");
      for (int round = -10; round < rounds; round++) {
        double store = perSecond(() -> steps(lease));
        double loop = perSecond(bare::steps);
        double forced = perSecond(() -> forced(file));
        if (round >= 0) {
          ratios[round] = store / loop;
          System.out.printf(
              Locale.ROOT,
              "%5d %15.0f %14.0f %14.0f %12.2f%n",
              round + 1,
              store,
              loop,
              forced,
              store / loop);
        }
      }
      Arrays.sort(ratios);
      System.out.printf(
          Locale.ROOT,
          "store/bare: median %.2f, least %.2f (wanted: 0.80)%n",
          ratios[rounds / 2],
          ratios[0]);
      return new RunHost.Next.Ended();
    } finally {
      end.countDown();
    }
  }

  /** Something that may fail with the disk. */
  @FunctionalInterface
  private interface Steps {
    void take() throws IOException, SQLException;
  }

  private static double perSecond(Steps steps) {
    long begin = System.nanoTime();
    try {
      steps.take();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the disk under the bench failed", e);
    }
    return STEPS / ((System.nanoTime() - begin) / 1e9);
  }

  private static void steps(Lease lease) {
    for (int i = 0; i < STEPS; i++) {
      lease.journal().append(List.of(new Draft(START, "bench", INTENT)), List.of());
      lease.journal().append(List.of(new Draft(START, "bench", ENDED)), List.of());
    }
  }

  private static void forced(Path file) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(4096);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = 0; i < 2 * STEPS; i++) {
        channel.write(page.clear());
        channel.force(false);
      }
    }
  }

  /** The bare loop: the same text, the same guarantees, nothing else. */
  private static final class Bare implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;
    private final String intent = line(INTENT);
    private final String ended = line(ENDED);

    Bare(Path file) throws SQLException {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma journal_mode = wal");
        statement.execute("pragma synchronous = full");
        statement.execute("create table entries (no integer primary key, entry text not null)");
      }
      insert = connection.prepareStatement("insert into entries (entry) values (?)");
    }

    void steps() throws SQLException {
      for (int i = 0; i < STEPS; i++) {
        commit(intent);
        commit(ended);
      }
    }

    private void commit(String line) throws SQLException {
      insert.setString(1, line);
      insert.executeUpdate();
    }

    private static String line(Event event) {
      return EntryCodec.seal("r1", 1, START, "bench", event, EntryCodec.GENESIS).line();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  private static Event.RunOpened opened() {
    return new Event.RunOpened(
        "bench", "plan: bench", "0".repeat(64), START, START, Map.of(), List.of(), "bench");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
