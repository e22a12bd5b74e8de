package io.s22.cli.proof;

import java.nio.file.Path;

/**
 * A plan of small steps in which everything occurs that a crash could tear apart: prechecks and
 * verifications, retries, steps side by side, and, in its second form, a failure at the end after
 * which all is undone.
 */
public final class TorturePlan {
  private TorturePlan() {}

  /**
   * The plan's text.
   *
   * @param ledger the file every command appends its key to
   * @param chain how many steps follow one another
   * @param fails whether the last step fails for good
   */
  public static String text(Path ledger, int chain, boolean fails) {
    String mark = "echo \\\"$S22_KEY\\\" >> '" + ledger + "'";
    StringBuilder plan = new StringBuilder();
    plan.append(
        """
        plan: torture
        title: Small steps, killed at every instant
        zone: UTC
        window: {opens: 2030-01-05 00:00, closes: 2030-01-05 04:00}
        stages:
          - stage: work
            box: 00:00-03:00
            steps:
        """);
    for (int number = 1; number <= chain; number++) {
      step(plan, "chain-" + number, mark, "", "");
    }
    step(plan, "beside-1", mark, "after: [chain-1]", "");
    step(plan, "beside-2", mark, "after: [chain-1]", "");
    step(plan, "again", mark, "after: [beside-1, beside-2]", "; test $S22_ATTEMPT -ge 2");
    if (fails) {
      step(plan, "breaks", mark, "", "; exit 3");
    }
    return plan.toString();
  }

  private static void step(StringBuilder plan, String name, String mark, String order, String end) {
    plan.append("      - step: ").append(name).append('\n');
    if (!order.isEmpty()) {
      plan.append("        ").append(order).append('\n');
    }
    plan.append("        run: \"").append(mark).append(end).append("\"\n");
    plan.append("        precheck: \"").append(mark).append("\"\n");
    plan.append("        verify: \"").append(mark).append("\"\n");
    plan.append("        rollback: {run: \"").append(mark).append("; true\", takes: 1s}\n");
    plan.append("        retry: {attempts: 2}\n");
    plan.append("        takes: 1s\n");
    plan.append("        repeat: probe\n");
    plan.append("        may-stop-after: yes\n");
  }
}
