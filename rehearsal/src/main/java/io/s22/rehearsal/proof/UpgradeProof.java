package io.s22.rehearsal.proof;

import io.s22.data.Progress;
import io.s22.data.mariadb.Limits;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Upgrade;
import io.s22.rehearsal.load.WriteRecord;
import io.s22.rehearsal.mariadb.MariaDbNode;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three nodes from one version to the next under load, replicas first. */
public final class UpgradeProof {
  private UpgradeProof() {}

  /**
   * Upgrades all nodes; before that, takes one of them there and back.
   *
   * @param limit what the longest gap must not exceed
   */
  public static List<Finding> run(Lab lab, MariaDbVersion to, Duration limit)
      throws InterruptedException {
    String before = lab.cluster().node("db-1").version().number();
    Upgrade upgrade =
        new Upgrade(lab.cluster().servers(), lab.control(), Limits.USUAL, Progress.SILENT);
    lab.awaitWrites(200);
    long began = lab.nanos().getAsLong();
    upgrade.to("db-2", to.number());
    upgrade.back("db-2", before);
    upgrade.to("db-2", to.number());
    upgrade.to("db-3", to.number());
    lab.switchOver().to("db-2");
    upgrade.to("db-1", to.number());
    lab.awaitWrites(200);
    long ended = lab.nanos().getAsLong();
    WriteRecord record = lab.stopWriters();
    Duration gap = record.longestGap(began, ended);
    long lost = lab.lost(record);
    List<String> versions = versions(lab);
    return List.of(
        new Finding(
            before + " to " + to.number() + ": every node runs it",
            versions.toString(),
            versions.stream().allMatch(v -> v.startsWith(to.number()))),
        new Finding(
            before + " to " + to.number() + ": longest gap at most " + limit.toMillis() + " ms",
            gap.toMillis() + " ms, the whole took " + (ended - began) / 1_000_000_000 + " s",
            gap.compareTo(limit) <= 0),
        new Finding(
            before + " to " + to.number() + ": no acknowledged write lost",
            lost + " of " + record.acknowledged() + " lost",
            lost == 0));
  }

  private static List<String> versions(Lab lab) {
    List<String> versions = new ArrayList<>();
    for (MariaDbNode node : lab.cluster().nodes()) {
      try (Node open = Node.open(node.server(), Lab.PATIENCE)) {
        versions.add(open.state().version());
      }
    }
    return versions;
  }
}
