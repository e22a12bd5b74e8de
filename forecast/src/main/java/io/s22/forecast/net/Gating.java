package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.plan.Gate;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles gates (semantics 15). Each has two variables: its delay, then its answer. */
final class Gating {
  private final Network net;
  private final Variables variables;
  private final Laws laws;
  private final List<@Nullable Law> takes = new ArrayList<>();
  private final List<Double> within = new ArrayList<>();
  private final List<Boolean> lateGo = new ArrayList<>();
  private final List<Double> refuses = new ArrayList<>();
  private final List<Integer> vars = new ArrayList<>();

  Gating(Network net, Variables variables, Laws laws) {
    this.net = net;
    this.variables = variables;
    this.laws = laws;
  }

  void compile(List<Stage> stages, List<Step> steps) {
    List<List<Integer>> ofStage = new ArrayList<>();
    stages.forEach(stage -> ofStage.add(gates(stage.gates(), -1)));
    List<List<Integer>> ofStep = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      ofStep.add(gates(steps.get(i).gates(), i));
    }
    net.stageGates = Rows.of(ofStage);
    net.stepGates = Rows.of(ofStep);
    net.gateLaw = takes.toArray(new Law[0]);
    net.gateWithin = within.stream().mapToDouble(Double::doubleValue).toArray();
    net.gateRefuses = refuses.stream().mapToDouble(Double::doubleValue).toArray();
    net.gateVar = vars.stream().mapToInt(Integer::intValue).toArray();
    net.gateLateGo = new boolean[lateGo.size()];
    for (int g = 0; g < lateGo.size(); g++) {
      net.gateLateGo[g] = lateGo.get(g);
    }
  }

  private List<Integer> gates(List<Gate> gates, int step) {
    List<Integer> numbers = new ArrayList<>();
    for (Gate gate : gates) {
      Law law = gate.approval() == null || gate.takes() == null ? null : laws.of(gate.takes());
      double no = gate.refuses() == null ? 0 : gate.refuses().value();
      numbers.add(takes.size());
      takes.add(law);
      within.add(gate.within() == null ? Double.POSITIVE_INFINITY : Laws.seconds(gate.within()));
      lateGo.add(gate.otherwise() == Gate.Answer.GO);
      refuses.add(no);
      vars.add(variables.add(step, Variables.spread(law)));
      variables.add(step, Math.sqrt(no * (1 - no)) * 600);
    }
    return numbers;
  }
}
