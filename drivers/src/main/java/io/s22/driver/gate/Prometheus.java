package io.s22.driver.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.s22.driver.http.LazyClient;
import io.s22.journal.GateAnswer;
import io.s22.run.GateAsker.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a Prometheus server, by its HTTP interface
 * (https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries). Every sample must
 * hold the comparison; no sample, or one that is no number, is not known.
 */
final class Prometheus {
  private static final int LONGEST_ANSWER = 8 << 20;

  private final LazyClient client;
  private final Duration limit;

  Prometheus(LazyClient client, Duration limit) {
    this.client = client;
    this.limit = limit;
  }

  Reply ask(String server, String metric) throws InterruptedException {
    Optional<Comparison> comparison = Comparison.of(metric);
    if (comparison.isEmpty()) {
      return Gates.unknown("'" + metric + "' compares nothing with a number");
    }
    try {
      URI uri =
          URI.create(
              server.replaceAll("/+$", "")
                  + "/api/v1/query?query="
                  + URLEncoder.encode(comparison.get().query(), UTF_8));
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(limit).build();
      HttpResponse<InputStream> response =
          client.get().send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(LONGEST_ANSWER), UTF_8);
        return judge(comparison.get(), metric, JsonMapper.shared().readTree(text));
      }
    } catch (IOException e) {
      return Gates.unknown(server + " did not answer: " + e.getClass().getSimpleName());
    } catch (JacksonException e) {
      return Gates.unknown(server + " did not answer as Prometheus does");
    } catch (IllegalArgumentException e) {
      return Gates.unknown("'from' is no address: " + server);
    }
  }

  private static Reply judge(Comparison comparison, String metric, JsonNode answer) {
    if (!"success".equals(answer.path("status").asString(""))) {
      return Gates.unknown(
          "Prometheus answered: " + answer.path("error").asString("neither success nor error"));
    }
    List<Double> values = values(answer.path("data"));
    Optional<Double> against =
        values.stream().filter(v -> !v.isNaN() && !comparison.holds(v)).findFirst();
    if (against.isPresent()) {
      return new Reply(GateAnswer.NO_GO, metric + ": it is " + against.get());
    }
    if (values.isEmpty()) {
      return Gates.unknown(metric + ": there is no sample");
    }
    return values.stream().anyMatch(v -> v.isNaN())
        ? Gates.unknown(metric + ": a sample is no number")
        : new Reply(GateAnswer.GO, metric + ": it is " + shown(values));
  }

  private static String shown(List<Double> values) {
    return values.size() == 1 ? values.getFirst().toString() : values.size() + " samples, all so";
  }

  private static List<Double> values(JsonNode data) {
    List<Double> values = new ArrayList<>();
    JsonNode result = data.path("result");
    if ("vector".equals(data.path("resultType").asString(""))) {
      result.forEach(sample -> values.add(number(sample.path("value").path(1))));
    } else if ("scalar".equals(data.path("resultType").asString(""))) {
      values.add(number(result.path(1)));
    }
    return values;
  }

  /** Prometheus writes numbers as strings, among them {@code NaN}, {@code +Inf}, {@code -Inf}. */
  private static double number(JsonNode node) {
    String text = node.asString("NaN");
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default ->
          text.matches("[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?") ? Double.parseDouble(text) : Double.NaN;
    };
  }
}
