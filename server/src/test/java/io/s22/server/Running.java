package io.s22.server;

import io.s22.server.boot.Serve;
import io.s22.server.people.Caller;
import io.s22.server.people.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server for tests, and a program that speaks to it. */
public final class Running implements AutoCloseable {
  /** A plan whose window was long ago: it runs when it is told to. */
  public static final String PLAN =
      """
      plan: small
      title: {en: A small change, zh: 一次小变更}
      zone: UTC
      window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
      people: {lead: somebody}
      tell-users: {shop: {during: {en: Wait a minute, zh: 请稍候}}}
      stages:
        - stage: only
          title: {en: The only stage, zh: 唯一阶段}
          box: 00:00-01:00
          gates: [{gate: shall we, approval: lead, within: 50m, otherwise: no-go}]
          steps:
            - {step: one, run: "echo hello from one", takes: 1s, interrupts: shop, verify: "true", repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
      """;

  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  public Running(Path home, String... more) {
    Map<String, List<String>> options = new HashMap<>();
    options.put("home", List.of(home.toString()));
    options.put("port", List.of("0"));
    for (int i = 0; i + 1 < more.length; i += 2) {
      options.put(more[i], List.of(more[i + 1]));
    }
    context = Serve.start(Settings.of(options));
    base = "http://127.0.0.1:" + port();
  }

  public int port() {
    return Serve.port(context);
  }

  public String base() {
    return base;
  }

  public HttpClient client() {
    return client;
  }

  public Reception front() {
    return context.getBean(Reception.class);
  }

  /** A token of a new person with this role, good for all the role may. */
  public String token(String tenant, String login, Role role) {
    front().people().add(tenant, login, login, role);
    Caller caller = new Caller(tenant, login, role, role.scopes(), "test");
    return front().tokens().make(caller, "test", role.scopes(), Duration.ofDays(1)).secret();
  }

  /** An answer. */
  public record Answer(int status, String body, HttpResponse<String> whole) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    public String header(String name) {
      return whole.headers().firstValue(name).orElse("");
    }
  }

  /** Sends a request; {@code headers} are names and values in turn. */
  public Answer send(String method, String path, String token, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", body.startsWith("{") ? "application/json" : "text/plain");
    }
    for (int i = 0; i + 1 < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body(), answer);
  }

  public Answer get(String path, String token, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, token, "", headers);
  }

  @Override
  public void close() {
    client.shutdownNow();
    context.close();
  }
}
