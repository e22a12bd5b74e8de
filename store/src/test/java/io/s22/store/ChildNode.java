package io.s22.store;

import io.s22.journal.Entry;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.RunHost.Next;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/**
 * A node in a process of its own, which writes to the run it is given and prints the number of each
 * entry once it is on the disk; {@code FENCED} when it was refused.
 *
 * <p>Arguments: the folder or the database's address; {@code fenced} or {@code unfenced}; {@code
 * fast} to write without end, or {@code asked} to write an entry for each line of its input.
 */
final class ChildNode {
  private ChildNode() {}

  public static void main(String[] arguments) throws InterruptedException {
    JdbcRunStore store = open(arguments[0]);
    boolean fenced = arguments[1].equals("fenced");
    boolean asked = arguments[2].equals("asked");
    CountDownLatch end = new CountDownLatch(1);
    try (JdbcRunHost host =
        new JdbcRunHost(
            store, Instant::now, "child", Timing.USUAL, (run, e) -> e.printStackTrace())) {
      host.start(lease -> {
        JournalWriter journal = fenced ? lease.journal() : new UnfencedJournal(store, lease.run());
        write(lease, journal, asked);
        end.countDown();
        return new Next.Ended();
      });
      end.await();
    }
    store.close();
  }

  static JdbcRunStore open(String place) {
    return place.startsWith("postgresql:")
        ? JdbcRunStore.open(Path.of("unused"), Map.of(JdbcRunStore.DATABASE, place))
        : JdbcRunStore.sqlite(Path.of(place));
  }

  private static void write(Lease lease, JournalWriter journal, boolean asked) {
    try (Scanner input = new Scanner(System.in, StandardCharsets.UTF_8)) {
      report(journal.append(Runs.takenOver(lease, "child"), List.of()));
      while (!asked || input.hasNextLine()) {
        if (asked) {
          input.nextLine();
        }
        report(journal.append(Runs.note("child", "n"), List.of()));
      }
    } catch (JournalWriter.FencedException e) {
      System.out.println("FENCED");
      throw e;
    }
  }

  private static void report(List<Entry> written) {
    System.out.println(written.getLast().seq());
  }
}
