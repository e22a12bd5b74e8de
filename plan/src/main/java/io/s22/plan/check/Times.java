package io.s22.plan.check;

import io.s22.plan.Distribution;
import io.s22.plan.Gate;
import io.s22.plan.Invocation;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When each step runs if nothing fails: seconds after the opening of the window. As in
 * docs/semantics.md, 3-9; crews are left to a rule of their own.
 */
final class Times {
  /** From when to when, and the step before it on the longest path. */
  record Slot(Spread begin, Spread end, @Nullable Work after) {}

  private record Sampled(Distribution distribution, int hosts, @Nullable Duration timeout) {}

  private final Works works;
  private final Places places;
  private final LocalTime opening;
  private final Map<Sampled, Spread> known = new HashMap<>();
  private final Map<String, Slot> slots = new HashMap<>();
  private final Map<String, Spread> stageBegins = new HashMap<>();
  private final Map<String, Spread> stageEnds = new HashMap<>();

  Times(Works works, Places places, LocalTime opening) {
    this.works = works;
    this.places = places;
    this.opening = opening;
    Map<String, List<Work>> ordered = new HashMap<>();
    for (String key : works.stepGraph().order()) {
      Work work = Objects.requireNonNull(works.byKey().get(key));
      ordered.computeIfAbsent(work.stage().stage(), ignored -> new ArrayList<>()).add(work);
    }
    for (String name : works.stageGraph().order()) {
      Stage stage = Objects.requireNonNull(works.stages().get(name));
      place(stage, ordered.getOrDefault(name, List.of()));
    }
  }

  /** A time of day as seconds after the opening, over midnight where needed. */
  double offset(LocalTime time) {
    return Math.floorMod(time.toSecondOfDay() - opening.toSecondOfDay(), 86_400);
  }

  double boxBegin(Stage stage) {
    return offset(stage.box().from());
  }

  double boxEnd(Stage stage) {
    return boxBegin(stage) + stage.box().length().toSeconds();
  }

  /** The time of day so long after the opening. */
  LocalTime clock(double offset) {
    return opening.plusMinutes((long) Math.ceil(offset / 60 - 1e-9));
  }

  /** The full minute of the day at or before so long after the opening. */
  LocalTime clockBefore(double offset) {
    return opening.plusMinutes((long) Math.floor(offset / 60 + 1e-9));
  }

  Slot slot(Work work) {
    return Objects.requireNonNull(slots.get(work.key()));
  }

  Spread begin(Stage stage) {
    return stageBegins.getOrDefault(stage.stage(), Spread.ZERO);
  }

  Spread end(Stage stage) {
    return stageEnds.getOrDefault(stage.stage(), Spread.ZERO);
  }

  /** How long a step's hosts take, batch after batch, without its gates. */
  Spread length(Step step) {
    int hosts = Math.max(1, places.hosts(step).size());
    int canary = Math.min(hosts, Math.max(0, step.canary() == null ? 0 : step.canary()));
    int rest = hosts - canary;
    int batch = step.batch() == null ? 1 : step.batch().size(hosts);
    Spread back = longest(step.rollback(), 1);
    Spread all = forward(step, 1).times(2).plus(back).times(canary);
    all = all.plus(forward(step, batch).times(rest / batch));
    return rest % batch == 0 ? all : all.plus(forward(step, rest % batch));
  }

  /** The P90 of undoing a step on every host, one after the other: the reserve it asks for. */
  double reserve(Step step) {
    return longest(step.rollback(), 1).p90() * Math.max(1, places.hosts(step).size());
  }

  /** How long one attempt of a step's act takes on one host. */
  Spread act(Step step) {
    return longest(step.takes(), 1, step.timeout());
  }

  Spread longest(@Nullable Distribution distribution, int hosts, @Nullable Duration timeout) {
    return distribution == null
        ? Spread.ZERO
        : known.computeIfAbsent(
            new Sampled(distribution, hosts, timeout),
            key -> Spread.longestOf(key.hosts(), key.distribution(), key.timeout()));
  }

  private Spread forward(Step step, int hosts) {
    return longest(step.precheck(), hosts)
        .plus(longest(step.takes(), hosts, step.timeout()))
        .plus(longest(step.verify(), hosts));
  }

  private Spread longest(@Nullable Invocation invocation, int hosts) {
    return invocation == null
        ? Spread.ZERO
        : longest(invocation.takes(), hosts, invocation.timeout());
  }

  private void place(Stage stage, List<Work> ordered) {
    Spread begin = Spread.exactly(boxBegin(stage));
    for (Stage before : works.before(stage)) {
      begin = later(begin, end(before));
    }
    begin = begin.plus(gates(stage.gates()));
    stageBegins.put(stage.stage(), begin);
    Spread end = begin;
    for (Work work : ordered) {
      Slot slot = slotOf(work, begin);
      slots.put(work.key(), slot);
      end = later(end, slot.end());
    }
    stageEnds.put(stage.stage(), end);
  }

  private Slot slotOf(Work work, Spread stageBegin) {
    Spread begin = stageBegin;
    @Nullable Work after = null;
    for (Work before : works.before(work)) {
      Slot slot = slots.get(before.key());
      if (slot != null) {
        after = after == null || slot.end().p90() > begin.p90() ? before : after;
        begin = later(begin, slot.end());
      }
    }
    Spread asked = begin.plus(gates(work.step().gates()));
    return new Slot(asked, asked.plus(length(work.step())), after);
  }

  private Spread gates(List<Gate> gates) {
    Spread all = Spread.ZERO;
    for (Gate gate : gates) {
      all = all.plus(longest(gate.takes(), 1, gate.within()));
    }
    return all;
  }

  private static Spread later(Spread one, Spread other) {
    Spread late = one.p90() >= other.p90() ? one : other;
    return new Spread(Math.max(one.low(), other.low()), late.mean(), late.square());
  }
}
