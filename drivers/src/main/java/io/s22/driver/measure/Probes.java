package io.s22.driver.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.s22.driver.command.Effects;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.http.LazyClient;
import io.s22.driver.shell.LocalMachine;
import io.s22.driver.shell.ShellDriver;
import io.s22.plan.S22Exception;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes one measurement. What is no finite number is an error: nothing is measured by accident. */
final class Probes implements Probe {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(10);
  private static final int LONGEST_ANSWER = 8 << 20;

  private final Effects effects = new Effects(ShellDriver.SPEC);
  private final LazyClient client = new LazyClient(LIMIT);

  @Override
  public List<Double> take(Task task, Params params, Surroundings surroundings)
      throws InterruptedException {
    return switch (task.action()) {
      case "command" -> command(task, params.required("command"), surroundings);
      case "http" -> http(params, surroundings);
      default -> metric(params, surroundings);
    };
  }

  /** As it was written, so that no secret gets into it. */
  @Override
  public String method(Task task, Params params) {
    return switch (task.action()) {
      case "command" -> "command '" + params.required("command").strip() + "'";
      case "http" ->
          "GET " + params.required("url") + params.text("at").map(at -> " " + at).orElse("");
      default -> "Prometheus " + params.required("from") + ": " + params.required("query");
    };
  }

  /** The numbers that {@code command} prints, one a line. */
  private List<Double> command(Task task, String command, Surroundings surroundings)
      throws InterruptedException {
    String said = run(task, command, surroundings, COMMAND_LIMIT);
    List<Double> values = new ArrayList<>();
    for (String line : said.strip().split("\\R")) {
      values.add(number(line, "the command '" + command + "' printed"));
    }
    return values;
  }

  /**
   * Runs a command to its end.
   *
   * @return what it printed
   */
  String run(Task task, String command, Surroundings surroundings, Duration usual)
      throws InterruptedException {
    Duration limit = task.timeout() == null ? usual : task.timeout();
    Task plain =
        new Task(task.run(), task.effect(), "", Map.of("command", command), "", null, limit, null);
    Effects.Checked checked =
        effects.check(plain, surroundings, new LocalMachine(surroundings.home()));
    if (checked.code() != 0) {
      throw failed("the command '" + command + "' did not succeed: " + checked.said());
    }
    return checked.output();
  }

  /** A number in an answer. */
  private List<Double> http(Params params, Surroundings surroundings) throws InterruptedException {
    // Said as it was written: the address that is asked may hold a secret.
    String url = params.required("url");
    String body = get(new Redaction(surroundings.secrets()).resolve(url), url);
    String at = params.text("at").orElse("");
    if (at.isEmpty()) {
      return List.of(number(body, url + " answered"));
    }
    JsonNode node = json(body, url).at(at);
    return List.of(number(node.asString(node.toString()), url + " has at " + at));
  }

  /** A query's one sample. */
  private List<Double> metric(Params params, Surroundings surroundings)
      throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    String from = params.required("from");
    String server = redaction.resolve(from).replaceAll("/+$", "");
    String query = params.required("query");
    String asked = server + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8);
    JsonNode data = json(get(asked, from), from).path("data");
    JsonNode result = data.path("result");
    boolean scalar = "scalar".equals(data.path("resultType").asString(""));
    if (!scalar && result.size() != 1) {
      throw failed("'" + query + "' gives " + result.size() + " samples in place of one");
    }
    JsonNode value = scalar ? result.path(1) : result.path(0).path("value").path(1);
    return List.of(number(value.asString(""), "'" + query + "' is"));
  }

  private String get(String url, String said) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
      HttpResponse<InputStream> response =
          client.get().send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() / 100 != 2) {
          throw failed(said + " answered " + response.statusCode());
        }
        return new String(body.readNBytes(LONGEST_ANSWER), UTF_8);
      }
    } catch (IOException e) {
      throw failed(said + " did not answer: " + e.getClass().getSimpleName());
    } catch (IllegalArgumentException e) {
      throw failed("no address: " + said);
    }
  }

  private static JsonNode json(String body, String from) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw failed(from + " did not answer with JSON");
    }
  }

  private static double number(String text, String where) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw failed(where + " '" + cut(text) + "', which is no number");
    }
    throw failed(where + " '" + cut(text) + "', which is not finite");
  }

  private static String cut(String text) {
    String line = text.strip();
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  private static S22Exception failed(String why) {
    return new S22Exception(
        "S22-5061",
        "Nothing was measured: " + why + ".",
        "Try the probe by hand; it must give numbers.");
  }
}
