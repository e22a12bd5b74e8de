package io.s22.rehearsal.redis;

import io.s22.data.Address;
import io.s22.data.redis.RedisServer;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One Redis server of the rehearsal: a folder, a port, and the process that runs on them. */
public final class LocalRedis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String name;
  private final Path folder;
  private final int port;
  private final boolean cluster;
  private RedisBinary binary;
  private @Nullable ServerProcess process;

  /**
   * @param folder made when it starts
   * @param cluster whether it runs in cluster mode
   */
  public LocalRedis(String name, RedisBinary binary, Path folder, int port, boolean cluster) {
    this.name = name;
    this.binary = binary;
    this.folder = folder;
    this.port = port;
    this.cluster = cluster;
  }

  public RedisServer server() {
    return new RedisServer(name, new Address("127.0.0.1", port), "");
  }

  public String name() {
    return name;
  }

  public synchronized RedisBinary binary() {
    return binary;
  }

  /**
   * Starts it.
   *
   * @param source whom it follows from its first moment on; null for nobody
   */
  public synchronized void start(@Nullable RedisServer source) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8002", folder + " cannot be made: " + e, "See that it can be written.", e);
    }
    Path log = folder.resolve("redis.log");
    ServerProcess started =
        ServerProcess.start(
            name + " (Redis " + binary.version() + ")",
            command(source),
            folder,
            log,
            "eady to accept connections");
    process = started;
    started.awaitReady(START, log);
  }

  private List<String> command(@Nullable RedisServer source) {
    List<String> words = new ArrayList<>();
    words.addAll(
        List.of(
            binary.program().toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            folder.toString(),
            "--appendonly",
            "yes",
            "--save",
            "",
            "--repl-diskless-sync",
            "yes",
            "--repl-diskless-sync-delay",
            "0",
            "--repl-ping-replica-period",
            "1",
            "--cluster-enabled",
            cluster ? "yes" : "no"));
    if (cluster) {
      words.addAll(List.of("--cluster-node-timeout", "5000"));
    }
    if (source != null) {
      words.addAll(
          List.of(
              "--replicaof", source.address().host(), Integer.toString(source.address().port())));
    }
    return words;
  }

  /** Stops it in order. */
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

  /** The program it runs from its next start on. It must not run. */
  public synchronized void install(RedisBinary next) {
    if (process != null) {
      throw new IllegalStateException(name + " runs");
    }
    binary = next;
  }

  @Override
  public synchronized void close() {
    kill();
  }
}
