package io.s22.run.engine;

import io.s22.journal.GateAnswer;
import io.s22.plan.Gate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gates before a stage or a step, asked one after the other. */
final class GateRow {
  static final Comparator<GateRow> BY_TIME =
      Comparator.<GateRow>comparingLong(g -> g.askAt).thenComparingInt(g -> g.order);

  final String subject;
  final List<Gate> gates;
  final @Nullable StageState stage;
  final @Nullable StepState step;

  /** A place in the order of the plan. */
  final int order;

  int at;

  /** When the gate is to be asked next. */
  long askAt;

  /** When it was to be asked first: its wait for an answer is counted from here. */
  long firstAsk;

  /** Whether it was asked and the answer was not known. */
  boolean unknown;

  /** What people said, until it is in the journal as the gate's answer. */
  @Nullable GateAnswer said;

  GateRow(StageState stage, long askAt) {
    this(stage.unit.name(), stage.unit.stage.gates(), stage, null, stage.unit.index, askAt);
  }

  GateRow(StepState step, long askAt) {
    this(step.unit.subject, step.unit.step.gates(), null, step, 1_000_000 + step.unit.index, askAt);
  }

  private GateRow(
      String subject,
      List<Gate> gates,
      @Nullable StageState stage,
      @Nullable StepState step,
      int order,
      long askAt) {
    this.subject = subject;
    this.gates = gates;
    this.stage = stage;
    this.step = step;
    this.order = order;
    this.askAt = askAt;
    this.firstAsk = askAt;
  }

  /** A bound: rows to be asked at {@code now} or before are not above it. */
  static GateRow until(Instant now) {
    return new GateRow("", List.of(), null, null, Integer.MAX_VALUE, now.toEpochMilli());
  }

  Gate gate() {
    return gates.get(at);
  }

  /** The question under which people are asked, where the gate is an approval. */
  String question() {
    return "gate:" + subject + ":" + at;
  }
}
