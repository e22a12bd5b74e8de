package io.s22.rehearsal.proof;

import io.s22.data.Progress;
import io.s22.data.redis.KeySample;
import io.s22.data.redis.RedisFailOver;
import io.s22.data.redis.RedisNode;
import io.s22.data.redis.RedisServer;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.load.RedisWriters;
import io.s22.rehearsal.load.WriteRecord;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import io.s22.rehearsal.process.Ports;
import io.s22.rehearsal.redis.LocalRedis;
import io.s22.rehearsal.redis.RedisBinary;
import io.s22.rehearsal.route.PortRouter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A Redis primary and two replicas under load: planned fail-overs, kills, a rolling upgrade. */
public final class RedisProof implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final int WRITERS = 4;

  private final OwnFolder folder;
  private final List<LocalRedis> nodes = new ArrayList<>();
  private final PortRouter router;
  private final RedisWriters writers;
  private final LongSupplier nanos;

  private RedisProof(ArtefactStore store, Path path, LongSupplier nanos) {
    this.nanos = nanos;
    this.folder = OwnFolder.create(path.toAbsolutePath());
    RedisBinary six = RedisBinary.six(store);
    List<Integer> ports = Ports.free(3);
    for (int i = 1; i <= 3; i++) {
      Path own = folder.path().resolve("redis-" + i);
      nodes.add(new LocalRedis("redis-" + i, six, own, ports.get(i - 1), false));
    }
    nodes.getFirst().start(null);
    nodes.get(1).start(nodes.getFirst().server());
    nodes.get(2).start(nodes.getFirst().server());
    router = new PortRouter(0, nodes.getFirst().server().address(), PATIENCE);
    writers = RedisWriters.start(router.address(), WRITERS, PAUSE, nanos);
  }

  /** Runs everything: {@code times} planned fail-overs and as many kills, then the upgrade. */
  public static List<Finding> run(
      ArtefactStore store, Path path, int times, Duration limit, LongSupplier nanos) {
    try (RedisProof proof = new RedisProof(store, path, nanos)) {
      List<Long> planned = proof.repeat(times, proof::plannedOnce);
      List<Long> killed = proof.repeat(times, proof::killedOnce);
      List<Long> upgraded = proof.repeat(1, proof::upgrade);
      proof.writers.close();
      WriteRecord record = proof.writers.record();
      List<Finding> findings = new ArrayList<>();
      findings.add(proof.gaps("planned fail-overs of Redis", record, planned, limit));
      findings.add(proof.gaps("kills of the Redis primary", record, killed, limit));
      findings.add(proof.gaps(proof.versions(), record, upgraded, limit));
      long lost = RedisWriters.lost(record, proof.router.target());
      findings.add(
          new Finding(
              "Redis: no write lost that a replica had acknowledged",
              lost + " of " + record.acknowledged() + " lost",
              lost == 0));
      findings.add(proof.sample());
      return findings;
    }
  }

  private String versions() {
    return RedisBinary.seven().isPresent()
        ? "rolling upgrade of Redis 6.2.11 to " + nodes.getFirst().binary().version()
        : "rolling restart of Redis 6.2.11 (no Redis 7 on this machine: the upgrade is simulated)";
  }

  private List<Long> repeat(int times, Runnable once) {
    List<Long> instants = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      awaitWrites(200);
      instants.add(nanos.getAsLong());
      once.run();
      awaitWrites(50);
    }
    instants.add(nanos.getAsLong());
    return instants;
  }

  private void awaitWrites(long count) {
    long wanted = writers.acknowledged() + count;
    while (writers.acknowledged() < wanted) {
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  private RedisFailOver failOver() {
    return new RedisFailOver(
        nodes.stream().map(LocalRedis::server).toList(), router, Progress.SILENT, nanos);
  }

  private LocalRedis primary() {
    return nodes.stream()
        .filter(n -> n.server().address().equals(router.target()))
        .findFirst()
        .orElseThrow();
  }

  private void plannedOnce() {
    int next = (nodes.indexOf(primary()) + 1) % nodes.size();
    failOver().planned(nodes.get(next).name());
  }

  private void killedOnce() {
    LocalRedis dead = primary();
    dead.kill();
    awaitDeath(dead.server());
    failOver().from(dead.name());
    dead.start(primary().server());
    RedisFailOver.follow(primary().server(), List.of(dead.server()));
  }

  /** The end of the connection is the sign of death: the port is asked until it refuses. */
  private static void awaitDeath(RedisServer server) {
    while (true) {
      try (RedisNode node = RedisNode.open(server, Duration.ofMillis(100))) {
        node.state();
      } catch (S22Exception e) {
        return;
      }
    }
  }

  private void upgrade() {
    LocalRedis first = primary();
    for (LocalRedis node : nodes) {
      if (node != first) {
        replace(node);
      }
    }
    plannedOnce();
    replace(first);
  }

  private void replace(LocalRedis node) {
    Optional<RedisBinary> seven = RedisBinary.seven();
    node.stop();
    seven.ifPresent(node::install);
    node.start(primary().server());
    awaitLink(node.server());
  }

  private void awaitLink(RedisServer server) {
    try (RedisNode node = RedisNode.open(server, PATIENCE)) {
      while (!node.state().linked()) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }
  }

  private Finding gaps(String what, WriteRecord record, List<Long> at, Duration limit) {
    List<Duration> gaps = new ArrayList<>();
    for (int i = 0; i + 1 < at.size(); i++) {
      gaps.add(record.longestGap(at.get(i), at.get(i + 1)));
    }
    Gaps all = new Gaps(gaps);
    return new Finding(
        what + ": p95 of the longest gap at most " + limit.toMillis() + " ms",
        all.toString(),
        all.percentile(0.95).compareTo(limit) <= 0);
  }

  private Finding sample() {
    LocalRedis other = nodes.stream().filter(n -> n != primary()).findFirst().orElseThrow();
    try (RedisNode leading = RedisNode.open(primary().server(), PATIENCE);
        RedisNode replica = RedisNode.open(other.server(), PATIENCE)) {
      KeySample.Report report = KeySample.compare(leading, replica, 500);
      return new Finding(
          "Redis: a sample of keys is the same on primary and replica",
          report.sampled() + " of " + report.keys() + " keys, differing " + report.differing(),
          report.sampled() > 0 && report.differing().isEmpty());
    }
  }

  @Override
  public void close() {
    try {
      router.close();
      writers.close();
    } finally {
      nodes.forEach(LocalRedis::close);
      folder.close();
    }
  }
}
