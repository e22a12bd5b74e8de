package io.s22.run.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can serve only so many steps at once, and who waits for it. */
final class Crews {
  private final Map<String, Crew> crews = new HashMap<>();

  /** One crew. */
  static final class Crew {
    int free;
    final TreeSet<StepState> queue = new TreeSet<>(StepState.BY_REQUEST);

    Crew(int free) {
      this.free = free;
    }

    /** The steps that have it now though none of their effects has begun, in order. */
    List<StepState> granted() {
      return queue.stream().limit(Math.max(0, free)).toList();
    }
  }

  Crews(Map<String, Integer> sizes) {
    sizes.forEach((name, size) -> crews.put(name, new Crew(size)));
  }

  boolean has(@Nullable String name) {
    return name != null && crews.containsKey(name);
  }

  Collection<Crew> all() {
    return crews.values();
  }

  void request(StepState step) {
    of(step).queue.add(step);
  }

  /** Takes {@code step} out of its queue; whether it stood there. */
  boolean withdraw(StepState step) {
    return has(step.unit.crew()) && of(step).queue.remove(step);
  }

  /** {@code step} begins: it leaves the queue and holds the crew. False when it needs none. */
  boolean grant(StepState step) {
    boolean waited = withdraw(step);
    if (waited) {
      of(step).free--;
    }
    return waited;
  }

  void release(StepState step) {
    of(step).free++;
  }

  private Crew of(StepState step) {
    Crew crew = crews.get(step.unit.crew());
    if (crew == null) {
      throw new IllegalStateException("step " + step.unit.name() + " names no known crew");
    }
    return crew;
  }
}
