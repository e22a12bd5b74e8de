package io.s22.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.Integrity;
import io.s22.journal.JournalFile;
import io.s22.journal.JournalVerifier;
import io.s22.journal.RunState;
import io.s22.run.RunStore;
import io.s22.server.live.Board;
import io.s22.server.live.Edition;
import io.s22.tell.Maintenance;
import io.s22.tell.Post;
import io.s22.tell.Status;
import io.s22.tell.Words;
import io.s22.tell.page.PageRenderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newsroom in virtual time: looks are called, nothing sleeps. */
final class NewsroomTest {
  private static final Instant OPENS = Instant.parse("2026-01-01T00:00:00Z");
  private static final String PLAN =
      """
      plan: small
      title: {en: A small change, zh: 一次小变更}
      zone: UTC
      window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
      cluster: {services: {shop: {}}}
      stages:
        - stage: only
          box: 00:00-01:00
          steps:
            - {step: one, run: "true", takes: 1s, interrupts: shop, repeat: idempotent, may-stop-after: yes}
      """;

  @TempDir Path home;

  private Instant now = OPENS.minusSeconds(600);
  private final List<Entry> entries = new ArrayList<>();
  private final List<Throwable> troubles = new ArrayList<>();
  private final Board board = new Board(new PageRenderer());

  @SuppressWarnings("NullAway.Init")
  NewsroomTest() {}

  private void write(Instant at, Event event) {
    String previous = entries.isEmpty() ? EntryCodec.GENESIS : entries.getLast().hash();
    entries.add(EntryCodec.seal("run-1", entries.size() + 1, at, "x", event, previous).entry());
  }

  private void opened(String plan) {
    write(
        OPENS.minusSeconds(3600),
        new Event.RunOpened(
            "small",
            plan,
            "0".repeat(64),
            OPENS,
            OPENS.plusSeconds(3600),
            Map.of(),
            List.of(),
            "t"));
  }

  private Newsroom newsroom(PostBook book) {
    return new Newsroom(
        new Ledger(new Entries(entries), troubles::add),
        book,
        board,
        () -> now,
        new Status.Site("s22", "Status", "https://status.example"),
        troubles::add);
  }

  private Edition at(Newsroom room, Instant instant) throws InterruptedException {
    now = instant;
    room.look();
    return board.newest();
  }

  @Test
  void an_open_window_is_never_five_minutes_without_a_word_and_the_words_are_kept()
      throws Exception {
    opened(PLAN);
    Path file = home.resolve("page.jsonl");
    try (PostBook book = new PostBook(file)) {
      Newsroom room = newsroom(book);
      assertThat(at(room, OPENS.minusSeconds(60)).status().promised()).isNull();
      write(OPENS, new Event.Moved(RunState.WAITING, RunState.RUNNING, "x"));
      for (Instant t = OPENS; t.isBefore(OPENS.plusSeconds(7200)); t = t.plusSeconds(15)) {
        Status status = at(room, t).status();
        assertThat(status.promiseMissed()).as("at %s", t).isFalse();
        assertThat(Duration.between(status.updated(), t)).isLessThan(Status.PROMISE);
      }
      assertThat(book.posts()).hasSizeBetween(24, 26);
      assertThat(book.posts().getLast().body().in(Locale.ENGLISH))
          .contains("In progress: 0 of 1 steps", "overrunning by 5");
      write(OPENS.plusSeconds(7200), new Event.Moved(RunState.RUNNING, RunState.DONE, "x"));
      int before = book.posts().size();
      at(room, OPENS.plusSeconds(9000));
      assertThat(book.posts()).hasSize(before);
    }
    try (var in = Files.newInputStream(file)) {
      assertThat(JournalFile.verify(in, new JournalVerifier()).toString()).contains("Whole");
    }
    try (PostBook again = new PostBook(file)) {
      assertThat(again.posts()).hasSizeGreaterThan(20);
      Maintenance window = at(newsroom(again), OPENS.plusSeconds(9100)).status().past().getFirst();
      assertThat(window.updates()).hasSizeGreaterThan(20);
    }
  }

  @Test
  void nobody_who_compares_is_rung_for_once_twelve_hours_before_the_72_hours_are_over()
      throws Exception {
    opened(
        PLAN.replace("interrupts: shop, ", "")
            + "      - {step: compared, uses: mariadb.compare, takes: 1s}\n");
    write(OPENS, new Event.Moved(RunState.WAITING, RunState.RUNNING, "x"));
    write(OPENS.plusSeconds(60), new Event.Moved(RunState.RUNNING, RunState.DONE, "x"));
    Instant due = OPENS.plusSeconds(3600).plus(Integrity.DUE);
    try (PostBook book = new PostBook(home.resolve("page.jsonl"))) {
      IntegrityWatch watch =
          new IntegrityWatch(
              new Entries(entries), (run, at, note) -> write(at, note), troubles::add);
      Ledger ledger = new Ledger(new Entries(entries), troubles::add);
      Newsroom room =
          new Newsroom(
              ledger,
              book,
              board,
              () -> now,
              new Status.Site("s22", "Status", "https://status.example"),
              troubles::add,
              watch);
      for (Instant t = OPENS.plusSeconds(120); t.isBefore(due); t = t.plusSeconds(1800)) {
        at(room, t);
        assertThat(alarms()).as("at %s", t).hasSize(t.isBefore(due.minusSeconds(43_200)) ? 0 : 1);
      }
    }
    assertThat(alarms().getFirst().text())
        .startsWith("ALARM: all data are not proven yet, and nobody compares them")
        .contains("due by 2026-01-04 01:00, 11 h ");
    assertThat(troubles).isEmpty();
  }

  private List<Event.Noted> alarms() {
    return entries.stream()
        .map(Entry::event)
        .filter(Event.Noted.class::isInstance)
        .map(Event.Noted.class::cast)
        .filter(note -> note.subject().equals(Integrity.ALARM))
        .toList();
  }

  @Test
  void a_book_cut_off_in_the_middle_of_a_line_goes_on() throws Exception {
    Path file = home.resolve("page.jsonl");
    try (PostBook book = new PostBook(file)) {
      book.post("run-1", OPENS, Post.WATCHDOG, Words.both("One.", "一。"), Map.of());
    }
    Files.writeString(file, "{\"at\":\"2026-01-01T0", StandardOpenOption.APPEND);
    try (PostBook book = new PostBook(file)) {
      book.post("run-1", OPENS, Post.WATCHDOG, Words.both("Two.", "二。"), Map.of());
      assertThat(book.posts())
          .extracting(p -> p.body().in(Locale.CHINESE))
          .containsExactly("一。", "二。");
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void who_comes_back_gets_what_changed_and_only_that() throws Exception {
    opened(PLAN);
    try (PostBook book = new PostBook(home.resolve("page.jsonl"))) {
      Newsroom room = newsroom(book);
      Edition first = at(room, OPENS.minusSeconds(60));
      Edition second = at(room, OPENS.minusSeconds(30));
      assertThat(second.version()).isGreaterThan(first.version());
      assertThat(second.message(io.s22.tell.Language.EN, first.version())).contains("\"r\":{}");
      write(OPENS, new Event.Moved(RunState.WAITING, RunState.RUNNING, "x"));
      Edition third = at(room, OPENS.plusSeconds(1));
      String missed = third.message(io.s22.tell.Language.EN, first.version());
      assertThat(missed).contains("\"root\":", "In progress");
      assertThat(third.message(io.s22.tell.Language.EN, third.version())).contains("\"r\":{}");
    }
  }

  @Test
  void a_plan_that_cannot_be_read_is_said_once_and_hides_nothing_else() throws Exception {
    opened("plan: [");
    try (PostBook book = new PostBook(home.resolve("page.jsonl"))) {
      Newsroom room = newsroom(book);
      at(room, OPENS);
      Edition edition = at(room, OPENS.plusSeconds(60));
      assertThat(edition.status().maintenances()).isEmpty();
      assertThat(troubles).hasSize(1);
    }
  }

  /** One run's entries, as a store hands them on. */
  private record Entries(List<Entry> entries) implements RunStore {
    @Override
    public void open(String run, Instant at, String by, Event.RunOpened opened) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void read(String run, long fromSeq, Consumer<Entry> reader) {
      entries.stream().filter(e -> e.seq() >= fromSeq).forEach(reader);
    }

    @Override
    public Optional<Entry> head(String run) {
      return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    @Override
    public List<String> runs() {
      return entries.isEmpty() ? List.of() : List.of("run-1");
    }

    @Override
    public void post(String run, Command command) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Posted> inbox(String run) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
