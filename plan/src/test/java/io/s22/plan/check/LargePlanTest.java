package io.s22.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Problem;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargePlanTest {
  private static final int STEPS = 5_000;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** Ten stages of 500 steps in 50 rows; each step on two of 1,000 hosts, 100 services. */
  private static String plan() {
    StringBuilder out = new StringBuilder();
    out.append("plan: large\ntitle: Large\nzone: UTC\n")
        .append("window: {opens: 2030-01-01 00:00, closes: 2030-01-01 12:00}\n")
        .append("cluster:\n  hosts:\n    \"node-[1-1000]\": {user: s22}\n  services:\n");
    for (int i = 0; i < 100; i++) {
      int first = i * 10 + 1;
      out.append(
          "    service-%d:\n      on: node-[%d-%d]\n      needs: 8 of 10\n"
              .formatted(i, first, first + 9));
      out.append(i == 0 ? "" : "      depends-on: service-" + (i - 1) + "\n");
    }
    out.append("tell-users:\n  service-99: {during: Retry.}\nstages:\n");
    for (int step = 0; step < STEPS; step++) {
      int stage = step / 500;
      if (step % 500 == 0) {
        out.append(
            "  - stage: stage-%d\n    box: %02d:00-%02d:00\n    steps:\n"
                .formatted(stage, stage, stage + 1));
      }
      int service = step % 100;
      int node = service * 10 + step / 100 % 9 + 1;
      out.append(
          """
                - step: step-%d
                  run: upgrade %d
                  on: [node-%d, node-%d]
                  after: %s
                  takes: {likely: %ds, worst: %ds}
                  verify: {run: verify, takes: 1s}
                  rollback: {run: undo, takes: 1s}
                  interrupts: service-%d
                  if-fails: roll-back-step
                  may-stop-after: yes
          """
              .formatted(
                  step,
                  step,
                  node,
                  node + 1,
                  step % 500 < 100 ? "nothing" : "step-" + (step - 100),
                  5 + step % 17,
                  30 + step % 31,
                  service));
    }
    return out.toString();
  }

  @Test
  void aPlanOfFiveThousandStepsOnAThousandHostsIsCheckedInASecond() {
    String text = plan();
    List<DriverSpec> drivers = KnownDrivers.all();
    List<Problem> problems = check(text, drivers);
    assertThat(problems).as("problems of the generated plan").isEmpty();
    IntStream.range(0, 4).forEach(ignored -> check(text, drivers));
    long best =
        IntStream.range(0, 5).mapToLong(ignored -> nanos(text, drivers)).min().orElseThrow();
    System.out.printf(
        "%,d characters, %,d steps: read and checked in %d ms of CPU (best of 5, warm)%n",
        text.length(), STEPS, best / 1_000_000);
    assertThat(Duration.ofNanos(best)).isLessThan(LIMIT);
  }

  @Test
  void aPlanInWhichEveryNameIsWrongIsStillAnsweredSoon() {
    String text =
        plan()
            .replace("run: upgrade", "crew: crwe\n        run: upgrade ${x}")
            .replace("after: step-", "after: stp-")
            .replace("interrupts: service-", "interrupts: svc-");
    long begin = CPU.getCurrentThreadCpuTime();
    List<Problem> problems = check(text, KnownDrivers.all());
    long took = CPU.getCurrentThreadCpuTime() - begin;
    assertThat(problems.size()).isGreaterThan(3 * STEPS);
    System.out.printf("%,d problems found in %d ms of CPU%n", problems.size(), took / 1_000_000);
    assertThat(Duration.ofNanos(took)).isLessThan(LIMIT.multipliedBy(10));
  }

  private static List<Problem> check(String text, List<DriverSpec> drivers) {
    Loaded loaded = PlanReader.read("large.yaml", text);
    return Check.of(loaded, drivers);
  }

  /** CPU time of this thread: other work on the machine must not fail the test. */
  private static long nanos(String text, List<DriverSpec> drivers) {
    long begin = CPU.getCurrentThreadCpuTime();
    check(text, drivers);
    return CPU.getCurrentThreadCpuTime() - begin;
  }
}
