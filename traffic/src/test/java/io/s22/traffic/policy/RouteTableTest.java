package io.s22.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.traffic.policy.Ruling.NoRoute;
import io.s22.traffic.policy.Ruling.Pass;
import io.s22.traffic.policy.Ruling.PassDegraded;
import io.s22.traffic.policy.Ruling.Refuse;
import io.s22.traffic.policy.TimedGate.Effect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RouteTableTest {
  private static final Route API = new Route("api", "/api", Set.of(), -1, "api");
  private static final Route LARGE =
      new Route("large-uploads", "/files", Set.of("POST", "PUT"), 100_000_000, "files");
  private static final Route FILES = new Route("files", "/files", Set.of(), -1, "files");

  @Test
  void the_longest_prefix_wins_and_ends_at_a_slash() {
    Route orders = new Route("orders", "/api/orders", Set.of(), -1, "orders");
    RouteTable table = table(List.of(), API, orders);
    assertThat(table.rule("GET", "/api/orders/1", 0, 0)).isEqualTo(new Pass(orders));
    assertThat(table.rule("GET", "/api/ordersx", 0, 0)).isEqualTo(new Pass(API));
    assertThat(table.rule("GET", "/api?x=1", 0, 0)).isEqualTo(new Pass(API));
    assertThat(table.rule("GET", "/apix", 0, 0)).isInstanceOf(NoRoute.class);
  }

  @Test
  void a_gate_closes_from_its_first_millisecond_to_its_last() {
    TimedGate gate = gate("api", Effect.CLOSE, 1000, 2000);
    RouteTable table = table(List.of(gate), API);
    assertThat(table.rule("GET", "/api", 0, 999)).isEqualTo(new Pass(API));
    assertThat(table.rule("GET", "/api", 0, 1000)).isEqualTo(new Refuse(API, gate));
    assertThat(table.rule("GET", "/api", 0, 1999)).isEqualTo(new Refuse(API, gate));
    assertThat(table.rule("GET", "/api", 0, 2000)).isEqualTo(new Pass(API));
  }

  @Test
  void only_large_uploads_are_refused_when_only_they_are_closed() {
    TimedGate gate = gate("large-uploads", Effect.CLOSE, 0, Long.MAX_VALUE);
    RouteTable table = table(List.of(gate), FILES, LARGE);
    assertThat(table.rule("POST", "/files/a", 100_000_001, 5)).isEqualTo(new Refuse(LARGE, gate));
    assertThat(table.rule("POST", "/files/a", -1, 5)).isEqualTo(new Refuse(LARGE, gate));
    assertThat(table.rule("POST", "/files/a", 100_000_000, 5)).isEqualTo(new Pass(FILES));
    assertThat(table.rule("GET", "/files/a", 0, 5)).isEqualTo(new Pass(FILES));
  }

  @Test
  void a_degraded_route_is_read_with_a_mark_and_not_written() {
    TimedGate gate = gate("api", Effect.DEGRADE, 0, Long.MAX_VALUE);
    RouteTable table = table(List.of(gate), API);
    assertThat(table.rule("GET", "/api", 0, 5)).isEqualTo(new PassDegraded(API, gate));
    assertThat(table.rule("POST", "/api", 0, 5)).isEqualTo(new Refuse(API, gate));
  }

  @Test
  void of_two_gates_the_one_that_closes_wins() {
    TimedGate closes = gate("api", Effect.CLOSE, 0, 10);
    TimedGate degrades = gate("api", Effect.DEGRADE, 0, 10);
    assertThat(table(List.of(degrades, closes), API).rule("GET", "/api", 0, 5))
        .isEqualTo(new Refuse(API, closes));
  }

  @Test
  void retry_after_is_the_whole_second_in_which_it_opens() {
    assertThat(gate("api", Effect.CLOSE, 0, 10_001).retryAfterSeconds(9_000)).isEqualTo(2);
    assertThat(gate("api", Effect.CLOSE, 0, 10_000).retryAfterSeconds(9_999)).isEqualTo(1);
  }

  private static RouteTable table(List<TimedGate> gates, Route... routes) {
    return new RouteTable(new Policy(1, List.of(), List.of(routes), gates));
  }

  private static TimedGate gate(String route, Effect effect, long from, long until) {
    return new TimedGate(route, effect, from, until, Map.of("en", "closed"));
  }
}
