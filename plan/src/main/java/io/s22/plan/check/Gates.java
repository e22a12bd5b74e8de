package io.s22.plan.check;

import io.s22.plan.Gate;
import io.s22.plan.Stage;
import java.util.ArrayList;
import java.util.List;

/** All gates of a plan. */
final class Gates {
  private Gates() {}

  static List<Gate> all(Facts facts) {
    List<Gate> all = new ArrayList<>();
    for (Stage stage : facts.plan().stages()) {
      all.addAll(stage.gates());
      stage.steps().forEach(step -> all.addAll(step.gates()));
    }
    return all;
  }

  /** Its name, or what it asks. */
  static String said(Gate gate) {
    if (gate.gate() != null) {
      return "Gate " + Say.name(gate.gate());
    }
    if (gate.approval() != null) {
      return "The approval by " + Say.name(gate.approval());
    }
    if (gate.metric() != null) {
      return "The gate on metric " + Say.name(gate.metric());
    }
    return gate.http() == null
        ? "The gate on a command"
        : "The gate on " + Say.name(gate.http().replaceAll("//[^/@]*@", "//***@"));
  }
}
