package io.s22.server.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Visits a server as its first viewers do, so that what they need is in the start-up cache. */
final class Training {
  private Training() {}

  static void visit(ConfigurableApplicationContext context) throws InterruptedException {
    String base = "http://127.0.0.1:" + Serve.port(context) + "/";
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "",
              "?lang=zh",
              "assets/page.css",
              "api/v2/summary.json",
              "calendar.ics",
              "history.atom",
              "live/poll",
              "console/sign-in",
              "api/v1/health",
              "api/v1/plans")) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
