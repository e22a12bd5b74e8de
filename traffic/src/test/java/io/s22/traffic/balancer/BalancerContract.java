package io.s22.traffic.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.traffic.policy.TimedGate;
import io.s22.traffic.policy.TimedGate.Effect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What every balancer does, before two real servers named one and two in pool api. */
abstract class BalancerContract {
  private final HttpClient client = HttpClient.newHttpClient();

  abstract Balancer balancer();

  abstract int port();

  @Test
  void a_drained_node_gets_nothing_new_and_comes_back() throws Exception {
    assertThat(whoAnswers()).containsExactlyInAnyOrder("one", "two");
    balancer().drain("api", "one", 100);
    balancer().drain("api", "one", 100);
    assertThat(balancer().status("api", "one").taking()).isFalse();
    assertThat(whoAnswers()).containsExactly("two");
    assertThat(isDrainedInTime()).isTrue();
    balancer().undrain("api", "one");
    assertThat(balancer().status("api", "one").taking()).isTrue();
    assertThat(whoAnswers()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void a_weight_is_kept() throws Exception {
    balancer().weight("api", "one", 7);
    assertThat(balancer().status("api", "one").weight()).isEqualTo(7);
  }

  @Test
  void a_closed_route_answers_503_until_it_is_opened() throws Exception {
    TimedGate gate =
        new TimedGate("/api", Effect.CLOSE, 0, Long.MAX_VALUE, Map.of("en", "Closed."));
    balancer().close(gate);
    balancer().close(gate);
    assertThat(balancer().isClosed("/api")).isTrue();
    assertThat(get().statusCode()).isEqualTo(503);
    balancer().open("/api");
    balancer().open("/api");
    assertThat(balancer().isClosed("/api")).isFalse();
    assertThat(get().statusCode()).isEqualTo(200);
  }

  @Test
  void a_node_nobody_knows_is_named() {
    assertThatThrownBy(() -> balancer().status("api", "three"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("three");
  }

  /** The last answer may have reached its reader before the balancer has counted it as ended. */
  private boolean isDrainedInTime() throws IOException {
    for (int look = 0; look < 200; look++) {
      if (balancer().status("api", "one").drained()) {
        return true;
      }
      LockSupport.parkNanos(10_000_000);
    }
    return false;
  }

  private Set<String> whoAnswers() throws Exception {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      names.add(get().body().split(" ")[0]);
    }
    return names;
  }

  private HttpResponse<String> get() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/x")).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
