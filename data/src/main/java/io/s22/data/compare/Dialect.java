package io.s22.data.compare;

import io.s22.data.mariadb.Node;
import java.util.Collection;

/** What the servers of a comparison can do. */
final class Dialect {
  private Dialect() {}

  /** Whether all of them know {@code CRC32C(crc, text)}: MariaDB 10.8 and later. */
  static boolean chained(Collection<Node> nodes) {
    return nodes.stream().map(n -> n.text("SELECT VERSION()")).allMatch(Dialect::knows);
  }

  private static boolean knows(String said) {
    String[] version = said.split("[.-]", -1);
    int major = Integer.parseInt(version[0]);
    return major > 10 || (major == 10 && Integer.parseInt(version[1]) >= 8);
  }
}
