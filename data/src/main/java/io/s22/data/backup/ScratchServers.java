package io.s22.data.backup;

import io.s22.data.mariadb.Server;

/** Port: empty servers on which backups are tried. */
@FunctionalInterface
public interface ScratchServers {
  /** An empty server of the version of {@code source}; it is gone when it is closed. */
  Scratch open(Server source) throws InterruptedException;

  /** An empty server. */
  interface Scratch extends AutoCloseable {
    Server server();

    @Override
    void close();
  }
}
