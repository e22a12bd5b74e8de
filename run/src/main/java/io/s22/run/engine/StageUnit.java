package io.s22.run.engine;

import io.s22.plan.Stage;
import java.util.ArrayList;
import java.util.List;

/** A stage of a compiled plan. Filled by {@link CompiledPlan} and not changed afterwards. */
final class StageUnit {
  final int index;
  final Stage stage;

  /** From the window's opening to the begin of the stage's box, in milliseconds. */
  final long offset;

  final List<StageUnit> after = new ArrayList<>();
  final List<StageUnit> before = new ArrayList<>();
  final List<StepUnit> steps = new ArrayList<>();

  /** Its steps, each behind those it waits for. */
  final List<StepUnit> inOrder = new ArrayList<>();

  StageUnit(int index, Stage stage, long offset) {
    this.index = index;
    this.stage = stage;
    this.offset = offset;
  }

  String name() {
    return stage.stage();
  }
}
