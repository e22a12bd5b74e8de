package io.s22.rehearsal.mariadb;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Replication;
import io.s22.data.mariadb.Server;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import io.s22.rehearsal.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * One primary and its replicas ({@code db-1}, {@code db-2}, {@code db-3}, ...), with GTIDs,
 * semi-synchronous replication after the write to the binary log, and four applier threads. Every
 * process ends when it is closed, and also when this process dies.
 */
public final class MariaDbCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final OwnFolder folder;
  private final List<MariaDbNode> nodes;
  private final Logins logins;

  private MariaDbCluster(OwnFolder folder, List<MariaDbNode> nodes, Logins logins) {
    this.folder = folder;
    this.nodes = nodes;
    this.logins = logins;
  }

  /**
   * What a cluster is to be.
   *
   * @param names of its nodes; the first leads
   */
  public record Shape(MariaDbVersion version, List<String> names, Logins logins) {
    public Shape {
      names = List.copyOf(names);
    }

    /** Of {@code size} nodes {@code db-1}, {@code db-2} and so on. */
    public Shape(MariaDbVersion version, int size, Logins logins) {
      this(version, IntStream.rangeClosed(1, size).mapToObj(i -> "db-" + i).toList(), logins);
    }
  }

  /**
   * Starts a cluster in {@code path}, which must not exist and is deleted at the end.
   *
   * @throws io.s22.plan.S22Exception S22-8001, S22-8002 when it cannot be started; then nothing of
   *     it is left
   */
  public static MariaDbCluster start(ArtefactStore store, Path path, Shape shape) {
    OwnFolder folder = OwnFolder.create(path.toAbsolutePath());
    List<MariaDbNode> nodes = new ArrayList<>();
    MariaDbCluster cluster = new MariaDbCluster(folder, nodes, shape.logins());
    try {
      List<Integer> ports = Ports.free(shape.names().size());
      for (int i = 1; i <= shape.names().size(); i++) {
        String name = shape.names().get(i - 1);
        nodes.add(
            new MariaDbNode(
                store,
                new MariaDbNode.Identity(name, i, shape.version()),
                folder.path().resolve(name),
                ports.get(i - 1),
                shape.logins()));
      }
      Template.of(shape.version(), store);
      cluster.together();
      cluster.replicate();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void together() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> starts = new ArrayList<>();
      for (MariaDbNode node : nodes) {
        starts.add(
            threads.submit(() -> {
              node.create();
              node.start();
            }));
      }
      for (Future<?> start : starts) {
        await(start);
      }
    }
  }

  private static void await(Future<?> start) {
    try {
      start.get();
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }

  private void replicate() {
    Server first = nodes.getFirst().server();
    for (MariaDbNode node : nodes.subList(1, nodes.size())) {
      try (Node replica = Node.open(node.server(), PATIENCE)) {
        Replication.follow(replica, first);
      }
    }
    try (Node primary = Node.open(first, PATIENCE)) {
      Replication.lead(primary);
      if (nodes.size() == 1) {
        // Nobody will ever acknowledge: its commits must not wait.
        primary.run("SET GLOBAL rpl_semi_sync_master_enabled = OFF");
      }
    }
  }

  public List<MariaDbNode> nodes() {
    return List.copyOf(nodes);
  }

  public MariaDbNode node(String name) {
    return nodes.stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  /** The way in to every node for an administrator. */
  public List<Server> servers() {
    return nodes.stream().map(MariaDbNode::server).toList();
  }

  public Logins logins() {
    return logins;
  }

  public Path folder() {
    return folder.path();
  }

  @Override
  public void close() {
    try {
      nodes.forEach(MariaDbNode::close);
    } finally {
      folder.close();
    }
  }
}
