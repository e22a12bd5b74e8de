package io.s22.store;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Journals and inboxes in a database: those of one tenant, or for the machine itself those of all.
 * For use by any number of threads.
 */
public final class JdbcRunStore implements Archive {
  /** Entries fetched at a time: a slow reader must not keep a reading transaction open. */
  private static final int CHUNK = 512;

  /** The environment's variable that names a database in place of a file. */
  public static final String DATABASE = "S22_DATABASE_URL";

  /** Whose runs are opened by who names no tenant, such as the command. */
  public static final String MAIN = "main";

  private final Database database;
  private final @Nullable String tenant;

  JdbcRunStore(Database database) {
    this(database, null);
  }

  private JdbcRunStore(Database database, @Nullable String tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  /**
   * The same store as {@code tenant} sees it: other tenants' runs are not there. Closing it closes
   * nothing.
   */
  public JdbcRunStore of(String tenant) {
    return new JdbcRunStore(database, tenant);
  }

  /** The tables beside the journals. */
  public Tables tables() {
    return new Tables(database);
  }

  /**
   * Opens the store in {@code folder}, and makes it where there is none.
   *
   * @throws S22Exception S22-31xx
   */
  public static JdbcRunStore sqlite(Path folder) {
    return new JdbcRunStore(SqliteDatabase.open(StoreFolder.prepare(folder)));
  }

  /**
   * Opens the store that {@code environment} means: the database that {@link #DATABASE} names, else
   * the one in {@code folder}.
   *
   * @throws S22Exception S22-31xx
   */
  public static JdbcRunStore open(Path folder, Map<String, String> environment) {
    return isShared(environment)
        ? new JdbcRunStore(PostgresDatabase.open(PostgresAddress.of(environment)))
        : sqlite(folder);
  }

  /** Whether {@code environment} means a database that several nodes may share. */
  public static boolean isShared(Map<String, String> environment) {
    return !environment.getOrDefault(DATABASE, "").isBlank();
  }

  /** Connections to the database, where several nodes share one; empty where a file is enough. */
  public Optional<DataSource> shared() {
    return database instanceof PostgresDatabase
        ? Optional.of(database.scheduler())
        : Optional.empty();
  }

  Database database() {
    return database;
  }

  @Override
  public void open(String run, Instant at, String by, Event.RunOpened opened) {
    String line = EntryCodec.seal(run, 1, at, by, opened, EntryCodec.GENESIS).line();
    String owner = tenant == null ? MAIN : tenant;
    database.write(session -> {
      if (session.update(
              "insert into runs (run, tenant) values (?, ?) on conflict do nothing", run, owner)
          == 0) {
        throw StoreErrors.exists(run);
      }
      session.update(
          "insert into entries (id, entry, tenant)"
              + " select no * 4294967296 + 1, ?, tenant from runs where run = ? and tenant = ?",
          line,
          run,
          owner);
      return session.update(
          "insert into scheduled_tasks"
              + " (task_name, task_instance, execution_time, picked, version, tenant)"
              + " values ('run', ?, 0, false, 1, ?)",
          run,
          owner);
    });
  }

  @Override
  public void read(String run, long fromSeq, Consumer<Entry> reader) {
    readLines(run, fromSeq, line -> reader.accept(EntryCodec.decode(line)));
  }

  @Override
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
      long zero = EntryIds.zero(session, tenant, run);
      return session.list(
          row -> new Line(row.getLong(1) - zero, row.getString(2)),
          "select id, entry from entries where id between ? and ? order by id limit " + CHUNK,
          zero + fromSeq,
          EntryIds.last(zero));
    });
  }

  @Override
  public Optional<Entry> head(String run) {
    return database.read(session -> head(session, EntryIds.zero(session, tenant, run)));
  }

  static Optional<Entry> head(Session session, String run) throws SQLException {
    return head(session, EntryIds.zero(session, run));
  }

  private static Optional<Entry> head(Session session, long zero) throws SQLException {
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
    return database.read(session ->
        session.list(
            row -> row.getString(1),
            "select run from runs where tenant = coalesce(?, tenant) order by no desc",
            tenant));
  }

  @Override
  public void post(String run, Command command) {
    String json = EntryCodec.encode(command);
    database.write(session -> {
      String owner =
          session
              .first(
                  row -> row.getString(1),
                  "select tenant from runs where run = ? and tenant = coalesce(?, tenant)",
                  run,
                  tenant)
              .orElseThrow(() -> StoreErrors.noRun(run));
      session.update("insert into inbox (run, command, tenant) values (?, ?, ?)", run, json, owner);
      return session.update(
          "update scheduled_tasks set execution_time = 0 where task_name = 'run'"
              + " and task_instance = ? and tenant = ? and picked = false",
          run,
          owner);
    });
  }

  /**
   * Adds a note to the journal of a run that has ended, such as that its data were verified: nobody
   * drives it any more, so nobody else writes to it.
   *
   * @throws io.s22.plan.S22Exception S22-3109 when there is no such run, S22-3111 when it goes on
   */
  public Entry note(String run, Instant at, String by, Event.Noted note) {
    return database.write(session -> {
      Entry last =
          head(session, EntryIds.zero(session, tenant, run))
              .orElseThrow(() -> StoreErrors.noRun(run));
      long seq = last.seq() + 1;
      EntryCodec.Sealed sealed = EntryCodec.seal(run, seq, at, by, note, last.hash());
      int written =
          session.update(
              "insert into entries (id, entry, tenant) select no * 4294967296 + ?, ?, tenant"
                  + " from runs where run = ? and tenant = coalesce(?, tenant) and not exists"
                  + " (select 1 from scheduled_tasks where task_name = 'run'"
                  + " and task_instance = runs.run and scheduled_tasks.tenant = runs.tenant)",
              seq,
              sealed.line(),
              run,
              tenant);
      if (written == 0) {
        throw StoreErrors.goesOn(run);
      }
      return sealed.entry();
    });
  }

  @Override
  public List<Posted> inbox(String run) {
    return database.read(session ->
        session.list(
            row -> new Posted(row.getLong(1), EntryCodec.decodeCommand(row.getString(2))),
            "select id, command from inbox where run = ? and tenant = coalesce(?, tenant)"
                + " order by id",
            run,
            tenant));
  }

  @Override
  public Optional<Entry> entry(String run, long seq) {
    return database
        .read(session ->
            session.first(
                row -> row.getString(1),
                "select entry from entries where id = ?",
                EntryIds.zero(session, tenant, run) + seq))
        .map(EntryCodec::decode);
  }

  /** Looked for backwards, without decoding the others. */
  @Override
  public Optional<Entry> newest(String run, String type) {
    // quotes within a text are escaped: only a type reads like this
    String mark = "\"type\":\"" + type + "\"";
    return database
        .read(session -> {
          long zero = EntryIds.zero(session, tenant, run);
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

  @Override
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
            "select task_instance, picked_by, last_heartbeat, execution_time from scheduled_tasks"
                + " where tenant = coalesce(?, tenant)",
            tenant));
    return turns;
  }

  @Override
  public void close() {
    if (tenant == null) {
      database.close();
    }
  }
}
