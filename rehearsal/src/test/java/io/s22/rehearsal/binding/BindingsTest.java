package io.s22.rehearsal.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.s22.driver.Drivers;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.yaml.PlanReader;
import io.s22.rehearsal.binding.Binding.Kind;
import io.s22.rehearsal.cluster.Role;
import io.s22.rehearsal.cluster.Topology;
import io.s22.run.Driver;
import io.s22.testkit.TestPlans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BindingsTest {
  private static final List<Driver> REAL =
      List.of(
          Drivers.ofClusters(
              source -> {
                throw new S22Exception("S22-8125", "no scratch server in this test", "none");
              },
              () -> 0));

  private static Plan reference() {
    return PlanReader.read(Path.of("../plans/s22.yaml")).plan().orElseThrow();
  }

  private static Map<String, Binding> steps(Plan plan) {
    return new Bindings(plan, Topology.of(plan), REAL).steps();
  }

  private static Kind kind(Map<String, Binding> steps, String step) {
    return Objects.requireNonNull(steps.get(step), step).kind();
  }

  @Test
  void theReferencePlansClusterIsReadFromThePlan() {
    Topology topology = Topology.of(reference());
    assertThat(topology.databases()).containsExactly("db-1", "db-2", "db-3");
    assertThat(topology.caches()).hasSize(6).startsWith("redis-1");
    assertThat(topology.services())
        .extracting(Topology.Nodes::service, Topology.Nodes::role)
        .containsExactly(
            tuple("api", Role.API), tuple("files", Role.FILES), tuple("messages", Role.REALTIME));
    assertThat(topology.routes())
        .contains("payments", "pre-authorisation", "large-uploads", "exports");
  }

  @Test
  void everyStepOfTheReferencePlanSaysWhatIsBehindItAndWhy() {
    Map<String, Binding> steps = steps(reference());
    assertThat(steps).hasSize(45).allSatisfy((step, b) -> assertThat(b.why()).isNotBlank());
    assertThat(kind(steps, "database-primary")).isEqualTo(Kind.REAL);
    assertThat(kind(steps, "database-replicas")).isEqualTo(Kind.REAL);
    assertThat(kind(steps, "last-backup")).isEqualTo(Kind.REAL);
    assertThat(kind(steps, "binlog")).isEqualTo(Kind.REAL);
    assertThat(kind(steps, "integrity")).isEqualTo(Kind.REAL);
    assertThat(kind(steps, "api-degraded")).isEqualTo(Kind.REAL);
    for (String figure : List.of("cores", "memory", "bandwidth", "connections", "recovery")) {
      assertThat(kind(steps, figure + "-before")).as(figure).isEqualTo(Kind.REAL);
      assertThat(kind(steps, figure + "-after")).as(figure).isEqualTo(Kind.REAL);
    }
    assertThat(kind(steps, "switch-firmware")).isEqualTo(Kind.SIMULATED);
    assertThat(kind(steps, "gpu-nodes")).isEqualTo(Kind.SIMULATED);
    assertThat(kind(steps, "kubernetes-masters")).isEqualTo(Kind.SIMULATED);
  }

  @Test
  void aStepIsPartlyRealWhereThePlanHasMoreHostsThanTheMachine() {
    Map<String, Binding> steps =
        steps(
            TestPlans.plan(
                """
                cluster:
                  hosts: {"db-[1-5]": {}}
                  services:
                    orders: {on: "db-[1-5]", needs: 3 of 5}
                stages:
                  - stage: one
                    box: 00:00-01:00
                    steps:
                      - {step: up, uses: mariadb.upgrade, with: {to: 11.4.5}, on: "db-[2-5]"}
                """));
    assertThat(kind(steps, "up")).isEqualTo(Kind.PARTLY);
    assertThat(String.valueOf(steps.get("up"))).contains("2 of 4 hosts");
  }

  @Test
  void aFigureThatNothingHereIsLikeIsNotMadeUp() {
    Map<String, Binding> steps =
        steps(
            TestPlans.plan(
                """
                stages:
                  - stage: one
                    box: 00:00-01:00
                    steps:
                      - step: happiness
                        uses: measure.command
                        with: {figure: happiness, when: before, command: "cat mood"}
                """));
    assertThat(kind(steps, "happiness")).isEqualTo(Kind.SIMULATED);
  }

  @Test
  void commandsOfThePlanAreNeverRunInARehearsal() {
    Map<String, Binding> steps =
        steps(
            TestPlans.plan(
                """
                stages:
                  - stage: one
                    box: 00:00-01:00
                    steps:
                      - {step: wipe, run: rm -rf /srv}
                """));
    assertThat(kind(steps, "wipe")).isEqualTo(Kind.SIMULATED);
  }
}
