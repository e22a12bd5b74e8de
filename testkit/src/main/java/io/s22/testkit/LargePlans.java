package io.s22.testkit;

import io.s22.plan.Plan;

/** Plans as large as S22 promises to carry. */
public final class LargePlans {
  private LargePlans() {}

  /**
   * A plan whose steps go over the hosts in turn, {@code hostsEach} hosts to a step, in ten stages
   * side by side; each step waits for one ten places before it.
   */
  public static Plan plan(int steps, int hosts, int hostsEach) {
    StringBuilder text = new StringBuilder();
    text.append("cluster:\n  hosts: {\"h-[1-").append(hosts).append("]\": {}}\n");
    text.append("  services: {api: {on: \"h-[1-").append(hosts).append("]\", needs: ");
    text.append(hosts / 2).append(" of ").append(hosts).append("}}\nstages:\n");
    int stages = 10;
    for (int s = 0; s < stages; s++) {
      text.append("  - stage: stage-").append(s).append("\n    box: \"00:00-04:00\"\n");
      text.append("    after: []\n    steps:\n");
      for (int i = s; i < steps; i += stages) {
        step(text, i, i - 10 * stages, hosts, hostsEach);
      }
    }
    return TestPlans.plan(text.toString());
  }

  private static void step(StringBuilder text, int i, int before, int hosts, int hostsEach) {
    int from = i * hostsEach % hosts + 1;
    int to = Math.min(hosts, from + hostsEach - 1);
    text.append("      - step: step-").append(i).append("\n        uses: probe\n");
    text.append("        on: [")
        .append("\"h-[")
        .append(from)
        .append('-')
        .append(to)
        .append("]\"]\n");
    text.append("        after: [").append(before < 0 ? "" : "step-" + before).append("]\n");
    text.append("        batch: all\n        takes: {likely: 20s, worst: 60s}\n");
    text.append("        interrupts: {api: throughout}\n");
    text.append("        rollback: {uses: probe, takes: 1ms}\n");
  }
}
