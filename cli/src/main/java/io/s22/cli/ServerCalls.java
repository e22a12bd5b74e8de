package io.s22.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to a server's API: the token is sent, refusals become refusals of the command. */
final class ServerCalls implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRIES = 3;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String base;
  private final String token;

  ServerCalls(String server, String token) {
    this.base = server.replaceAll("/+$", "") + "/api/v1";
    this.token = token;
  }

  /**
   * The token that {@code reference} names: tokens themselves are not for command lines, which
   * everybody on the machine can read.
   *
   * @throws Refusal S22-9141
   */
  static String token(String reference, Map<String, String> environment) {
    String value = "";
    if (reference.startsWith("env:")) {
      value = environment.getOrDefault(reference.substring(4), "");
    } else if (reference.startsWith("file:")) {
      value = read(Path.of(reference.substring(5)));
    }
    if (value.isBlank()) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9141",
          "There is no token at '" + (reference.startsWith("s22_") ? "..." : reference) + "'.",
          "Make one in the server's console; name it with --token env:NAME or file:PATH.");
    }
    return value.strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  JsonNode get(String path) {
    return json(send(request(path).GET()));
  }

  String text(String path) {
    return send(request(path).GET()).body();
  }

  JsonNode put(String path, String text) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(text))));
  }

  /** Posts; what is sent again because an answer was lost is done once. */
  JsonNode post(String path, Object body) {
    String json = JsonMapper.shared().writeValueAsString(body);
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(json))));
  }

  JsonNode check(String path, String text) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(text))));
  }

  /** Hands a plan's text over; what comes back, as it is. */
  String given(String path, String text) {
    return send(request(path)
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(text)))
        .body();
  }

  private HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(URI.create(base + path))
          .timeout(PATIENCE)
          .header("Authorization", "Bearer " + token);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9140",
          "'" + base + path + "' is no address.",
          "Give one like https://s22.example.org.");
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    for (int tries = 1; ; tries++) {
      try {
        HttpResponse<String> answer = client.send(built, BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          return answer;
        }
        throw refused(answer);
      } catch (IOException e) {
        if (tries == TRIES) {
          throw unreachable(String.valueOf(e));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unreachable("interrupted");
      }
    }
  }

  private Refusal unreachable(String why) {
    return new Refusal(
        ExitCode.UNAVAILABLE,
        "S22-9140",
        "The server at " + base + " does not answer: " + why + ".",
        "See that it runs and can be reached from here.");
  }

  private static Refusal refused(HttpResponse<String> answer) {
    int exit = answer.statusCode() < 500 ? ExitCode.USAGE : ExitCode.UNAVAILABLE;
    try {
      JsonNode problem = JsonMapper.shared().readTree(answer.body());
      return new Refusal(
          exit,
          problem.path("code").asString("S22-9142"),
          problem.path("detail").asString("The server refused: " + answer.statusCode() + "."),
          problem.path("mend").asString("Look at the server."));
    } catch (JacksonException e) {
      return new Refusal(
          exit,
          "S22-9142",
          "What answered is no server of S22: status " + answer.statusCode() + ".",
          "Look at --server.");
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JsonMapper.shared().readTree(answer.body());
    } catch (JacksonException e) {
      throw new Refusal(
          ExitCode.UNAVAILABLE,
          "S22-9142",
          "What answered is no server of S22: its answer is no JSON.",
          "Look at --server.");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
