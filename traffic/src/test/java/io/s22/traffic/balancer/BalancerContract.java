package io.s22.traffic.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.traffic.balancer.Balancer.Standing;
import io.s22.traffic.policy.TimedGate;
import io.s22.traffic.policy.TimedGate.Effect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    assertThat(balancer().standing("/api")).isEqualTo(Standing.CLOSED);
    assertThat(get().statusCode()).isEqualTo(503);
    balancer().open("/api");
    balancer().open("/api");
    assertThat(balancer().standing("/api")).isEqualTo(Standing.OPEN);
    assertThat(get().statusCode()).isEqualTo(200);
  }

  @Test
  void a_closed_route_says_what_was_announced_and_when_to_come_back() throws Exception {
    balancer()
        .close(
            new TimedGate(
                "/api", Effect.CLOSE, 0, now() + 60_000, Map.of("en", "Zurück um 04:00.")));
    HttpResponse<String> answer = get();
    assertThat(answer.body()).contains("Zurück um 04:00.");
    assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1L, 60L);
  }

  @Test
  void a_degraded_route_is_read_with_a_mark_and_not_written() throws Exception {
    balancer()
        .close(
            new TimedGate("/api", Effect.DEGRADE, 0, Long.MAX_VALUE, Map.of("en", "Read only.")));
    assertThat(balancer().standing("/api")).isEqualTo(Standing.DEGRADED);
    HttpResponse<String> read = get();
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.headers().firstValue("S22-Degraded")).isPresent();
    assertThat(read.body()).doesNotContain("null");
    assertThat(post().statusCode()).isEqualTo(503);
    balancer().open("/api");
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(get().headers().firstValue("S22-Degraded")).isEmpty();
  }

  @Test
  void the_balancer_itself_keeps_the_instants_of_a_gate() throws Exception {
    balancer().close(gate(now() + 3_600_000, Long.MAX_VALUE));
    assertThat(balancer().standing("/api")).isEqualTo(Standing.OPEN);
    assertThat(get().statusCode()).isEqualTo(200);
    balancer().close(gate(0, now() - 1));
    assertThat(balancer().standing("/api")).isEqualTo(Standing.OPEN);
    assertThat(get().statusCode()).isEqualTo(200);
    balancer().close(gate(now() - 1, now() + 3_600_000));
    assertThat(balancer().standing("/api")).isEqualTo(Standing.CLOSED);
    assertThat(get().statusCode()).isEqualTo(503);
  }

  @Test
  void many_hands_at_once_undo_nothing_of_each_other() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.add(threads.submit(() -> during(() -> balancer().weight("api", "one", 7))));
      all.add(threads.submit(() -> during(() -> balancer().weight("api", "two", 9))));
      all.add(threads.submit(() -> during(() -> balancer().close(gate(0, Long.MAX_VALUE)))));
    }
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(balancer().status("api", "one").weight()).isEqualTo(7);
    assertThat(balancer().status("api", "two").weight()).isEqualTo(9);
    assertThat(balancer().standing("/api")).isEqualTo(Standing.CLOSED);
  }

  private interface Hand {
    void move() throws IOException;
  }

  private static boolean during(Hand hand) throws IOException {
    for (int i = 0; i < 10; i++) {
      hand.move();
    }
    return true;
  }

  private static TimedGate gate(long from, long until) {
    return new TimedGate("/api", Effect.CLOSE, from, until, Map.of("en", "Closed."));
  }

  private static long now() {
    return System.currentTimeMillis();
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

  private HttpResponse<String> post() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/x"))
            .POST(BodyPublishers.ofString("x"))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/x")).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
