package io.s22.data.mariadb;

/** Port: makes sure that a server which does not answer takes no writes any more. */
@FunctionalInterface
public interface Fencer {
  /**
   * Cuts {@code name} off: kills its process, its machine, or its network.
   *
   * @return what was done, one sentence
   * @throws io.s22.plan.S22Exception when it cannot be made sure
   */
  String cutOff(String name);
}
