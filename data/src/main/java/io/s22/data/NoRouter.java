package io.s22.data;

import java.time.Duration;

/** The absence of a router. */
final class NoRouter implements Router {
  @Override
  public void hold(Duration lease) {}

  @Override
  public void release(Address target) {}

  @Override
  public Address target() {
    return Address.UNKNOWN;
  }
}
