package io.s22.store;

import java.sql.SQLException;

/**
 * The tables that a server keeps beside the journals: who may sign in, plans, the audit. Whoever
 * writes a query here names the tenant in it.
 */
public final class Tables {
  private final Database database;

  Tables(Database database) {
    this.database = database;
  }

  /** Some statements. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /**
   * Does {@code work}, which writes nothing.
   *
   * @throws io.s22.plan.S22Exception S22-31xx
   */
  public <T> T read(Work<T> work) {
    return database.read(work::in);
  }

  /**
   * Does {@code work} in one transaction, which shuts out all others that write.
   *
   * @throws io.s22.plan.S22Exception S22-31xx
   */
  public <T> T write(Work<T> work) {
    return database.write(work::in);
  }
}
