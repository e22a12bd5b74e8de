package io.s22.run.engine;

import io.s22.plan.S22Exception;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Puts stages and steps behind those they wait for, and refuses plans in which something waits for
 * itself: such a run would stand still for ever.
 */
final class Circles {
  private Circles() {}

  /** The stages in such an order, each with its steps in such an order. */
  static List<StageUnit> order(CompiledPlan plan) {
    for (StepUnit step :
        order(plan.steps(), s -> s.index, s -> s.after, s -> s.before, StepUnit::name)) {
      step.stage.inOrder.add(step);
    }
    return order(plan.stages(), s -> s.index, s -> s.after, s -> s.before, StageUnit::name);
  }

  private static <T> List<T> order(
      List<T> all,
      ToIntFunction<T> index,
      Function<T, List<T>> after,
      Function<T, List<T>> before,
      Function<T, String> name) {
    int[] waits = new int[all.size()];
    Deque<T> free = new ArrayDeque<>();
    for (T each : all) {
      waits[index.applyAsInt(each)] = after.apply(each).size();
      if (after.apply(each).isEmpty()) {
        free.add(each);
      }
    }
    List<T> ordered = new ArrayList<>();
    while (!free.isEmpty()) {
      T one = free.remove();
      ordered.add(one);
      for (T next : before.apply(one)) {
        if (--waits[index.applyAsInt(next)] == 0) {
          free.add(next);
        }
      }
    }
    for (T each : all) {
      if (waits[index.applyAsInt(each)] > 0) {
        throw new S22Exception(
            "S22-4002",
            name.apply(each) + " waits, over others, for itself",
            "take one of the names out of their after lists");
      }
    }
    return ordered;
  }
}
