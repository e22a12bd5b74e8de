package io.s22.data.compare;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.time.Duration;
import java.util.List;

/** What the servers of a comparison can do. */
final class Dialect {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Dialect() {}

  /** Whether all of them know {@code CRC32C(crc, text)}: MariaDB 10.8 and later. */
  static boolean chained(Server source, List<Server> copies) {
    return knows(source) && copies.stream().allMatch(Dialect::knows);
  }

  private static boolean knows(Server server) {
    try (Node node = Node.open(server, PATIENCE)) {
      String[] version = node.state().version().split("[.-]", -1);
      int major = Integer.parseInt(version[0]);
      return major > 10 || (major == 10 && Integer.parseInt(version[1]) >= 8);
    }
  }
}
