package io.s22.forecast;

import io.s22.plan.Plan;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;

/** Small plans, written as an operator would. */
public final class Plans {
  private Plans() {}

  /** A plan whose window opens at midnight and is {@code closes} (a date and time) long. */
  public static Plan until(String closes, String body) {
    String text =
        """
        plan: test
        title: Test
        zone: UTC
        window: {opens: 2024-03-16 00:00, closes: %s}
        """
                .formatted(closes)
            + body;
    Loaded loaded = PlanReader.read("test.yaml", text);
    if (!loaded.isFine()) {
      throw new IllegalArgumentException(loaded.problems() + "\n" + text);
    }
    return loaded.plan().orElseThrow();
  }

  /** One stage with these steps; the window is long enough for anything. */
  public static Plan steps(String closes, String steps) {
    return until(
        closes,
        "stages:\n  - stage: work\n    box: \"00:00-24:00\"\n    steps:\n" + steps.indent(6));
  }
}
