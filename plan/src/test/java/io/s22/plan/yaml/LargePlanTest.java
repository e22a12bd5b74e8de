package io.s22.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

class LargePlanTest {
  /** 5,000 steps on 1,000 hosts; a fifth of them names a range of hosts, not the group. */
  static String large() {
    StringBuilder text =
        new StringBuilder(
            """
            plan: large
            title: A large plan
            zone: UTC
            window: {opens: 2030-01-05 00:00, closes: 2030-01-05 23:00}
            cluster:
              hosts:
                "host-[1-1000]": {address: "10.0.[1-4].[1-250]"}
              groups: {all: "host-[1-1000]"}
              services:
                api: {on: all, needs: 900 of 1000}
            stages:
            """);
    for (int stage = 0; stage < 50; stage++) {
      text.append("  - stage: stage-%d%n    box: 00:00-23:00%n    steps:%n".formatted(stage));
      for (int step = 0; step < 100; step++) {
        text.append(
            """
                  - step: step-%d-%d
                    title: {en: Step %d, zh: 步骤 %d}
                    run: "upgrade --to 1.2.3"
                    on: %s
                    batch: 10%%
                    takes: {likely: 1s, worst: 3s}
                    fails: 0.1%%
                    retry: {attempts: 3, wait: 1s}
                    interrupts: api
                    verify: systemctl is-active api
                    rollback: {run: "upgrade --to 1.2.2", takes: {likely: 1s, worst: 3s}}
                    repeat: idempotent
                    may-stop-after: yes
            """
                .formatted(stage, step, step, step, step % 5 == 0 ? "\"host-[1-1000]\"" : "all"));
      }
    }
    return text.toString();
  }

  @Test
  void aPlanOf5000StepsIsReadWellWithinASecond() {
    String text = large();
    // CPU time, so that a busy machine does not decide.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 6; i++) {
      long begin = threads.getCurrentThreadCpuTime();
      Loaded loaded = PlanReader.read("large", text);
      best = Math.min(best, threads.getCurrentThreadCpuTime() - begin);
      assertThat(loaded.problems()).isEmpty();
      assertThat(loaded.plan().orElseThrow().stages()).hasSize(50);
    }
    System.out.printf(
        "5,000 steps (%d KiB) read in %d ms of CPU%n", text.length() >> 10, best / 1_000_000);
    assertThat(best).isLessThan(1_000_000_000L);
  }
}
