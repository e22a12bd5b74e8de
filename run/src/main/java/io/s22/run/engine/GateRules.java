package io.s22.run.engine;

import io.s22.journal.Event;
import io.s22.plan.Gate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an answer of a gate means. */
final class GateRules {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private GateRules() {}

  static void answered(RunFold fold, Event.GateAnswered answered, long at) {
    GateRow row = row(fold, answered.subject());
    if (row == null || row.at != answered.gate() || fold.goingBack) {
      return;
    }
    fold.gates.remove(row);
    row.said = null;
    switch (answered.answer()) {
      case GO -> go(fold, row, at);
      case NO_GO -> noGo(fold, row, answered.detail(), at);
      case UNKNOWN -> {
        row.unknown = true;
        row.askAt = Math.min(at + every(row.gate()).toMillis(), Math.max(at, waitOver(row)));
        fold.gates.add(row);
      }
    }
  }

  private static void go(RunFold fold, GateRow row, long at) {
    if (row.at + 1 < row.gates.size()) {
      row.at++;
      row.unknown = false;
      row.askAt = at;
      row.firstAsk = at;
      fold.gates.add(row);
    } else if (row.stage != null) {
      fold.forward.open(row.stage, at);
    } else if (row.step != null) {
      fold.forward.admit(row.step, at);
    }
  }

  private static void noGo(RunFold fold, GateRow row, String detail, long at) {
    if (row.stage != null) {
      row.stage.gates = null;
      String because = "a gate of stage " + row.subject + " said no-go: " + detail;
      fold.forward.failures().skipStage(row.stage, because, at);
    } else if (row.step != null) {
      fold.forward.failures().gate(row.step, detail, at);
    }
  }

  /** When an answer that is not known is given up. */
  static long waitOver(GateRow row) {
    Gate.IfUnknown ifUnknown = row.gate().ifUnknown();
    return row.firstAsk + (ifUnknown == null ? 0 : ifUnknown.waits().toMillis());
  }

  private static Duration every(Gate gate) {
    Gate.IfUnknown ifUnknown = gate.ifUnknown();
    Duration every = ifUnknown == null ? null : ifUnknown.every();
    return every == null || !every.isPositive() ? EVERY : every;
  }

  private static @Nullable GateRow row(RunFold fold, String subject) {
    StageUnit stage = fold.compiled.stage(subject);
    if (stage != null) {
      return fold.stages.get(stage.index).gates;
    }
    StepUnit step = fold.compiled.subject(subject);
    return step == null ? null : fold.steps.get(step.index).gates;
  }
}
