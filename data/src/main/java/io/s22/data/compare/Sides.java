package io.s22.data.compare;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Open connections to all servers of a comparison. Those of the first lane are there at once; the
 * others are being opened while the first ones are in use.
 */
final class Sides implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private final Lane first;

  /** So many ranges are under way at once; more would be felt by those who use the servers. */
  private final CompletableFuture<Lane> second;

  private final CompletableFuture<Reader> ahead;

  /** A connection to each server: with it a range can be compared while other lanes do theirs. */
  record Lane(Reader source, List<Reader> copies) implements AutoCloseable {
    Lane(List<Reader> all) {
      this(all.getFirst(), all.subList(1, all.size()));
    }

    @Override
    public void close() {
      source.close();
      copies.forEach(Reader::close);
    }
  }

  private Sides(Lane first, CompletableFuture<Lane> second, CompletableFuture<Reader> ahead) {
    this.first = first;
    this.second = second;
    this.ahead = ahead;
  }

  static Sides open(Server source, List<Server> copies, ExecutorService threads)
      throws InterruptedException {
    List<Server> all = new ArrayList<>(List.of(source));
    all.addAll(copies);
    List<Node> opened = open(all, threads);
    try {
      boolean chained = Dialect.chained(opened);
      Lane first = new Lane(opened.stream().map(n -> new Reader(n, chained)).toList());
      return new Sides(
          first,
          CompletableFuture.supplyAsync(() -> lane(all, chained), threads),
          CompletableFuture.supplyAsync(() -> reader(source, chained), threads));
    } catch (RuntimeException e) {
      opened.forEach(Node::close);
      throw e;
    }
  }

  private static Lane lane(List<Server> servers, boolean chained) {
    List<Reader> readers = new ArrayList<>();
    try {
      for (Server server : servers) {
        readers.add(reader(server, chained));
      }
      return new Lane(readers);
    } catch (RuntimeException e) {
      readers.forEach(Reader::close);
      throw e;
    }
  }

  private static Reader reader(Server server, boolean chained) {
    return new Reader(Node.open(server, ANSWER), chained);
  }

  /** Of the first lane. */
  Reader source() {
    return first.source();
  }

  /** Of the first lane. */
  List<Reader> copies() {
    return first.copies();
  }

  /** All of them, as soon as they are open. */
  List<Lane> lanes() throws InterruptedException {
    return List.of(first, Answers.of(second));
  }

  /** One more connection to the source, which looks for the next range meanwhile. */
  Reader ahead() throws InterruptedException {
    return Answers.of(ahead);
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

  /** What is still being opened is closed as soon as it is. */
  @Override
  public void close() {
    first.close();
    second.thenAccept(Lane::close);
    ahead.thenAccept(Reader::close);
  }
}
