package io.s22.rehearsal.binding;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.NodeState;
import io.s22.data.mariadb.SourceStatus;
import io.s22.journal.GateAnswer;
import io.s22.plan.Gate;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Databases;
import io.s22.rehearsal.mariadb.MariaDbNode;
import io.s22.run.GateAsker;
import io.s22.run.Surroundings;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gates of a rehearsal: the lag of replicas is measured on the cluster, the rest is simulated. */
public final class RehearsalGates implements GateAsker {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern LAG =
      Pattern.compile(".*(?:replica|replication|slave).*lag.*<=?\\s*([0-9.]+)\\s*");

  private final Cluster cluster;

  public RehearsalGates(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Reply ask(String run, String subject, Gate gate, Surroundings surroundings) {
    String metric = gate.metric();
    Matcher lag = LAG.matcher(metric == null ? "" : metric);
    if (lag.matches() && cluster.databases().isPresent()) {
      return measured(cluster.databases().get(), Double.parseDouble(lag.group(1)));
    }
    return new Reply(GateAnswer.GO, "simulated: what it asks is not on this machine");
  }

  private static Reply measured(Databases databases, double limit) {
    try {
      long worst = 0;
      for (MariaDbNode each : databases.cluster().nodes()) {
        try (Node node = Node.open(each.server(), PATIENCE)) {
          NodeState state = node.state();
          if (!state.isPrimary()) {
            worst =
                Math.max(
                    worst,
                    state.source().map(SourceStatus::secondsBehind).orElseThrow().orElseThrow());
          }
        }
      }
      return new Reply(
          worst < limit ? GateAnswer.GO : GateAnswer.NO_GO,
          "real: the replica furthest behind is " + worst + " s behind");
    } catch (S22Exception | java.util.NoSuchElementException e) {
      return new Reply(GateAnswer.UNKNOWN, "real: a replica does not replicate");
    }
  }
}
