package io.s22.data.mariadb;

import io.s22.plan.S22Exception;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Watches a primary and says when it is dead. It is dead when it does not answer several times in a
 * row, or refuses connections, and no replica receives from it either: S22 cut off by itself never
 * takes a healthy primary for dead.
 */
public final class PrimaryWatch {
  private static final Duration AGAIN = Duration.ofMillis(10);
  private static final Duration REPLICA = Duration.ofSeconds(2);

  private final Server primary;
  private final Collection<Server> replicas;
  private final Beat beat;
  private final LongSupplier nanos;

  /**
   * How it is asked.
   *
   * @param every between two questions
   * @param answer how long an answer may take
   * @param misses so many in a row count as death; a refused connection counts at once
   */
  public record Beat(Duration every, Duration answer, int misses) {
    /** 25 ms, 100 ms, 3. */
    public static final Beat FAST = new Beat(Duration.ofMillis(25), Duration.ofMillis(100), 3);
  }

  /**
   * A death.
   *
   * @param after from the first question without answer to the verdict
   */
  public record Verdict(String reason, Duration after) {}

  public PrimaryWatch(Server primary, Collection<Server> replicas, Beat beat, LongSupplier nanos) {
    this.primary = primary;
    this.replicas = List.copyOf(replicas);
    this.beat = beat;
    this.nanos = nanos;
  }

  /**
   * Watches until the primary is dead.
   *
   * @throws InterruptedException when the thread is told to stop
   */
  public Verdict awaitDeath() throws InterruptedException {
    while (true) {
      try (Node node = Node.open(primary, beat.answer())) {
        answersUntilItFails(node);
      } catch (S22Exception e) {
        // It did not answer: whether it is dead is found out below.
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      Verdict verdict = judge(nanos.getAsLong());
      if (verdict != null) {
        return verdict;
      }
    }
  }

  /**
   * Asks now.
   *
   * @return the verdict; empty when it answers, or a replica still receives from it
   */
  public Optional<Verdict> deadNow() throws InterruptedException {
    return Optional.ofNullable(judge(nanos.getAsLong()));
  }

  private void answersUntilItFails(Node node) throws InterruptedException {
    while (true) {
      node.run("DO 1");
      Thread.sleep(beat.every());
    }
  }

  /** The verdict; null when it answers again, or a replica still receives from it. */
  private @org.jspecify.annotations.Nullable Verdict judge(long began) throws InterruptedException {
    int missed = 0;
    while (missed < beat.misses()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Reply reply = ask();
      if (reply == Reply.ANSWERED) {
        return null;
      }
      missed = reply == Reply.REFUSED ? beat.misses() : missed + 1;
      LockSupport.parkNanos(AGAIN.toNanos());
    }
    return somebodyReceives()
        ? null
        : new Verdict(
            primary + " does not answer, and no replica receives from it",
            Duration.ofNanos(nanos.getAsLong() - began));
  }

  private enum Reply {
    ANSWERED,
    REFUSED,
    SILENT
  }

  private Reply ask() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(primary.address().host(), primary.address().port()),
          (int) beat.answer().toMillis());
      socket.setSoTimeout((int) beat.answer().toMillis());
      // The server speaks first: a listener whose process hangs says nothing.
      return socket.getInputStream().read() >= 0 ? Reply.ANSWERED : Reply.SILENT;
    } catch (ConnectException e) {
      return Reply.REFUSED;
    } catch (java.io.IOException e) {
      return Reply.SILENT;
    }
  }

  /** A replica that hangs cannot speak for the primary: it counts as not receiving. */
  private boolean somebodyReceives() {
    return replicas.parallelStream().anyMatch(this::receives);
  }

  private boolean receives(Server replica) {
    try (Node node = Node.open(replica, REPLICA)) {
      return node.source()
          .filter(s -> s.source().equals(primary.address()) && s.receiving())
          .isPresent();
    } catch (S22Exception e) {
      return false;
    }
  }
}
