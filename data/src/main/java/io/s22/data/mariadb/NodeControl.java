package io.s22.data.mariadb;

/** Port: what can be done to a server only from outside of it. Each act may be repeated. */
public interface NodeControl {
  /** Stops the server in order and returns when it has ended. */
  void stop(String node) throws InterruptedException;

  /** Keeps a copy of the data of the stopped server, for the way back to {@code version}. */
  void keep(String node, String version) throws InterruptedException;

  /** Brings the copy for {@code version} back in place of the data of the stopped server. */
  void bringBack(String node, String version) throws InterruptedException;

  /** Puts {@code version} in place of the stopped server's, its system tables included. */
  void install(String node, String version) throws InterruptedException;

  /** Starts the server and returns when it answers. */
  void start(String node) throws InterruptedException;
}
