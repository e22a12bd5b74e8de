package io.s22.driver.balance;

/** A request that a server has begun to answer and does not end until this is closed. */
interface Hanging extends AutoCloseable {
  /** Whether the server has it. */
  boolean arrived();

  @Override
  void close();
}
