package io.s22.store;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.run.RunStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Journals and inboxes in a database. For use by any number of threads. */
public final class JdbcRunStore implements RunStore {
  /** Entries fetched at a time: a slow reader must not keep a reading transaction open. */
  private static final int CHUNK = 512;

  private final Database database;

  JdbcRunStore(Database database) {
    this.database = database;
  }

  /**
   * Opens the store in {@code folder}, and makes it where there is none.
   *
   * @throws S22Exception S22-31xx
   */
  public static JdbcRunStore sqlite(Path folder) {
    return new JdbcRunStore(SqliteDatabase.open(StoreFolder.prepare(folder)));
  }

  Database database() {
    return database;
  }

  @Override
  public void open(String run, Instant at, String by, Event.RunOpened opened) {
    String line = EntryCodec.seal(run, 1, at, by, opened, EntryCodec.GENESIS).line();
    database.write(session -> {
      if (session.update("insert into runs (run) values (?) on conflict do nothing", run) == 0) {
        throw StoreErrors.exists(run);
      }
      session.update(
          "insert into entries (id, entry) select no * 4294967296 + 1, ? from runs where run = ?",
          line,
          run);
      return session.update(
          "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
              + " values ('run', ?, 0, 0, 1)",
          run);
    });
  }

  @Override
  public void read(String run, long fromSeq, Consumer<Entry> reader) {
    readLines(run, fromSeq, line -> reader.accept(EntryCodec.decode(line)));
  }

  /** Hands the canonical JSON of each entry on, as it is stored: what export and verify read. */
  public void readLines(String run, long fromSeq, Consumer<String> reader) {
    long next = fromSeq;
    for (List<Line> chunk = chunk(run, next); !chunk.isEmpty(); chunk = chunk(run, next)) {
      for (Line line : chunk) {
        reader.accept(line.entry());
      }
      next = chunk.getLast().seq() + 1;
    }
  }

  private record Line(long seq, String entry) {}

  private List<Line> chunk(String run, long fromSeq) {
    return database.read(session -> {
      long zero = EntryIds.zero(session, run);
      return session.list(
          row -> new Line(row.getLong(1) - zero, row.getString(2)),
          "select id, entry from entries where id between ? and ? order by id limit " + CHUNK,
          zero + fromSeq,
          EntryIds.last(zero));
    });
  }

  @Override
  public Optional<Entry> head(String run) {
    return database.read(session -> head(session, run));
  }

  static Optional<Entry> head(Session session, String run) throws SQLException {
    long zero = EntryIds.zero(session, run);
    return session
        .first(
            row -> row.getString(1),
            "select entry from entries where id between ? and ? order by id desc limit 1",
            zero + 1,
            EntryIds.last(zero))
        .map(EntryCodec::decode);
  }

  @Override
  public List<String> runs() {
    return database.read(
        session -> session.list(row -> row.getString(1), "select run from runs order by no desc"));
  }

  @Override
  public void post(String run, Command command) {
    String json = EntryCodec.encode(command);
    database.write(session -> {
      if (session.first(row -> true, "select 1 from runs where run = ?", run).isEmpty()) {
        throw StoreErrors.noRun(run);
      }
      session.update("insert into inbox (run, command) values (?, ?)", run, json);
      return session.update(
          "update scheduled_tasks set execution_time = 0"
              + " where task_name = 'run' and task_instance = ? and picked = 0",
          run);
    });
  }

  @Override
  public List<Posted> inbox(String run) {
    return database.read(session ->
        session.list(
            row -> new Posted(row.getLong(1), EntryCodec.decodeCommand(row.getString(2))),
            "select id, command from inbox where run = ? order by id",
            run));
  }

  /** The entry of {@code run} with this number; empty where there is none. */
  public Optional<Entry> entry(String run, long seq) {
    return database
        .read(session ->
            session.first(
                row -> row.getString(1),
                "select entry from entries where id = ?",
                EntryIds.zero(session, run) + seq))
        .map(EntryCodec::decode);
  }

  /**
   * The newest entry of {@code run} whose event is of {@code type}, as its JSON has it; looked for
   * backwards, without decoding the others.
   */
  public Optional<Entry> newest(String run, String type) {
    // quotes within a text are escaped: only a type reads like this
    String mark = "\"type\":\"" + type + "\"";
    return database
        .read(session -> {
          long zero = EntryIds.zero(session, run);
          return session.first(
              row -> row.getString(1),
              "select entry from entries where id between ? and ? and instr(entry, ?) > 0"
                  + " order by id desc limit 1",
              zero + 1,
              EntryIds.last(zero),
              mark);
        })
        .map(EntryCodec::decode);
  }

  /** Whose turn it is, for each run that has not ended. */
  public Map<String, Turn> turns() {
    Map<String, Turn> turns = new HashMap<>();
    database.read(session ->
        session.list(
            row ->
                turns.put(
                    row.getString(1),
                    new Turn(
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4)))),
            "select task_instance, picked_by, last_heartbeat, execution_time from scheduled_tasks"));
    return turns;
  }

  @Override
  public void close() {
    database.close();
  }
}
