package io.s22.data.redis;

import io.s22.data.Address;
import io.s22.data.Progress;
import io.s22.data.Router;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import redis.clients.jedis.Protocol.Command;

/**
 * Another primary for a Redis replication group: planned, with writes paused until the replica has
 * all of them, or after the primary died, with the replica that has received most. A write for
 * which the client waited ({@code WAIT 1}) is on some replica, so on that one.
 *
 * <p>May be cut off anywhere and done again.
 */
public final class RedisFailOver {
  private static final Duration AGAIN = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(4);

  private final List<RedisServer> servers;
  private final Router router;
  private final Progress progress;
  private final LongSupplier nanos;

  public RedisFailOver(
      List<RedisServer> servers, Router router, Progress progress, LongSupplier nanos) {
    this.servers = List.copyOf(servers);
    this.router = router;
    this.progress = progress;
    this.nanos = nanos;
  }

  /**
   * Makes {@code target} the primary while the old one lives.
   *
   * @throws S22Exception S22-8152 when it cannot be done; then the old primary leads as before
   */
  public String planned(String target) {
    RedisServer next = server(target);
    try (RedisNode node = RedisNode.open(next, PATIENCE)) {
      if (!node.state().primary()) {
        Optional<RedisServer> old = primary();
        if (old.isPresent()) {
          exchange(old.get(), next, node);
        } else {
          router.hold(PATIENCE);
          takeOverAfterCut(next, node);
        }
      }
      List<RedisServer> others = servers.stream().filter(s -> !s.equals(next)).toList();
      follow(next, others);
      router.release(next.address());
      return prove(next, servers);
    }
  }

  /**
   * The old primary pauses its writers and, once the other has everything, becomes a replica before
   * the other leads: cut off in between nobody takes writes, never two. (The FAILOVER command does
   * the same, but works in steps of a second.) Clients wait for nothing that can be done before or
   * after it.
   */
  private void exchange(RedisServer old, RedisServer next, RedisNode node) {
    progress.before("exchange");
    try (RedisNode leading = RedisNode.open(old, PATIENCE)) {
      router.hold(PATIENCE);
      leading.run(Command.CLIENT, "PAUSE", Long.toString(PAUSE.toMillis()), "WRITE");
      long wanted = leading.offset();
      if (!await(() -> node.offset() >= wanted, PAUSE.dividedBy(2))) {
        leading.run(Command.CLIENT, "UNPAUSE");
        router.release(old.address());
        throw none(next + " did not reach offset " + wanted + " in time");
      }
      pointTo(leading, next);
      node.run(Command.REPLICAOF, "NO", "ONE");
      router.release(next.address());
      leading.run(Command.CLIENT, "UNPAUSE");
    }
    progress.after("exchange", next + " leads");
  }

  /** Nobody leads: an earlier attempt was cut off. Only one that has everything may take over. */
  private void takeOverAfterCut(RedisServer next, RedisNode node) {
    long furthest = states(servers).stream().mapToLong(RedisNode.State::offset).max().orElse(0);
    if (node.state().offset() < furthest) {
      throw none(next + " has not everything: it is behind offset " + furthest);
    }
    node.run(Command.REPLICAOF, "NO", "ONE");
  }

  private static void pointTo(RedisNode node, RedisServer primary) {
    node.run(
        Command.REPLICAOF, primary.address().host(), Integer.toString(primary.address().port()));
  }

  /**
   * Replaces {@code dead}, which does not answer any more.
   *
   * @throws S22Exception S22-8152 when it answers after all, or nobody can take over
   */
  public String from(String dead) {
    RedisServer gone = server(dead);
    refuseAlive(gone);
    router.hold(PATIENCE);
    List<RedisServer> rest = servers.stream().filter(s -> !s.equals(gone)).toList();
    RedisNode.State next =
        states(rest).stream()
            .max(
                Comparator.comparing(RedisNode.State::primary)
                    .thenComparing(RedisNode.State::offset))
            .orElseThrow(() -> none("Nobody answers among " + rest));
    progress.before("promote");
    try (RedisNode node = RedisNode.open(next.server(), PATIENCE)) {
      node.run(Command.REPLICAOF, "NO", "ONE");
    }
    progress.after("promote", next.server() + " leads at " + next.offset());
    follow(next.server(), rest.stream().filter(s -> !s.equals(next.server())).toList());
    router.release(next.server().address());
    return prove(next.server(), rest);
  }

  private static void refuseAlive(RedisServer gone) {
    boolean alive;
    try (RedisNode node = RedisNode.open(gone, Duration.ofMillis(200))) {
      alive = node.state().primary();
    } catch (S22Exception e) {
      alive = !e.code().equals("S22-8150");
    }
    if (alive) {
      throw new S22Exception(
          "S22-8152",
          gone + " is alive: nothing was changed",
          "Use the planned fail-over for a primary that answers.");
    }
  }

  /** Lets {@code others} follow {@code primary}. */
  public static void follow(RedisServer primary, List<RedisServer> others) {
    for (RedisServer other : others) {
      try (RedisNode node = RedisNode.open(other, PATIENCE)) {
        RedisNode.State state = node.state();
        if (state.primary() || !state.source().equals(primary.address())) {
          pointTo(node, primary);
        }
      }
    }
  }

  /** One primary, everybody else follows it in step. */
  private String prove(RedisServer primary, List<RedisServer> all) {
    boolean holds =
        await(
            () ->
                states(all).stream()
                    .allMatch(s -> s.server().equals(primary) ? s.primary() : s.follows(primary)),
            PATIENCE);
    Address led = router.target();
    if (!holds || !(led.equals(Address.UNKNOWN) || led.equals(primary.address()))) {
      throw new S22Exception(
          "S22-8153",
          "After the fail-over not everybody follows " + primary + "; clients are led to " + led,
          "Look at the logs of " + all + ", then do it again: it goes on from here.");
    }
    return primary + " alone leads; " + (all.size() - 1) + " follow it";
  }

  private boolean await(BooleanSupplier condition, Duration patience) {
    long until = nanos.getAsLong() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (nanos.getAsLong() > until || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(AGAIN.toNanos());
    }
    return true;
  }

  /** The server that leads, when exactly one does. */
  public Optional<RedisServer> primary() {
    List<RedisServer> leading =
        states(servers).stream()
            .filter(RedisNode.State::primary)
            .map(RedisNode.State::server)
            .toList();
    if (leading.size() > 1) {
      throw none("More than one leads: " + leading);
    }
    return leading.stream().findFirst();
  }

  private static List<RedisNode.State> states(List<RedisServer> asked) {
    List<RedisNode.State> states = new ArrayList<>();
    for (RedisServer server : asked) {
      try (RedisNode node = RedisNode.open(server, PATIENCE)) {
        states.add(node.state());
      } catch (S22Exception e) {
        if (!e.code().equals("S22-8150")) {
          throw e;
        }
      }
    }
    return states;
  }

  private RedisServer server(String name) {
    return servers.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> none("'" + name + "' is not among " + servers));
  }

  private static S22Exception none(String what) {
    return new S22Exception(
        "S22-8152", what, "Look at the servers (INFO replication) and name one that can lead.");
  }
}
