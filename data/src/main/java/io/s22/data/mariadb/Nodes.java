package io.s22.data.mariadb;

import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Connections to several servers, used side by side. */
final class Nodes implements AutoCloseable {
  private final Map<String, Node> byName;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Nodes(Map<String, Node> byName) {
    this.byName = byName;
  }

  /**
   * Connects to all of {@code servers}.
   *
   * @throws S22Exception S22-8101 when one does not let us in; then none stays open
   */
  static Nodes open(Collection<Server> servers, Duration patience) {
    Nodes nodes = new Nodes(new LinkedHashMap<>());
    try {
      List<Future<Node>> coming = new ArrayList<>();
      for (Server server : servers) {
        coming.add(nodes.threads.submit(() -> Node.open(server, patience)));
      }
      RuntimeException failed = null;
      for (Future<Node> node : coming) {
        try {
          nodes.add(get(node));
        } catch (S22Exception e) {
          failed = failed == null ? e : failed;
        }
      }
      if (failed != null) {
        throw failed;
      }
      return nodes;
    } catch (RuntimeException e) {
      nodes.close();
      throw e;
    }
  }

  private void add(Node node) {
    byName.put(node.name(), node);
  }

  Node get(String name) {
    Node node = byName.get(name);
    if (node == null) {
      throw new S22Exception(
          "S22-8103",
          "'" + name + "' is not among the nodes " + byName.keySet(),
          "Name one of these nodes, or add it to the list of nodes.");
    }
    return node;
  }

  Collection<Node> all() {
    return byName.values();
  }

  /** Every server as it is now. */
  List<NodeState> states() {
    return map(all(), Node::state);
  }

  /** {@code act} on each of {@code nodes} at once; waits for all, then throws the first failure. */
  void each(Collection<Node> nodes, Consumer<Node> act) {
    map(
        nodes,
        node -> {
          act.accept(node);
          return true;
        });
  }

  /** What {@code read} says of each of {@code nodes}, read at once. */
  <T> List<T> map(Collection<Node> nodes, Function<Node, T> read) {
    List<Future<T>> answers = new ArrayList<>();
    for (Node node : nodes) {
      answers.add(threads.submit(call(read, node)));
    }
    return answers.stream().map(Nodes::get).toList();
  }

  private static <T> Callable<T> call(Function<Node, T> read, Node node) {
    return () -> read.apply(node);
  }

  private static <T> T get(Future<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Interrupted(e);
    }
  }

  /** This thread was told to stop while it waited; its interrupt flag is set. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interrupted(Throwable cause) {
      super("interrupted", cause);
    }
  }

  @Override
  public void close() {
    threads.close();
    byName.values().forEach(Node::close);
  }
}
