package io.s22.rehearsal.cluster;

import io.s22.plan.S22Exception;
import io.s22.rehearsal.process.JavaProcess;
import io.s22.rehearsal.service.ServiceMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node of a service: a process on a port of its own, restarted under another version. */
public final class ServiceNode implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final String name;
  private final Role role;
  private final int port;
  private final Path folder;
  private final Map<String, String> settings;
  private String version;
  private @Nullable JavaProcess process;

  /**
   * @param folder for its log
   * @param settings where it finds database, cache and files
   */
  ServiceNode(
      String name, Role role, String version, int port, Path folder, Map<String, String> settings) {
    this.name = name;
    this.role = role;
    this.version = version;
    this.port = port;
    this.folder = folder;
    this.settings = Map.copyOf(settings);
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public synchronized String version() {
    return version;
  }

  public synchronized boolean running() {
    return process != null && process.alive();
  }

  /** Begins to start it; {@link #awaitReady} waits until it serves. */
  synchronized void begin() {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("S22_NODE_NAME", name);
    environment.put("S22_NODE_VERSION", version);
    environment.put("S22_NODE_PORT", Integer.toString(port));
    process =
        JavaProcess.start(
            new JavaProcess.Setup(
                name,
                ServiceMain.class.getName(),
                List.of(role.word()),
                environment,
                folder.resolve(name + ".log")));
  }

  synchronized void awaitReady() {
    JavaProcess started = process;
    if (started != null) {
      started.awaitReady();
    }
  }

  /** Stops it in order, and starts it under {@code next}; returns when it serves. */
  public synchronized void restart(String next) {
    stop();
    version = next;
    begin();
    awaitReady();
  }

  /** Stops it in order. */
  public synchronized void stop() {
    JavaProcess running = process;
    if (running != null) {
      running.stop(STOP);
    }
    process = null;
  }

  /**
   * Has {@code fault} from now on, until it is started again.
   *
   * @throws S22Exception S22-8605 when it does not take its fault switches
   */
  public void suffer(Fault fault, HttpClient client) {
    if (fault == Fault.KILLED) {
      close();
      return;
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/faults"))
              .timeout(STOP)
              .PUT(HttpRequest.BodyPublishers.ofString(fault.switches()))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException("it answered " + status);
      }
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8605",
          name + " cannot be made " + fault + ": " + e.getMessage(),
          "See its log, then rehearse again.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills it. */
  @Override
  public synchronized void close() {
    JavaProcess running = process;
    if (running != null) {
      running.close();
    }
    process = null;
  }
}
