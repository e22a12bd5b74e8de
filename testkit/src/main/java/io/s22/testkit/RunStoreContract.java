package io.s22.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.JournalVerifier;
import io.s22.journal.Verdict;
import io.s22.run.JournalWriter.Draft;
import io.s22.run.JournalWriter.FencedException;
import io.s22.run.Lease;
import io.s22.run.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does; subclassed per database. */
public abstract class RunStoreContract {
  private static final Instant START = Instant.parse("2024-03-15T16:00:00Z");

  /** An empty store, the same one throughout a test. */
  protected abstract RunStore store();

  /** Gives {@code run} to {@code node}, whoever held it before. */
  protected abstract Lease take(String run, String node);

  @Test
  void anOpenedRunHasOneEntry() {
    store().open("r1", START, "ann", opened());

    Entry first = store().head("r1").orElseThrow();
    assertThat(first.seq()).isEqualTo(1);
    assertThat(first.previous()).isEqualTo(EntryCodec.GENESIS);
    assertThat(first.event()).isEqualTo(opened());
    assertThat(entries("r1")).containsExactly(first);
  }

  @Test
  void aRunIsOpenedOnce() {
    store().open("r1", START, "ann", opened());

    assertThatThrownBy(() -> store().open("r1", START, "bob", opened()))
        .hasMessageContaining("'r1'")
        .extracting("code")
        .isEqualTo("S22-3108");
    assertThat(entries("r1")).hasSize(1);
    assertThat(store().runs()).containsExactly("r1");
  }

  @Test
  void aRunThatIsNotThereHasNothing() {
    assertThat(store().head("none")).isEmpty();
    assertThat(entries("none")).isEmpty();
    assertThat(store().inbox("none")).isEmpty();
    assertThat(store().runs()).isEmpty();
    assertThatThrownBy(() -> store().post("none", command("x")))
        .extracting("code")
        .isEqualTo("S22-3109");
  }

  @Test
  void runsAreListedNewestFirst() {
    for (String run : List.of("b", "c", "a")) {
      store().open(run, START, "ann", opened());
    }

    assertThat(store().runs()).containsExactly("a", "c", "b");
  }

  @Test
  void entriesAreNumberedChainedAndReadBackTheSame() {
    store().open("r1", START, "ann", opened());
    Lease lease = take("r1", "n1");
    List<Entry> written =
        new ArrayList<>(lease.journal().append(List.of(note("a"), note("b")), List.of()));
    written.addAll(
        lease.journal().append(List.of(note("\u0000 \ud83d\ude00 \u7ef4 \" \\ \r\n")), List.of()));

    assertThat(written).extracting(Entry::seq).containsExactly(2L, 3L, 4L);
    assertThat(entries("r1").subList(1, 4)).isEqualTo(written);
    assertThat(store().head("r1")).contains(written.getLast());
    assertWhole("r1", 4);
  }

  @Test
  void readingBeginsWhereItIsToldTo() {
    store().open("r1", START, "ann", opened());
    Lease lease = take("r1", "n1");
    lease
        .journal()
        .append(IntStream.range(0, 2_000).mapToObj(i -> note("n" + i)).toList(), List.of());

    List<Long> seqs = new ArrayList<>();
    store().read("r1", 1_990, entry -> seqs.add(entry.seq()));
    assertThat(seqs).startsWith(1_990L).endsWith(2_001L).hasSize(12);
    assertThat(entries("r1")).hasSize(2_001);
    store().read("r1", 2_002, entry -> seqs.add(entry.seq()));
    assertThat(seqs).hasSize(12);
  }

  @Test
  void allDraftsAreWrittenOrNone() {
    store().open("r1", START, "ann", opened());
    store().post("r1", command("p1"));
    Lease lease = take("r1", "n1");
    Draft unwritable =
        new Draft(START, "n", new Event.Expected(START, START, Double.NaN, START, "declared"));
    long posted = store().inbox("r1").getFirst().id();

    assertThatThrownBy(
            () -> lease.journal().append(List.of(note("a"), unwritable), List.of(posted)))
        .extracting("code")
        .isEqualTo("S22-3003");
    assertThat(entries("r1")).hasSize(1);
    assertThat(store().inbox("r1")).hasSize(1);

    lease.journal().append(List.of(note("b")), List.of(posted));
    assertThat(store().inbox("r1")).isEmpty();
    assertWhole("r1", 2);
  }

  @Test
  void aNodeThatLostTheRunWritesNothing() {
    store().open("r1", START, "ann", opened());
    store().post("r1", command("p1"));
    long posted = store().inbox("r1").getFirst().id();
    Lease first = take("r1", "n1");
    first.journal().append(List.of(note("mine")), List.of());
    assertThat(first.held()).isTrue();

    Lease second = take("r1", "n2");

    assertThat(first.held()).isFalse();
    assertThat(second.held()).isTrue();
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThatThrownBy(() -> first.journal().append(List.of(note("late")), List.of(posted)))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> first.journal().append(List.of(), List.of(posted)))
        .isInstanceOf(FencedException.class);
    assertThat(store().inbox("r1")).hasSize(1);
    second.journal().append(List.of(note("next")), List.of());
    assertWhole("r1", 3);
  }

  @Test
  void theSameNodeTakingARunAgainFencesItsFormerSelf() {
    store().open("r1", START, "ann", opened());
    Lease before = take("r1", "n1");
    Lease after = take("r1", "n1");

    assertThatThrownBy(() -> before.journal().append(List.of(note("late")), List.of()))
        .isInstanceOf(FencedException.class);
    after.journal().append(List.of(note("next")), List.of());
    assertWhole("r1", 2);
  }

  @Test
  void commandsStayInTheInboxInOrderUntilTaken() {
    store().open("r1", START, "ann", opened());
    store().open("r2", START, "ann", opened());
    store().post("r1", command("p1"));
    store().post("r2", command("other"));
    store().post("r1", command("p2"));

    List<RunStore.Posted> inbox = store().inbox("r1");
    assertThat(inbox)
        .extracting(RunStore.Posted::command)
        .containsExactly(command("p1"), command("p2"));

    long other = store().inbox("r2").getFirst().id();
    Lease lease = take("r1", "n1");
    lease.journal().append(List.of(note("took")), List.of(inbox.getFirst().id(), other));
    assertThat(store().inbox("r1")).containsExactly(inbox.getLast());
    assertThat(store().inbox("r2")).hasSize(1);
  }

  @Test
  void commandsCanBeTakenWithoutAnEntry() {
    store().open("r1", START, "ann", opened());
    store().post("r1", command("p1"));
    Lease lease = take("r1", "n1");

    assertThat(lease.journal().append(List.of(), List.of(store().inbox("r1").getFirst().id())))
        .isEmpty();
    assertThat(store().inbox("r1")).isEmpty();
    lease.journal().append(List.of(note("a")), List.of());
    assertWhole("r1", 2);
  }

  @Test
  void theOrderIsThatOfWritingWhateverTheClockDoes() {
    store().open("r1", START, "ann", opened());
    Lease lease = take("r1", "n1");
    for (int i = 0; i < 20; i++) {
      Draft draft = new Draft(START.minusSeconds(i * 3_600L), "n", new Event.Skipped("s" + i, "x"));
      lease.journal().append(List.of(draft), List.of());
    }

    assertThat(entries("r1")).extracting(Entry::seq).isSorted();
    assertThat(entries("r1").getLast().at()).isEqualTo(START.minusSeconds(19 * 3_600L));
    assertWhole("r1", 21);
  }

  @Test
  void manyRunsAreWrittenReadAndPostedToAtOnce() throws InterruptedException, ExecutionException {
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String run = "r" + i;
      store().open(run, START, "ann", opened());
      Lease lease = take(run, "n" + i);
      all.add(() -> write(lease, 50));
      all.add(() -> post(run, 20));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> each : threads.invokeAll(all)) {
        each.get();
      }
    }
    for (int i = 0; i < 8; i++) {
      assertWhole("r" + i, 51);
      assertThat(store().inbox("r" + i)).hasSize(20);
    }
  }

  private Void write(Lease lease, int count) {
    for (int i = 0; i < count; i++) {
      lease.journal().append(List.of(note("n" + i)), List.of());
      assertThat(store().head(lease.run()).orElseThrow().seq()).isEqualTo(i + 2L);
    }
    return null;
  }

  private Void post(String run, int count) {
    for (int i = 0; i < count; i++) {
      store().post(run, command("p" + i));
    }
    return null;
  }

  private List<Entry> entries(String run) {
    List<Entry> entries = new ArrayList<>();
    store().read(run, 1, entries::add);
    return entries;
  }

  private void assertWhole(String run, long count) {
    JournalVerifier verifier = new JournalVerifier();
    store().read(run, 1, entry -> verifier.accept(EntryCodec.encode(entry)));
    Verdict.Whole whole = verifier.verdict().orThrow();
    assertThat(whole.run()).isEqualTo(run);
    assertThat(whole.entries()).isEqualTo(count);
  }

  private static Draft note(String text) {
    return new Draft(START, "n", new Event.Noted("subject", text, Map.of("k", "v")));
  }

  private static Command command(String reason) {
    return new Command(Command.Kind.PAUSE, "ann", reason, null, null, START);
  }

  private static Event.RunOpened opened() {
    return new Event.RunOpened(
        "p", "plan: p", "0".repeat(64), START, START.plusSeconds(60), Map.of(), List.of(), "0.1.0");
  }
}
