package io.s22.run.engine;

import java.util.Set;

/** A service whose capacity is a budget; there is one object for each service of a plan. */
final class ServiceUnit {
  private final int index;
  private final String name;
  private final Set<String> hosts;
  private final int floor;

  /**
   * @param index its place among those that have a floor
   * @param hosts all of its hosts
   * @param floor how many of them must remain in
   */
  ServiceUnit(int index, String name, Set<String> hosts, int floor) {
    this.index = index;
    this.name = name;
    this.hosts = Set.copyOf(hosts);
    this.floor = floor;
  }

  int index() {
    return index;
  }

  String name() {
    return name;
  }

  Set<String> hosts() {
    return hosts;
  }

  int floor() {
    return floor;
  }
}
