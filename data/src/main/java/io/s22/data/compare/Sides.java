package io.s22.data.compare;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Open connections to all servers of a comparison.
 *
 * @param source for hashes
 * @param ahead a second one to the source, which looks for the next range meanwhile
 */
record Sides(Reader source, Reader ahead, List<Reader> copies) implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofMinutes(10);

  static Sides open(Server source, List<Server> copies, ExecutorService threads)
      throws InterruptedException {
    List<Server> servers = new ArrayList<>(List.of(source, source));
    servers.addAll(copies);
    List<Node> opened = open(servers, threads);
    try {
      boolean chained = Dialect.chained(opened);
      List<Reader> readers = opened.stream().map(n -> new Reader(n, chained)).toList();
      return new Sides(readers.get(0), readers.get(1), readers.subList(2, readers.size()));
    } catch (RuntimeException e) {
      opened.forEach(Node::close);
      throw e;
    }
  }

  /** All at once; when one fails, none stays open. */
  private static List<Node> open(List<Server> servers, ExecutorService threads)
      throws InterruptedException {
    List<Future<Node>> coming =
        servers.stream().map(s -> threads.submit(() -> Node.open(s, ANSWER))).toList();
    try {
      List<Node> opened = new ArrayList<>();
      for (Future<Node> node : coming) {
        opened.add(Answers.of(node));
      }
      return opened;
    } catch (RuntimeException | InterruptedException e) {
      for (Future<Node> node : coming) {
        closeWhenItComes(node);
      }
      throw e;
    }
  }

  private static void closeWhenItComes(Future<Node> node) throws InterruptedException {
    try {
      Answers.of(node).close();
    } catch (RuntimeException never) {
      // It did not open: the first failure is told.
      return;
    }
  }

  @Override
  public void close() {
    source.close();
    ahead.close();
    copies.forEach(Reader::close);
  }
}
