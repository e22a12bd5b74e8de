package io.s22.driver.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Task;
import io.s22.testkit.DriverContract;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What both drivers do to a real balancer before two real servers, a and b of backend api. */
abstract class BalanceContract extends DriverContract {
  private final HttpClient users = HttpClient.newHttpClient();

  abstract BalanceRig balanceRig(Path folder);

  @Override
  protected final DriverRig rig(Path folder) {
    return balanceRig(folder);
  }

  private BalanceRig world() {
    return (BalanceRig) rig();
  }

  @Test
  void a_route_is_closed_with_what_was_announced_proven_and_opened() throws Exception {
    Map<String, Object> routes = Map.of("routes", List.of("/api"));
    assertThat(done("c", "close", with(routes, "answer", "Back at 04:00."))).contains("/api");
    HttpResponse<String> answer = get();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Back at 04:00.");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(done("v", "close", with(routes, "proof", "closed"))).contains("/api is closed");
    assertThat(done("s", "state", with(routes, "expect", "closed"))).contains("closed");
    done("o", "open", routes);
    assertThat(get().statusCode()).isEqualTo(200);
    assertThat(failed("w", "close", with(routes, "proof", "closed"))).contains("S22-5053", "open");
    assertThat(failed("x", "state", with(routes, "expect", "closed"))).contains("S22-5053");
  }

  @Test
  void a_route_is_degraded_and_restored() throws Exception {
    Map<String, Object> routes = Map.of("routes", List.of("/api"));
    done("d", "degrade", routes);
    assertThat(get().headers().firstValue("S22-Degraded")).isPresent();
    done("s", "state", with(routes, "expect", "degraded"));
    done("r", "restore", routes);
    assertThat(get().headers().firstValue("S22-Degraded")).isEmpty();
  }

  @Test
  void a_gate_in_the_future_closes_nothing_yet_and_one_without_length_is_refused()
      throws Exception {
    Map<String, Object> with =
        Map.of(
            "routes",
            List.of("/api"),
            "from",
            "2999-03-16 02:30",
            "until",
            "2999-03-16 04:00",
            "zone",
            "Asia/Shanghai");
    assertThat(done("c", "close", with)).contains("from 2999-03-15T18:30:00Z");
    assertThat(get().statusCode()).isEqualTo(200);
    assertThat(failed("d", "close", with(with, "until", "2999-03-16 02:30"))).contains("S22-5001");
    assertThat(failed("e", "close", with(with, "from", "half past two"))).contains("S22-5001");
  }

  @Test
  void a_dry_run_says_what_would_change() throws Exception {
    Map<String, Object> routes = Map.of("routes", List.of("/api"));
    assertThat(predict("close", routes)).isInstanceOf(Prediction.WouldChange.class);
    assertThat(predict("open", routes)).isInstanceOf(Prediction.NoChange.class);
    assertThat(get().statusCode()).isEqualTo(200);
    done("c", "close", routes);
    assertThat(predict("close", routes)).isInstanceOf(Prediction.NoChange.class);
    assertThat(predict("open", routes)).isInstanceOf(Prediction.WouldChange.class);
    assertThat(predict("drain", server("a"))).isInstanceOf(Prediction.WouldChange.class);
    assertThat(predict("undrain", server("a"))).isInstanceOf(Prediction.NoChange.class);
    assertThat(predict("weight", with(server("a"), "weight", "3")))
        .isInstanceOf(Prediction.WouldChange.class);
    assertThat(predict("drain", server("nobody"))).isInstanceOf(Prediction.CannotPredict.class);
  }

  @Test
  void a_drained_server_is_empty_and_comes_back() throws Exception {
    done("d", "drain", server("a"));
    assertThat(done("v", "drain", with(server("a"), "proof", "no session left"))).contains("api/a");
    assertThat(failed("w", "undrain", with(server("a"), "proof", "serving"))).contains("S22-5053");
    for (int i = 0; i < 6; i++) {
      assertThat(get().body()).isEqualTo("b");
    }
    done("u", "undrain", server("a"));
    assertThat(done("x", "undrain", with(server("a"), "proof", "serving"))).contains("api/a");
    assertThat(failed("y", "drain", with(server("a"), "proof", "no session left")))
        .contains("S22-5053");
  }

  @Test
  void a_server_that_does_not_become_empty_in_time_fails_and_stays_drained() throws Exception {
    try (Hanging request = world().hang("a")) {
      assertThat(request.arrived()).isTrue();
      assertThat(failed("d", "drain", with(server("a"), "within", "200ms"))).contains("S22-5054");
      assertThat(failed("v", "drain", with(server("a"), "proof", "no session left")))
          .contains("has 1 requests");
    }
    done("e", "drain", server("a"));
  }

  @Test
  void the_host_of_the_step_is_the_server() throws Exception {
    Task task =
        new TaskDraft("h", "drain", with(world().reach(), "backend", "api"), "a", null, null, 1)
            .task();
    assertThat(rig().open().perform(task, surroundings())).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_share_is_set_and_a_wrong_one_is_named() throws Exception {
    done("w", "weight", with(server("a"), "weight", "0"));
    for (int i = 0; i < 4; i++) {
      assertThat(get().body()).isEqualTo("b");
    }
    assertThat(failed("x", "weight", with(server("a"), "weight", "300"))).contains("S22-5001");
  }

  @Test
  void a_balancer_that_is_not_there_fails_and_is_asked_again_when_it_is() throws Exception {
    Task away = task("d", "drain", world().elsewhere(server("a")));
    Driver driver = rig().open();
    assertThat(driver.perform(away, surroundings()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, f -> assertThat(f.reason()).contains("S22-5051"));
    assertThat(driver.probe(away, surroundings())).isInstanceOf(Finding.NotStarted.class);
    Task back = task("d", "drain", server("a"));
    assertThat(driver.perform(back, surroundings())).isInstanceOf(Outcome.Done.class);
  }

  static Map<String, Object> with(Map<String, Object> some, String name, Object value) {
    Map<String, Object> all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  private static Map<String, Object> server(String name) {
    return Map.of("backend", "api", "server", name);
  }

  private Task task(String step, String action, Map<String, Object> with) {
    Map<String, Object> all = new HashMap<>(world().reach());
    all.putAll(with);
    return TaskDraft.of(step, all).action(action).task();
  }

  private Prediction predict(String action, Map<String, Object> with) throws Exception {
    return rig().open().predict(task("p", action, with), surroundings());
  }

  private String done(String step, String action, Map<String, Object> with) throws Exception {
    Outcome outcome = rig().open().perform(task(step, action, with), surroundings());
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).detail();
  }

  private String failed(String step, String action, Map<String, Object> with) throws Exception {
    Outcome outcome = rig().open().perform(task(step, action, with), surroundings());
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).reason();
  }

  private HttpResponse<String> get() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world().port() + "/api/x")).build();
    return users.send(request, BodyHandlers.ofString());
  }
}
