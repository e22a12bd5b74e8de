package io.s22.rehearsal.cluster;

import io.s22.plan.S22Exception;
import io.s22.rehearsal.mariadb.Logins;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import io.s22.rehearsal.process.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The small real cluster of a rehearsal, every part a process of its own on loopback: databases,
 * caches, nodes of services, and the gateway before them. All of it ends when it is closed, and
 * also when this process dies.
 */
public final class Cluster implements AutoCloseable {
  /** The version nodes of services begin with. */
  public static final String FIRST_VERSION = "before";

  private final Topology topology;
  private final OwnFolder folder;
  private final HttpClient client;
  private final Map<String, ServiceNode> nodes = new LinkedHashMap<>();
  private @Nullable Databases databases;
  private @Nullable Caches caches;
  private @Nullable GatewayProcess gateway;
  private @Nullable Hand hand;
  private boolean closed;

  private Cluster(Topology topology, OwnFolder folder, HttpClient client) {
    this.topology = topology;
    this.folder = folder;
    this.client = client;
  }

  /**
   * What is started.
   *
   * @param folder must not exist; deleted at the end. Its path must be short: servers put sockets
   *     there
   * @param secrets makes up a password or token at each call
   * @param progress told what was started, a line each
   */
  public record Setup(
      ArtefactStore store,
      Path folder,
      Topology topology,
      HttpClient client,
      Supplier<String> secrets,
      Consumer<String> progress) {}

  /**
   * Starts all of it and waits until it serves.
   *
   * @param owner given the cluster before anything of it runs, so that it can be closed at any
   *     instant
   * @throws S22Exception S22-8001, S22-8002 when a part cannot be started; then nothing is left
   */
  public static Cluster start(Setup setup, Consumer<Cluster> owner) {
    Cluster cluster =
        new Cluster(setup.topology(), OwnFolder.create(setup.folder()), setup.client());
    owner.accept(cluster);
    try {
      cluster.begin(setup);
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new S22Exception(
          "S22-8002",
          "The rehearsal's cluster cannot be started: " + e.getMessage(),
          "See that " + setup.folder() + " can be written and has 2 GB left.",
          e);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void begin(Setup setup) throws IOException {
    hand = new Hand(folder.path().resolve("hand"), this::perform);
    Files.createDirectories(folder.path().resolve("log"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> data =
          CompletableFuture.runAsync(() -> startDatabases(setup), threads);
      CompletableFuture<Void> cache = CompletableFuture.runAsync(() -> startCaches(setup), threads);
      await(data);
      await(cache);
    }
    startNodes(setup);
    startGateway(setup);
  }

  private static void await(CompletableFuture<Void> part) {
    try {
      part.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void startDatabases(Setup setup) {
    if (!topology.databases().isEmpty()) {
      Logins logins = new Logins(setup.secrets().get(), setup.secrets().get());
      Databases started =
          Databases.start(setup.store(), folder.path().resolve("db"), topology.databases(), logins);
      keep(() -> databases = started, started);
      setup
          .progress()
          .accept(
              "MariaDB 10.11.5: "
                  + topology.databases().getFirst()
                  + " leads, "
                  + (topology.databases().size() - 1)
                  + " replicas follow");
    }
  }

  private void startCaches(Setup setup) {
    if (!topology.caches().isEmpty()) {
      Caches started =
          Caches.start(setup.store(), folder.path().resolve("redis"), topology.caches());
      keep(() -> caches = started, started);
      setup
          .progress()
          .accept(
              "Redis "
                  + started.before()
                  + ": "
                  + topology.caches().getLast()
                  + " leads, "
                  + (topology.caches().size() - 1)
                  + " replicas follow");
    }
  }

  /** Closed while it was starting: what has just started goes too. */
  private synchronized void keep(Runnable keeping, AutoCloseable started) {
    keeping.run();
    if (closed) {
      try {
        started.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing what had just started", e);
      }
    }
  }

  private void startNodes(Setup setup) throws IOException {
    Map<String, String> settings = nodeSettings();
    List<Topology.Nodes> services = topology.services();
    List<Integer> ports = Ports.free(services.stream().mapToInt(s -> s.hosts().size()).sum());
    int next = 0;
    Path logs = folder.path().resolve("log");
    for (Topology.Nodes service : services) {
      for (String host : service.hosts()) {
        ServiceNode node =
            new ServiceNode(host, service.role(), FIRST_VERSION, ports.get(next++), logs, settings);
        begin(host, node);
      }
    }
    for (Topology.Nodes service : services) {
      service.hosts().forEach(host -> node(host).orElseThrow().awaitReady());
      setup.progress().accept(service.service() + ": " + service.hosts().size() + " nodes");
    }
  }

  private synchronized void begin(String host, ServiceNode node) {
    if (closed) {
      throw new S22Exception("S22-8002", "The rehearsal was stopped.", "Start it again.");
    }
    nodes.put(host, node);
    node.begin();
  }

  private Map<String, String> nodeSettings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    Path files = Files.createDirectories(folder.path().resolve("files"));
    settings.put("S22_NODE_FOLDER", files.toString());
    databases().ifPresent(data -> settings.put("S22_NODE_DATABASE", data.jdbc(4)));
    caches()
        .ifPresent(cache -> settings.put("S22_NODE_REDIS", "redis://" + cache.router().address()));
    return settings;
  }

  private void startGateway(Setup setup) throws IOException {
    if (topology.services().isEmpty()) {
      return;
    }
    Path place = Files.createDirectories(folder.path().resolve("gateway"));
    GatewayProcess started =
        GatewayProcess.start(place, Routes.policy(topology, nodes), setup.secrets().get(), client);
    keep(() -> gateway = started, started);
    setup.progress().accept("gateway: port " + started.port());
  }

  /**
   * Writes into {@code home} what drivers take for granted on this cluster: addresses, logins,
   * commands. Readable by this user alone.
   */
  public void writeSettings(Path home) throws IOException {
    Hand commands = hand;
    if (commands == null) {
      return;
    }
    Files.createDirectories(home);
    if (databases != null) {
      write(home.resolve("mariadb.properties"), databases.settings(commands));
    }
    if (caches != null) {
      write(home.resolve("redis.properties"), caches.settings(commands));
    }
    if (gateway != null) {
      write(
          home.resolve("gateway.properties"),
          Map.of("control", gateway.control().toString(), "token", gateway.token()));
    }
  }

  private static void write(Path file, Map<String, String> settings) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Properties all = new Properties();
    all.putAll(settings);
    try (var out = Files.newBufferedWriter(file)) {
      all.store(out, "The rehearsal's own cluster");
    }
  }

  private String perform(String word, String node, String version) {
    Caches cache = caches;
    if (cache != null && cache.has(node)) {
      return cache.perform(word, node, version);
    }
    return databases().orElseThrow().perform(word, node, version);
  }

  public Topology topology() {
    return topology;
  }

  /** Where all of it lies. */
  public Path folder() {
    return folder.path();
  }

  public Optional<Databases> databases() {
    return Optional.ofNullable(databases);
  }

  public Optional<Caches> caches() {
    return Optional.ofNullable(caches);
  }

  public Optional<GatewayProcess> gateway() {
    return Optional.ofNullable(gateway);
  }

  /** The node of a service that runs as {@code host}. */
  public Optional<ServiceNode> node(String host) {
    return Optional.ofNullable(nodes.get(host));
  }

  /** What is open is closed, whatever else fails; its folder goes last. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    List<Runnable> endings = new ArrayList<>();
    gateway().ifPresent(each -> endings.add(each::close));
    nodes.values().forEach(each -> endings.add(each::close));
    caches().ifPresent(each -> endings.add(each::close));
    databases().ifPresent(each -> endings.add(each::close));
    Hand commands = hand;
    if (commands != null) {
      endings.add(commands::close);
    }
    endings.add(folder::close);
    RuntimeException first = null;
    for (Runnable ending : endings) {
      try {
        ending.run();
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
