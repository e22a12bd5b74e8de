package io.s22.driver.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.run.Prediction;
import io.s22.run.Task;
import io.s22.testkit.Await;
import io.s22.testkit.DriverContract;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class HttpDriverTest extends DriverContract {
  @Override
  protected HttpRig rig(Path home) {
    return new HttpRig();
  }

  private WebServer server() {
    return ((HttpRig) rig()).server();
  }

  private Task task(String action, String path, Object... more) {
    Map<String, Object> with = new LinkedHashMap<>();
    with.put("url", server().url(path));
    for (int i = 0; i < more.length; i += 2) {
      with.put((String) more[i], more[i + 1]);
    }
    return TaskDraft.of("call", with).action(action).within(Duration.ofSeconds(5)).task();
  }

  private Outcome perform(Task task) throws InterruptedException {
    return new HttpDriver().perform(task, surroundings(Map.of("token", "s3cret")));
  }

  @Test
  void the_key_goes_along_so_that_the_server_can_tell_a_repetition() throws Exception {
    server().on("/a", 200, "");
    perform(task("post", "/a", "body", "{}"));
    assertThat(server().arrived("/a"))
        .containsExactly(new WebServer.Arrived("POST", "/a", "run-1/call/act/1.1", "null", "{}"));
  }

  @Test
  void a_secret_reaches_the_server_and_no_text() throws Exception {
    server().on("/a", (exchange, body) -> WebServer.send(exchange, 401, "not s3cret enough"));
    Outcome outcome =
        perform(task("get", "/a", "headers", Map.of("Authorization", "Bearer ${secret:token}")));
    assertThat(server().arrived("/a").getFirst().authorization()).isEqualTo("Bearer s3cret");
    assertThat(outcome).isEqualTo(new Outcome.Failed("S22-5031: answered 401: not *** enough"));
  }

  @Test
  void a_value_in_the_answer_is_held_against_what_is_expected() throws Exception {
    server().on("/a", 200, "{\"lag\": {\"seconds\": 3}, \"up\": [true]}");
    assertThat(perform(task("get", "/a", "expect", Map.of("/lag/seconds", "3", "/up/0", "true"))))
        .isInstanceOf(Outcome.Done.class);
    Task second =
        TaskDraft.of("b", Map.of("url", server().url("/a"), "expect", Map.of("/lag/seconds", "0")))
            .action("get")
            .task();
    assertThat(perform(second).toString()).contains("S22-5031: /lag/seconds is '3', not '0'");
  }

  @Test
  void the_statuses_that_are_well_can_be_named() throws Exception {
    server().on("/a", 404, "");
    assertThat(perform(task("get", "/a", "status", List.of("2xx", "404-405"))))
        .isInstanceOf(Outcome.Done.class);
    Map<String, Object> many = Map.of("url", server().url("/a"), "status", List.of("many"));
    assertThat(perform(TaskDraft.of("b", many).action("get").task()).toString())
        .contains("S22-5001: http.get: 'status' holds 'many'");
  }

  @Test
  void a_server_that_is_not_there_got_nothing() throws Exception {
    Task task =
        TaskDraft.of("a", Map.of("url", "http://127.0.0.1:" + closedPort() + "/"))
            .action("post")
            .task();
    assertThat(perform(task)).isInstanceOf(Outcome.Failed.class);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void a_lost_reply_is_unknown_and_the_request_is_not_sent_again() throws Exception {
    server().on("/a", (exchange, body) -> exchange.close());
    Task task = task("post", "/a");
    assertThat(perform(task)).isInstanceOf(Outcome.Unknown.class);
    assertThat(perform(task)).isInstanceOf(Outcome.Unknown.class);
    assertThat(new HttpDriver().probe(task, surroundings())).isInstanceOf(Finding.CannotTell.class);
    assertThat(server().arrived("/a")).hasSize(1);
  }

  @Test
  void a_gateway_that_lost_its_server_does_not_know_either() throws Exception {
    server().on("/a", 504, "");
    assertThat(perform(task("post", "/a"))).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void a_probe_that_finds_the_work_makes_it_done() throws Exception {
    server().on("/a", (exchange, body) -> exchange.close());
    server().on("/probe", 200, "");
    Task task = task("post", "/a", "probe", server().url("/probe"));
    assertThat(perform(task)).isInstanceOf(Outcome.Unknown.class);
    assertThat(new HttpDriver().probe(task, surroundings()))
        .isEqualTo(new Finding.Ended(new Outcome.Done("its probe says that it was carried out")));
    assertThat(perform(task)).isInstanceOf(Outcome.Done.class);
    assertThat(server().arrived("/a")).hasSize(1);
  }

  @Test
  void a_probe_that_finds_nothing_lets_it_be_sent_once_more() throws Exception {
    server().on("/a", (exchange, body) -> exchange.close());
    Task task = task("post", "/a", "probe", server().url("/probe"));
    assertThat(perform(task)).isInstanceOf(Outcome.Unknown.class);
    assertThat(new HttpDriver().probe(task, surroundings())).isInstanceOf(Finding.NotStarted.class);
    server().on("/a", 201, "");
    assertThat(perform(task)).isInstanceOf(Outcome.Done.class);
    assertThat(server().arrived("/a")).hasSize(2);
  }

  @Test
  void a_put_whose_reply_was_lost_may_be_sent_again() throws Exception {
    server().on("/a", (exchange, body) -> exchange.close());
    Task task = task("put", "/a");
    assertThat(perform(task)).isInstanceOf(Outcome.Unknown.class);
    server().on("/a", 200, "");
    assertThat(perform(task)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_server_that_never_answers_is_given_up_at_the_timeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      Map<String, Object> with = Map.of("url", "http://127.0.0.1:" + silent.getLocalPort() + "/");
      TaskDraft draft = TaskDraft.of("a", with).within(Duration.ofMillis(300));
      assertThat(perform(draft.action("post").task())).isInstanceOf(Outcome.Unknown.class);
      assertThat(perform(draft.action("get").attempt(2).task())).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void an_interrupt_lets_go_and_the_end_is_unknown() throws Exception {
    Task task = rig().held("a");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> first = threads.submit(() -> perform(task));
      Await.until("it has arrived", () -> rig().count("a") == 1);
      assertThat(new HttpDriver().probe(task, surroundings())).isInstanceOf(Finding.Running.class);
      first.cancel(true);
    }
    rig().letGo("a");
    assertThat(new HttpDriver().probe(task, surroundings())).isInstanceOf(Finding.CannotTell.class);
    assertThat(perform(task)).isInstanceOf(Outcome.Unknown.class);
    assertThat(rig().count("a")).isEqualTo(1);
  }

  @Test
  void redirects_are_followed_on_the_same_server_only_and_only_by_get() throws Exception {
    server().on("/new", 200, "here");
    server().on("/a", (exchange, body) -> redirect(exchange, "/new"));
    server().on("/far", (exchange, body) -> redirect(exchange, "http://localhost:1/"));
    server().on("/round", (exchange, body) -> redirect(exchange, "/round"));
    assertThat(perform(task("get", "/a"))).isEqualTo(new Outcome.Done("200: here"));
    Map<String, Object> far = Map.of("url", server().url("/far"));
    assertThat(perform(TaskDraft.of("b", far).action("get").task()).toString())
        .contains("redirecting to http://localhost:1/");
    Map<String, Object> round = Map.of("url", server().url("/round"));
    assertThat(perform(TaskDraft.of("c", round).action("get").task()))
        .isInstanceOf(Outcome.Failed.class);
    Map<String, Object> post = Map.of("url", server().url("/a"));
    assertThat(perform(TaskDraft.of("d", post).action("post").task()))
        .isInstanceOf(Outcome.Failed.class);
  }

  private static void redirect(com.sun.net.httpserver.HttpExchange exchange, String to)
      throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    WebServer.send(exchange, 302, "");
  }

  @Test
  void a_huge_answer_is_cut() throws Exception {
    server().on("/a", 200, "x".repeat(5 << 20));
    Outcome outcome = perform(task("get", "/a"));
    assertThat(outcome.toString()).hasSizeLessThan(4096).endsWith("...]");
  }

  @Test
  void a_probe_predicts() throws Exception {
    server().on("/done", 200, "");
    assertThat(predict("/done")).isInstanceOf(Prediction.NoChange.class);
    assertThat(predict("/absent")).isInstanceOf(Prediction.WouldChange.class);
    server().on("/broken", 500, "");
    assertThat(predict("/broken")).isInstanceOf(Prediction.CannotPredict.class);
    assertThat(server().arrived("/a")).isEmpty();
  }

  private Prediction predict(String probe) throws InterruptedException {
    return new HttpDriver()
        .predict(task("post", "/a", "probe", server().url(probe)), surroundings());
  }

  @Test
  void an_address_that_is_none_is_refused_by_name() throws Exception {
    Task task = TaskDraft.of("a", Map.of("url", "ftp://x/")).action("get").task();
    assertThat(perform(task).toString())
        .contains("S22-5001: http.get: 'url' is no address: ftp://x/");
  }
}
