package io.s22.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What differs between one database and another. Its errors are S22-31xx. */
interface Database extends AutoCloseable {
  /** Does {@code work} in one transaction that holds the right to write from its beginning. */
  <T> T write(Work<T> work);

  /** Does {@code work}, which is one statement and so a transaction by itself. */
  <T> T writeOne(Work<T> work);

  /** Does {@code work}, which writes nothing, on a connection of its own. */
  <T> T read(Work<T> work);

  /** Connections for db-scheduler: each statement commits by itself. */
  DataSource scheduler();

  /**
   * How db-scheduler speaks to this database.
   *
   * @param condition what a due row must meet besides; SQL that begins with AND, or empty
   */
  JdbcCustomization customization(String condition);

  /**
   * Ends a {@code select} from {@code scheduled_tasks} within a transaction so that nobody changes
   * what it found until the commit; empty where a writing transaction shuts out all others.
   */
  String lockingRead();

  /** Watches for what others commit. */
  Watch watch();

  @Override
  void close();

  /** Some statements. */
  @FunctionalInterface
  interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /** Tells cheaply whether anything may have changed. */
  interface Watch extends AutoCloseable {
    /** Whether anybody has committed since this was last asked; true at first. */
    boolean changed();

    @Override
    void close();
  }
}
