package io.s22.rehearsal.binding;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void theReferencePlansClusterIsReadFromThePlan() {
    Topology topology = Topology.of(reference());
    assertThat(topology.databases()).containsExactly("db-1", "db-2", "db-3");
    assertThat(topology.caches()).hasSize(6).startsWith("redis-1");
    assertThat(topology.services())
        .extracting(Topology.Nodes::service, Topology.Nodes::role)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("api", Role.API),
            org.assertj.core.groups.Tuple.tuple("files", Role.FILES),
            org.assertj.core.groups.Tuple.tuple("messages", Role.REALTIME));
    assertThat(topology.routes())
        .contains("payments", "pre-authorisation", "large-uploads", "exports");
  }

  @Test
  void everyStepOfTheReferencePlanSaysWhatIsBehindItAndWhy() {
    Map<String, Binding> steps = steps(reference());
    assertThat(steps).hasSize(33).allSatisfy((step, b) -> assertThat(b.why()).isNotBlank());
    assertThat(steps.get("database-primary").kind()).isEqualTo(Kind.REAL);
    assertThat(steps.get("database-replicas").kind()).isEqualTo(Kind.REAL);
    assertThat(steps.get("last-backup").kind()).isEqualTo(Kind.REAL);
    assertThat(steps.get("binlog").kind()).isEqualTo(Kind.REAL);
    assertThat(steps.get("integrity").kind()).isEqualTo(Kind.REAL);
    assertThat(steps.get("api-degraded").kind()).isEqualTo(Kind.REAL);
    assertThat(steps.get("switch-firmware").kind()).isEqualTo(Kind.SIMULATED);
    assertThat(steps.get("gpu-nodes").kind()).isEqualTo(Kind.SIMULATED);
    assertThat(steps.get("kubernetes-masters").kind()).isEqualTo(Kind.SIMULATED);
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
    Binding up = steps.get("up");
    assertThat(up).isNotNull();
    assertThat(up.kind()).isEqualTo(Kind.PARTLY);
    assertThat(up.why()).contains("2 of 4 hosts");
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
    assertThat(steps.get("wipe").kind()).isEqualTo(Kind.SIMULATED);
  }
}
