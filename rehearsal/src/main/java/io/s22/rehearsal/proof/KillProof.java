package io.s22.rehearsal.proof;

import io.s22.data.backup.Rebuild;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.PrimaryWatch;
import io.s22.data.mariadb.Rejoin;
import io.s22.data.mariadb.Server;
import io.s22.rehearsal.load.WriteRecord;
import io.s22.rehearsal.mariadb.MariaDbNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** The primary killed with SIGKILL under load, found out, replaced, and brought back. */
public final class KillProof {
  private static final Duration SILENCE = Duration.ofMillis(50);
  private static final long BETWEEN = 300;
  private static final String TIMES = " kills of the primary: ";

  private final Lab lab;
  private final boolean semiSync;
  private final Phases phases;
  private final List<Long> instants = new ArrayList<>();
  private boolean silent;
  private int rejoined;
  private int rebuilt;

  private KillProof(Lab lab, boolean semiSync) {
    this.lab = lab;
    this.phases = new Phases(lab.nanos());
    this.semiSync = semiSync;
    this.silent = !semiSync;
  }

  /**
   * Kills {@code times} times.
   *
   * @param limit what the 95th percentile of the longest gaps must not exceed, detection included
   */
  public static List<Finding> run(Lab lab, int times, Duration limit) throws InterruptedException {
    KillProof proof = new KillProof(lab, true);
    proof.repeat(times);
    return proof.findings(times, limit);
  }

  /**
   * The control: replicas that hear nothing for a moment before the primary dies. Commits that wait
   * for a replica lose nothing even so; commits that wait for nobody do. It holds when they did,
   * for then the proof can fail.
   */
  public static List<Finding> control(Lab lab, int times) throws InterruptedException {
    KillProof proof = new KillProof(lab, false);
    proof.repeat(times);
    WriteRecord record = lab.stopWriters();
    long lost = lab.lost(record);
    return List.of(
        new Finding(
            times + TIMES + "without semi-synchronous replication writes are lost (the control)",
            lost + " of " + record.acknowledged() + " lost; " + proof.returns(),
            lost > 0));
  }

  /** The same moment of silence with semi-synchronous replication. */
  public static List<Finding> silence(Lab lab, int times) throws InterruptedException {
    KillProof proof = new KillProof(lab, true);
    proof.silent = true;
    proof.repeat(times);
    WriteRecord record = lab.stopWriters();
    long lost = lab.lost(record);
    return List.of(
        new Finding(
            times + TIMES + "replicas that heard nothing just before, no acknowledged write lost",
            lost + " of " + record.acknowledged() + " lost; " + proof.returns(),
            lost == 0));
  }

  private String returns() {
    return rejoined + " rejoined, " + rebuilt + " rebuilt";
  }

  private void repeat(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      if (!semiSync) {
        waitForNobody();
      }
      lab.awaitWrites(BETWEEN);
      instants.add(lab.nanos().getAsLong());
      once();
    }
    instants.add(lab.nanos().getAsLong());
  }

  private void waitForNobody() {
    try (Node primary = Node.open(lab.primary(), Lab.PATIENCE)) {
      primary.run("SET GLOBAL rpl_semi_sync_master_enabled = OFF");
    }
  }

  private void once() throws InterruptedException {
    Server dead = lab.primary();
    PrimaryWatch watch =
        new PrimaryWatch(
            dead,
            lab.cluster().servers().stream().filter(s -> !s.equals(dead)).toList(),
            PrimaryWatch.Beat.FAST,
            lab.nanos());
    CompletableFuture<PrimaryWatch.Verdict> verdict = new CompletableFuture<>();
    Thread watcher = Thread.ofVirtual().start(() -> watch(watch, verdict));
    lab.awaitWrites(50);
    if (silent) {
      dieInSilence(dead);
    } else {
      lab.cluster().node(dead.name()).kill();
    }
    verdict.join();
    lab.failOver(phases).from(dead.name());
    watcher.join();
    lab.awaitWrites(50);
    bringBack(lab.cluster().node(dead.name()));
  }

  /** The replicas hear nothing more, the primary goes on for a moment and dies. */
  private void dieInSilence(Server dead) {
    for (MariaDbNode replica : lab.cluster().nodes()) {
      if (!replica.name().equals(dead.name())) {
        try (Node node = Node.open(replica.server(), Lab.PATIENCE)) {
          node.run("STOP SLAVE IO_THREAD");
        }
      }
    }
    LockSupport.parkNanos(SILENCE.toNanos());
    lab.cluster().node(dead.name()).kill();
  }

  private static void watch(PrimaryWatch watch, CompletableFuture<PrimaryWatch.Verdict> verdict) {
    try {
      verdict.complete(watch.awaitDeath());
    } catch (InterruptedException | RuntimeException e) {
      verdict.completeExceptionally(e);
    }
  }

  private void bringBack(MariaDbNode node) throws InterruptedException {
    node.start();
    switch (new Rejoin(Lab.PATIENCE).of(node.server(), lab.primary())) {
      case Rejoin.Result.Follows follows -> rejoined++;
      case Rejoin.Result.Diverged diverged -> rebuild(node);
      case Rejoin.Result.Behind behind -> rebuild(node);
    }
  }

  private void rebuild(MariaDbNode node) throws InterruptedException {
    node.stop();
    node.create();
    node.start();
    new Rebuild(lab.tool(), Lab.PATIENCE)
        .of(node.server(), lab.primary(), node.folder().resolve("rebuild.sql"));
    rebuilt++;
  }

  private List<Finding> findings(int times, Duration limit) {
    WriteRecord record = lab.stopWriters();
    List<Duration> gaps = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      gaps.add(record.longestGap(instants.get(i), instants.get(i + 1)));
    }
    Gaps all = new Gaps(gaps);
    long lost = lab.lost(record);
    return List.of(
        new Finding(
            times + TIMES + "p95 of the longest gap at most " + limit.toMillis() + " ms",
            all + "; sub-steps of the fail-over, median/p95 in ms: " + phases,
            all.percentile(0.95).compareTo(limit) <= 0),
        new Finding(
            times + TIMES + "no acknowledged write lost",
            lost + " of " + record.acknowledged() + " lost",
            lost == 0),
        new Finding(
            times + TIMES + "each old primary came back", returns(), rejoined + rebuilt == times));
  }
}
