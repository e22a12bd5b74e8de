package io.s22.window.reason;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Range queries of a Prometheus server ({@code GET /api/v1/query_range}). */
final class PrometheusRange {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POINTS = 1000;
  private static final long FINEST_SECONDS = 15;

  private final URI server;

  PrometheusRange(URI server) {
    this.server = server;
  }

  /**
   * All samples of all series of a query.
   *
   * @throws S22Exception S22-7050 where the server does not answer, or refuses the query
   */
  double[] samples(String query, Instant from, Instant to) {
    long step = Math.max(FINEST_SECONDS, Duration.between(from, to).toSeconds() / POINTS);
    String address =
        server.toString().replaceFirst("/+$", "")
            + "/api/v1/query_range?query="
            + URLEncoder.encode(query, StandardCharsets.UTF_8)
            + "&start="
            + from.getEpochSecond()
            + "&end="
            + to.getEpochSecond()
            + "&step="
            + step;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return values(query, answer.body());
    } catch (IOException e) {
      throw refused(
          query, "does not answer: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(query, "was not waited for", e);
    }
  }

  private double[] values(String query, String body) {
    try {
      JsonNode root = new JsonMapper().readTree(body);
      if (!root.path("status").asString("").equals("success")) {
        String why = root.path("error").asString("no reason given");
        throw refused(query, "refuses it: " + why, new IOException(why));
      }
      List<Double> values = new ArrayList<>();
      for (JsonNode series : root.path("data").path("result")) {
        for (JsonNode point : series.path("values")) {
          values.add(
              Double.parseDouble(
                  point
                      .path(1)
                      .asString("NaN")
                      .replace("+Inf", "Infinity")
                      .replace("-Inf", "-Infinity")));
        }
      }
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    } catch (JacksonException | NumberFormatException e) {
      throw refused(query, "answers something that is no range of samples", e);
    }
  }

  private S22Exception refused(String query, String why, Exception cause) {
    return new S22Exception(
        "S22-7050",
        "The Prometheus server " + server + ", asked for '" + query + "', " + why + ".",
        "Try the query in the server's own page, and look at the address.",
        cause);
  }
}
