package io.s22.driver.mariadb;

import io.s22.data.mariadb.ClusterCheck;
import io.s22.data.mariadb.NodeState;
import io.s22.run.Prediction;
import java.util.List;
import java.util.Optional;

/** What an action would do, found out by looking only. */
record Forecaster(Call call) {
  Prediction predict() {
    ClusterCheck check = new ClusterCheck(call.servers(), call.limits());
    return switch (call.task().action()) {
      case "switch" -> switchOver(check);
      case "upgrade" -> upgrade(check);
      case "rejoin" -> rejoin(check);
      case "fail-over" ->
          new Prediction.WouldChange(
              "a replica would take over from " + call.params().required("from"));
      case "restore" ->
          new Prediction.WouldChange(
              call.node() + " would go back to " + new Kept(call).version(call.node()));
      case "set" -> variables();
      case "backup" -> new Prediction.WouldChange("a backup would be written to " + call.file());
      default -> new Prediction.NoChange("it only looks: " + check.describe());
    };
  }

  private Prediction switchOver(ClusterCheck check) {
    String to = call.params().required("to");
    Optional<String> refusal = check.refusal(to);
    if (refusal.isPresent()) {
      return new Prediction.CannotPredict("it would be refused: " + refusal.get());
    }
    String primary = check.primary().name();
    return primary.equals(to)
        ? new Prediction.NoChange(to + " leads already")
        : new Prediction.WouldChange(to + " would lead in place of " + primary);
  }

  private Prediction upgrade(ClusterCheck check) {
    String to = call.params().required("to");
    NodeState state = check.state(call.node());
    if (state.version().startsWith(to)) {
      return new Prediction.NoChange(call.node() + " runs " + to + " already");
    }
    return state.isPrimary()
        ? new Prediction.CannotPredict("it would be refused: " + call.node() + " is the primary")
        : new Prediction.WouldChange(
            call.node() + " would go from " + state.version() + " to " + to);
  }

  private Prediction variables() {
    List<String> others = new ServerVariables(call).others();
    return others.isEmpty()
        ? new Prediction.NoChange("everything is set so already")
        : new Prediction.WouldChange("it would be set: " + String.join("; ", others));
  }

  private Prediction rejoin(ClusterCheck check) {
    String node = call.node();
    return check.state(node).follows(check.primary())
        ? new Prediction.NoChange(node + " follows the primary already")
        : new Prediction.WouldChange(node + " would follow " + check.primary().name());
  }
}
