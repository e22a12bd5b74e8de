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
 * @param ahead one to the source, which looks for the next range meanwhile
 * @param lanes each can compare a range while the others compare theirs; at least one
 */
record Sides(Reader ahead, List<Lane> lanes) implements AutoCloseable {
  /** So many ranges are under way at once; more would be felt by those who use the servers. */
  private static final int LANES = 2;

  private static final Duration ANSWER = Duration.ofMinutes(10);

  /** A connection to each server. */
  record Lane(Reader source, List<Reader> copies) {}

  static Sides open(Server source, List<Server> copies, ExecutorService threads)
      throws InterruptedException {
    List<Server> servers = new ArrayList<>(List.of(source));
    for (int lane = 0; lane < LANES; lane++) {
      servers.add(source);
      servers.addAll(copies);
    }
    List<Node> opened = open(servers, threads);
    try {
      boolean chained = Dialect.chained(opened);
      List<Reader> readers = opened.stream().map(n -> new Reader(n, chained)).toList();
      return new Sides(readers.getFirst(), lanes(readers, copies.size()));
    } catch (RuntimeException e) {
      opened.forEach(Node::close);
      throw e;
    }
  }

  private static List<Lane> lanes(List<Reader> readers, int copies) {
    List<Lane> lanes = new ArrayList<>();
    for (int at = 1; at < readers.size(); at += 1 + copies) {
      lanes.add(new Lane(readers.get(at), readers.subList(at + 1, at + 1 + copies)));
    }
    return lanes;
  }

  Reader source() {
    return lanes.getFirst().source();
  }

  List<Reader> copies() {
    return lanes.getFirst().copies();
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
    ahead.close();
    for (Lane lane : lanes) {
      lane.source().close();
      lane.copies().forEach(Reader::close);
    }
  }
}
