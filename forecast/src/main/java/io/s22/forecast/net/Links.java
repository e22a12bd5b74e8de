package io.s22.forecast.net;

import io.s22.plan.S22Exception;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns names into numbers, and {@code after} lists into edges. */
final class Links {
  private Links() {}

  static Map<String, Integer> numbers(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : names) {
      numbers.putIfAbsent(name, numbers.size());
    }
    return numbers;
  }

  static Rows stagePreds(List<Stage> stages) {
    Map<String, Integer> numbers = numbers(stages.stream().map(Stage::stage).toList());
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      rows.add(preds(stages.get(i).after(), numbers, 0, i));
    }
    return Rows.of(rows);
  }

  static Rows stepPreds(List<Stage> stages) {
    List<List<Integer>> rows = new ArrayList<>();
    for (Stage stage : stages) {
      int first = rows.size();
      Map<String, Integer> numbers = numbers(stage.steps().stream().map(Step::step).toList());
      for (int i = 0; i < stage.steps().size(); i++) {
        rows.add(preds(stage.steps().get(i).after(), numbers, first, i));
      }
    }
    return Rows.of(rows);
  }

  private static List<Integer> preds(
      @Nullable List<String> after, Map<String, Integer> numbers, int first, int i) {
    if (after == null) {
      return i == 0 ? List.of() : List.of(first + i - 1);
    }
    List<Integer> found = new ArrayList<>();
    for (String name : after) {
      Integer number = numbers.get(name);
      if (number == null) {
        throw new S22Exception(
            "S22-6002", "after names \"" + name + "\", which is not there", "Run `s22 check`.");
      }
      found.add(first + number);
    }
    return found;
  }

  /** Each number after those it waits for; among equals the lowest first. */
  static int[] order(Rows preds, Rows succs, String what) {
    int size = preds.from().length - 1;
    int[] open = new int[size];
    int[] order = new int[size];
    int found = 0;
    for (int i = 0; i < size; i++) {
      open[i] = preds.size(i);
      if (open[i] == 0) {
        order[found++] = i;
      }
    }
    for (int at = 0; at < found; at++) {
      for (int e = succs.from()[order[at]]; e < succs.from()[order[at] + 1]; e++) {
        if (--open[succs.list()[e]] == 0) {
          order[found++] = succs.list()[e];
        }
      }
    }
    if (found < size) {
      throw new S22Exception(
          "S22-6002", what + " wait for each other in a circle", "Run `s22 check`.");
    }
    return order;
  }
}
