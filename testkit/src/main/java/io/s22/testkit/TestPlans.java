package io.s22.testkit;

import io.s22.plan.Plan;
import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.engine.Actions;
import io.s22.run.engine.CompiledPlan;
import java.time.Instant;
import java.util.List;

/** Small plans for tests, written as people write them. */
public final class TestPlans {
  /** When the window of every plan made here opens: four hours, in UTC. */
  public static final Instant OPENS = Instant.parse("2024-03-16T00:00:00Z");

  /** When it closes. */
  public static final Instant CLOSES = Instant.parse("2024-03-16T04:00:00Z");

  private static final String HEAD =
      """
      plan: test
      title: A test
      zone: UTC
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
      """;

  private TestPlans() {}

  /** A plan with {@code body} under a head with a window of four hours. */
  public static Plan plan(String body) {
    return read(HEAD + body);
  }

  /**
   * A whole plan.
   *
   * @throws IllegalArgumentException with all problems when it cannot be read
   */
  public static Plan read(String text) {
    Loaded loaded = PlanReader.read("test.yaml", text);
    if (loaded.problems().stream().anyMatch(p -> p.isError())) {
      throw new IllegalArgumentException(loaded.problems() + "\n" + text);
    }
    return loaded.plan().orElseThrow();
  }

  /** The same, compiled for drivers {@code idempotent}, {@code probe} and {@code manual}. */
  public static CompiledPlan compiled(String body) {
    return compiled(plan(body));
  }

  /** Compiled for drivers that are named after what may be done when their end is not known. */
  public static CompiledPlan compiled(Plan plan) {
    return CompiledPlan.of(plan, actions());
  }

  /** Drivers {@code idempotent}, {@code probe} and {@code manual}; {@code shell} probes. */
  public static Actions actions() {
    return new Actions(
        List.of(
            spec("idempotent", Repeat.IDEMPOTENT),
            spec("probe", Repeat.PROBE),
            spec("manual", Repeat.MANUAL),
            spec("shell", Repeat.PROBE)));
  }

  private static DriverSpec spec(String name, Repeat repeat) {
    return new DriverSpec(
        name, "A test's driver.", List.of(new DriverSpec.Action("", "Acts.", List.of(), repeat)));
  }
}
