package io.s22.cli;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.Mark;
import io.s22.plan.Problem;
import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.plan.check.CheckReport;
import io.s22.store.Archive;
import io.s22.store.Turn;
import io.s22.tell.Post;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A server's journals as if they were this machine's: the commands do not know the difference. What
 * they fold is the journal itself, entry for entry.
 */
final class RemoteArchive implements Archive {
  private final ServerCalls calls;

  private RemoteArchive(ServerCalls calls) {
    this.calls = calls;
  }

  /** The archive of the server at {@code url}; {@code token} says where the token is. */
  static RemoteArchive of(String url, String token, Map<String, String> environment) {
    return new RemoteArchive(new ServerCalls(url, ServerCalls.token(token, environment)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String path(String run) {
    return "/runs/" + encoded(run);
  }

  /** Puts the plan on the server's shelf and opens a run of it; returns the run. */
  String start(String plan, String text, Map<String, Object> order) {
    calls.put("/plans/" + encoded(plan), text);
    return calls.post("/runs", order).path("run").asString();
  }

  /** What was posted on the server's page, oldest first. */
  List<Post> posts() {
    List<Post> posts = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode part = calls.get("/posts?limit=500" + cursor);
      part.path("items").forEach(each -> posts.add(post(each)));
      JsonNode next = part.path("next");
      cursor = next.isString() ? "&cursor=" + next.asString() : "";
    } while (!cursor.isEmpty());
    posts.sort(Comparator.comparing(Post::at));
    return posts;
  }

  /** How many of the server's subscribers get each notice of a run: by event, then by channel. */
  Map<String, Map<String, Long>> told(String run) {
    Map<String, Map<String, Long>> told = new LinkedHashMap<>();
    String cursor = "";
    do {
      JsonNode part = calls.get(path(run) + "/notices?limit=500" + cursor);
      for (JsonNode each : part.path("items")) {
        Map<String, Long> by = new LinkedHashMap<>();
        each.path("told-by")
            .properties()
            .forEach(one -> by.put(one.getKey(), one.getValue().asLong()));
        told.put(each.path("event").asString(), by);
      }
      JsonNode next = part.path("next");
      cursor = next.isString() ? "&cursor=" + next.asString() : "";
    } while (!cursor.isEmpty());
    return told;
  }

  private static Post post(JsonNode each) {
    Map<String, String> words = new LinkedHashMap<>();
    each.path("body")
        .properties()
        .forEach(word -> words.put(word.getKey(), word.getValue().asString()));
    return new Post(
        each.path("id").asString(),
        each.path("run").asString(),
        Instant.parse(each.path("at").asString()),
        new Text(words));
  }

  /**
   * Has the server work on a plan that need not be on its shelf.
   *
   * @param operation such as {@code forecast.txt}
   * @param how parameters by name
   */
  String given(String operation, String text, Map<String, String> how) {
    StringBuilder query = new StringBuilder();
    how.forEach((name, value) ->
        query.append(query.isEmpty() ? "?" : "&").append(name).append('=').append(encoded(value)));
    return calls.given("/" + operation + query, text);
  }

  /**
   * How a comparison of all data stands.
   *
   * @param found what the last one found, by name; empty while it goes on, or where there is none
   */
  record Verified(boolean running, String said, Map<String, String> found) {
    static Verified of(JsonNode stand) {
      Map<String, String> found = new LinkedHashMap<>();
      stand
          .path("found")
          .properties()
          .forEach(each -> found.put(each.getKey(), each.getValue().asString()));
      return new Verified(
          stand.path("running").asBoolean(), stand.path("said").asString(""), found);
    }
  }

  /** Has the server compare all data of a run. */
  Verified verify(String run, Map<String, Object> wish) {
    return Verified.of(calls.post(path(run) + "/verification", wish));
  }

  /** How the comparison stands. */
  Verified verified(String run) {
    return Verified.of(calls.get(path(run) + "/verification"));
  }

  /** Posts to something of a run, such as {@code bookings}. */
  JsonNode post(String run, String what, Map<String, Object> body) {
    return calls.post(path(run) + "/" + what, body);
  }

  /** Hands one day's counted traffic over; whether it was new there. */
  boolean takeTraffic(String summary) {
    return calls.post("/traffic", Map.of("summary", summary)).path("taken").asBoolean();
  }

  /** Reads something of a run, such as {@code cases}. */
  JsonNode read(String run, String what) {
    return calls.get(path(run) + "/" + what);
  }

  /** Reads something of the server's. */
  JsonNode read(String what) {
    return calls.get("/" + what);
  }

  /** What the server finds wrong with a plan. */
  CheckReport check(String name, String text) {
    JsonNode found = calls.check("/check?name=" + encoded(name), text);
    List<Problem> problems = new ArrayList<>();
    for (JsonNode each : found.path("problems")) {
      problems.add(
          new Problem(
              each.path("code").asString(),
              each.path("severity").asString().equals("error")
                  ? Problem.Severity.ERROR
                  : Problem.Severity.WARNING,
              new Mark(each.path("line").asInt(), each.path("column").asInt()),
              each.path("what").asString(),
              each.path("mend").asString()));
    }
    return new CheckReport(name, text, problems);
  }

  @Override
  public void open(String run, Instant at, String by, Event.RunOpened opened) {
    throw new UnsupportedOperationException("a server opens its runs itself");
  }

  @Override
  public List<String> runs() {
    List<String> runs = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode part = calls.get("/runs?limit=500" + cursor);
      part.path("items").forEach(each -> runs.add(each.path("run").asString()));
      JsonNode next = part.path("next");
      cursor = next.isString() ? "&cursor=" + next.asString() : "";
    } while (!cursor.isEmpty());
    return runs;
  }

  @Override
  public void read(String run, long fromSeq, Consumer<Entry> reader) {
    readLines(run, fromSeq, line -> reader.accept(EntryCodec.decode(line)));
  }

  @Override
  public void readLines(String run, long fromSeq, Consumer<String> reader) {
    if (fromSeq <= 1) {
      calls.text(path(run) + "/export").lines().forEach(reader);
      return;
    }
    String from = "&after=" + (fromSeq - 1);
    JsonNode part;
    do {
      part = calls.get(path(run) + "/journal?limit=500" + from);
      part.path("items").forEach(each -> reader.accept(each.path("entry").asString()));
      from = "&cursor=" + part.path("next").asString("");
    } while (part.path("next").isString());
  }

  @Override
  public Optional<Entry> entry(String run, long seq) {
    try {
      return Optional.of(EntryCodec.decode(calls.text(path(run) + "/journal/" + seq)));
    } catch (S22Exception missing) {
      if (missing.code().equals("S22-9303")) {
        return Optional.empty();
      }
      throw missing;
    }
  }

  @Override
  public Optional<Entry> head(String run) {
    return entry(run, calls.get(path(run)).path("entries").asLong());
  }

  @Override
  public Optional<Entry> newest(String run, String type) {
    String mark = "\"type\":\"" + type + "\"";
    List<Entry> found = new ArrayList<>();
    readLines(
        run,
        1,
        line -> {
          if (line.contains(mark)) {
            found.add(EntryCodec.decode(line));
          }
        });
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
  }

  /** Who drives a server's runs is the server's affair. */
  @Override
  public Map<String, Turn> turns() {
    return Map.of();
  }

  @Override
  public void post(String run, Command command) {
    String word =
        switch (command.kind()) {
          case PAUSE -> "pause";
          case RESUME -> "resume";
          case ABORT -> "abort";
          case ROLL_BACK -> "rollback";
          case ANSWER -> "approve";
          case EXTEND -> "extend";
        };
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("reason", command.reason());
    if (command.kind() == Command.Kind.ANSWER) {
      body.put("question", command.question());
      body.put("choice", command.choice());
    }
    if (command.kind() == Command.Kind.EXTEND) {
      body.put("by", command.choice());
    }
    calls.post(path(run) + "/" + word, body);
  }

  @Override
  public List<Posted> inbox(String run) {
    return List.of();
  }

  @Override
  public void close() {
    calls.close();
  }
}
