package io.s22.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private static final String TEXT =
      """
      plan: p
      title: P
      zone: Asia/Shanghai
      window:
        opens: 2024-03-16 22:00
        closes: 2024-03-17 04:00
        fallback: {opens: 2024-03-18 12:00, closes: 2024-03-18 18:00}
      variables: {version: 8.0.36}
      cluster:
        hosts:
          api-[1-3]: {address: "10.0.1.1[1-3]", zone: "[a-c]"}
          db-[08-10]: {}
          bastion: 10.9.9.9
        groups:
          web: [api-[1-2], api-3]
          both: [web, databases, both]
        services:
          databases: {on: "db-[08-10]", needs: 2 of 3}
      stages:
        - stage: late
          box: 01:30-03:00
          steps:
            - step: one
              on: [bastion, "api-[1-3]", web]
              uses: mariadb.upgrade
              with: {to: "${version}", list: ["${version}", "$${x}", "${secret:pw}"]}
      """;

  private static Loaded loaded() {
    return PlanReader.read("p.yaml", TEXT.replace("[api-[1-2], api-3]", "[\"api-[1-2]\", api-3]"));
  }

  private static Plan plan() {
    assertThat(loaded().problems()).isEmpty();
    return loaded().plan().orElseThrow();
  }

  @Test
  void rangesStandForSeveralHostsWithTheirAddressesAndZones() {
    Map<String, Host> hosts = plan().cluster().hosts();
    assertThat(hosts.keySet())
        .containsExactly("api-1", "api-2", "api-3", "db-08", "db-09", "db-10", "bastion");
    assertThat(hosts.get("api-2")).extracting(Host::address).isEqualTo("10.0.1.12");
    assertThat(hosts.get("api-3")).extracting(Host::zone).isEqualTo("c");
    assertThat(hosts.get("bastion")).extracting(Host::address).isEqualTo("10.9.9.9");
    assertThat(plan().cluster().at().of("hosts.api-2")).isEqualTo(new Mark(11, 5));
  }

  @Test
  void namesUnderOnAreExpandedInOrderWithoutDoubles() {
    Inventory inventory = new Inventory(plan().cluster());
    Step step = plan().stages().getFirst().steps().getFirst();
    assertThat(inventory.hosts(step.on())).containsExactly("bastion", "api-1", "api-2", "api-3");
    assertThat(inventory.hosts(List.of("both")))
        .containsExactly("api-1", "api-2", "api-3", "db-08", "db-09", "db-10");
    Set<String> unknown = new LinkedHashSet<>();
    inventory.hosts(List.of("api-9"), unknown);
    assertThat(unknown).containsExactly("api-9");
  }

  @Test
  void everyNameOfARangeStandsAtThePlaceOfTheRange() {
    Step step = plan().stages().getFirst().steps().getFirst();
    assertThat(step.at().of("on[3]")).isEqualTo(new Mark(24, 23));
    assertThat(step.at().of("on[4]")).isEqualTo(new Mark(24, 36));
  }

  @Test
  void rangesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> HostRange.expand("a[3-1]")).hasMessage("it runs backwards");
    assertThatThrownBy(() -> HostRange.expand("a[1-999999]")).hasMessageContaining("20000 names");
    assertThatThrownBy(() -> HostRange.expand("a[1-200]b[1-200]")).hasMessageContaining("20000");
    assertThat(HostRange.expand("[::1]")).containsExactly("[::1]");
    assertThat(HostRange.expand("r[1-2]n[a-b]")).containsExactly("r1na", "r1nb", "r2na", "r2nb");
  }

  @Test
  void timesOfDayKeepTheirDistanceFromTheOpeningInAFallbackWindow() {
    Plan plan = plan();
    Timetable first = new Timetable(plan, plan.window());
    assertThat(first.offset(LocalTime.of(1, 30))).isEqualTo(Duration.ofMinutes(210));
    assertThat(first.begins(plan.stages().getFirst()))
        .isEqualTo(Instant.parse("2024-03-16T17:30:00Z"));
    Timetable fallback = new Timetable(plan, plan.window().fallback().getFirst());
    assertThat(fallback.ends(plan.stages().getFirst()))
        .isEqualTo(Instant.parse("2024-03-18T09:00:00Z"));
  }

  @Test
  void variablesAreReplacedAndSecretsStayReferences() {
    Step step = plan().stages().getFirst().steps().getFirst();
    assertThat(new Variables(plan(), Map.of("version", "9")).replace(step.with()))
        .isEqualTo(Map.of("to", "9", "list", List.of("9", "${x}", "${secret:pw}")));
    assertThatThrownBy(() -> new Variables(Map.of()).replace(step.with()))
        .isInstanceOf(S22Exception.class)
        .hasMessageStartingWith("26:20: ${version} is no variable");
  }
}
