package io.s22.data.backup;

import io.s22.data.mariadb.Server;
import java.nio.file.Path;

/** Port: the programs that write a logical backup and read it back. */
public interface DumpTool {
  /**
   * Writes a consistent dump of all databases but the server's own, with the GTID position it
   * stands for in a comment among its first lines, without stopping writers.
   *
   * @throws io.s22.plan.S22Exception S22-8120 when it is not whole
   */
  void dump(Server from, Path to) throws InterruptedException;

  /**
   * Reads a dump into {@code into}, outside of its binary log.
   *
   * @throws io.s22.plan.S22Exception S22-8121 when it is not whole
   */
  void restore(Path from, Server into) throws InterruptedException;
}
