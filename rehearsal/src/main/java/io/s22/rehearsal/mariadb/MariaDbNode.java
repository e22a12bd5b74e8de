package io.s22.rehearsal.mariadb;

import io.s22.data.Address;
import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.Folders;
import io.s22.rehearsal.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One MariaDB server of the rehearsal: a folder, a port, and the process that runs on them. */
public final class MariaDbNode implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final ArtefactStore store;
  private final String name;
  private final int serverId;
  private final Path folder;
  private final int port;
  private final Logins logins;
  private MariaDbVersion version;
  private @Nullable ServerProcess process;

  /**
   * @param folder made by {@link #create}; holds the data folder and the log
   * @param port a free port on loopback
   */
  MariaDbNode(ArtefactStore store, Identity identity, Path folder, int port, Logins logins) {
    this.store = store;
    this.name = identity.name();
    this.serverId = identity.serverId();
    this.version = identity.version();
    this.folder = folder;
    this.port = port;
    this.logins = logins;
  }

  /** Who a node is. */
  record Identity(String name, int serverId, MariaDbVersion version) {}

  public String name() {
    return name;
  }

  public int serverId() {
    return serverId;
  }

  public synchronized MariaDbVersion version() {
    return version;
  }

  public Address address() {
    return new Address("127.0.0.1", port);
  }

  /** Where its log, data and copies lie. */
  public Path folder() {
    return folder;
  }

  /** The way in for an administrator. */
  public Server server() {
    return new Server(name, address(), Logins.ADMIN, logins.adminPassword());
  }

  /** Gives it an empty data folder in place of what it had. It must not run. */
  public synchronized void create() {
    refuseWhileRunning();
    try {
      Folders.delete(data());
      Files.createDirectories(folder);
      Folders.copy(Template.of(version, store), data());
      Path init = folder.resolve("init.sql");
      Files.deleteIfExists(init);
      Files.createFile(
          init, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(init, logins.sql());
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8002",
          name + " cannot get an empty data folder: " + e,
          "See that " + folder + " can be written and has space left.",
          e);
    }
  }

  /** Starts it, fenced; returns when it takes connections. Nothing happens when it runs. */
  public synchronized void start() {
    if (running()) {
      return;
    }
    ServerProcess started =
        ServerProcess.start(
            name + " (MariaDB " + version.number() + ")",
            ServerCommand.serve(version, version.installed(store), data(), serverId, port),
            folder,
            log(),
            "ready for connections");
    process = started;
    started.awaitReady(START, log());
  }

  /** Stops it in order, so that another version may open its data. */
  public synchronized void stop() {
    ServerProcess running = process;
    if (running != null) {
      running.stop(STOP);
    }
    process = null;
  }

  /** Kills it with SIGKILL. */
  public synchronized void kill() {
    ServerProcess running = process;
    if (running != null) {
      running.kill();
    }
    process = null;
  }

  /** Lets it stand still (SIGSTOP): it keeps its connections and says nothing. */
  public synchronized void freeze() {
    if (process != null) {
      process.signal("STOP");
    }
  }

  /** Lets it go on after {@link #freeze}. */
  public synchronized void thaw() {
    if (process != null) {
      process.signal("CONT");
    }
  }

  public synchronized boolean running() {
    return process != null && process.alive();
  }

  /** The process id. */
  public synchronized long pid() {
    ServerProcess running = process;
    if (running == null) {
      throw new IllegalStateException(name + " does not run");
    }
    return running.pid();
  }

  /** The version it has from its next start on; its system tables too. It must not run. */
  public synchronized void install(MariaDbVersion next) {
    refuseWhileRunning();
    next.installed(store);
    if (next.compareTo(version) > 0) {
      Template.upgrade(next, store, data());
    }
    version = next;
  }

  /** Keeps a copy of its data under {@code label}. It must not run. */
  public synchronized void keep(String label) {
    refuseWhileRunning();
    replace(data(), folder.resolve("kept-" + label));
  }

  /** Brings back the copy kept under {@code label}. It must not run. */
  public synchronized void bringBack(String label) {
    refuseWhileRunning();
    replace(folder.resolve("kept-" + label), data());
  }

  private void replace(Path from, Path to) {
    try {
      Folders.delete(to);
      Folders.copy(from, to);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8002",
          name + " cannot copy " + from + " to " + to + ": " + e,
          "See that " + folder + " can be written and has space left.",
          e);
    }
  }

  private void refuseWhileRunning() {
    if (running()) {
      throw new IllegalStateException(name + " runs");
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("error.log");
  }

  @Override
  public synchronized void close() {
    kill();
  }
}
