package io.s22.report.chapter;

import io.s22.journal.Measurement;
import io.s22.journal.Measurement.When;
import io.s22.report.Subject;
import io.s22.report.fact.StepFacts.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A figure before and after: what belongs together of what probes measured. */
final class Pairs {
  private Pairs() {}

  /**
   * One figure.
   *
   * @param before the last measurement before; null where there is none
   * @param after the last measurement after; null where there is none
   */
  record Pair(String figure, @Nullable Measured before, @Nullable Measured after) {
    /** Either of them. */
    Measurement any() {
      Measured one = before != null ? before : after;
      if (one == null) {
        throw new IllegalStateException("a pair of nothing");
      }
      return one.measurement();
    }

    /** Whether both are there and were measured alike. */
    boolean comparable() {
      return before != null
          && after != null
          && before.measurement().comparable(after.measurement());
    }

    List<Long> cites() {
      List<Long> cites = new ArrayList<>();
      for (Measured one : new Measured[] {before, after}) {
        if (one != null && one.entry() > 0) {
          cites.add(one.entry());
        }
      }
      return cites;
    }
  }

  /**
   * All pairs, in the order in which they were first measured.
   *
   * @param load load tests, or all the others
   */
  static List<Pair> of(Subject s, boolean load) {
    Map<String, Pair> pairs = new LinkedHashMap<>();
    List<Measured> all = new ArrayList<>(s.facts().steps().measurements());
    s.handed().loads().forEach(m -> all.add(new Measured(0, s.now(), "", m)));
    for (Measured each : all) {
      Measurement m = each.measurement();
      if (isLoad(m) == load) {
        Pair old = pairs.getOrDefault(m.figure(), new Pair(m.figure(), null, null));
        pairs.put(
            m.figure(),
            m.when() == When.BEFORE
                ? new Pair(m.figure(), each, old.after())
                : new Pair(m.figure(), old.before(), each));
      }
    }
    return List.copyOf(pairs.values());
  }

  private static boolean isLoad(Measurement m) {
    return m.facts().containsKey("requests");
  }
}
