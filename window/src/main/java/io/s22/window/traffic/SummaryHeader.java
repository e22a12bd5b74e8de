package io.s22.window.traffic;

import io.s22.window.traffic.Summary.Kind;
import io.s22.window.traffic.Summary.Row;
import io.s22.window.traffic.Summary.Source;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The line of JSON in a summary that says what it is and what it was made from. */
final class SummaryHeader {
  private SummaryHeader() {}

  static String json(Summary summary) {
    JsonMapper json = new JsonMapper();
    ObjectNode root = json.createObjectNode();
    Kind kind = summary.kind();
    root.put("day", summary.day().toString());
    root.put("format", kind.format());
    root.put("user", kind.user());
    root.put("zone", kind.zone());
    ObjectNode routes = root.putObject("routes");
    new TreeMap<>(kind.routes()).forEach(routes::put);
    root.put("sketch", kind.sketch());
    ArrayNode sources = root.putArray("sources");
    for (Source source : summary.sources()) {
      ObjectNode node = sources.addObject();
      node.put("name", source.name());
      node.put("head", source.head());
      node.put("size", source.size());
      node.put("bytes", source.bytes());
      node.put("lines", source.lines());
      node.put("malformed", source.malformed());
      node.put("damage", source.damage());
      ArrayNode days = node.putArray("days");
      source.days().forEach(day -> days.add(day.toString()));
    }
    return json.writeValueAsString(root);
  }

  static Summary parse(String header, List<Row> rows, Path file) {
    try {
      JsonNode root = new JsonMapper().readTree(header);
      Map<String, String> routes = new TreeMap<>();
      root.required("routes")
          .properties()
          .forEach(entry -> routes.put(entry.getKey(), entry.getValue().asString()));
      Kind kind =
          new Kind(
              text(root, "format"),
              text(root, "user"),
              text(root, "zone"),
              routes,
              text(root, "sketch"));
      List<Source> sources = new ArrayList<>();
      root.required("sources").forEach(node -> sources.add(source(node)));
      return new Summary(LocalDate.parse(text(root, "day")), kind, sources, rows);
    } catch (JacksonException | DateTimeException e) {
      throw SummaryFile.refused(file, "is damaged: its header cannot be read", e);
    }
  }

  private static Source source(JsonNode node) {
    List<LocalDate> days = new ArrayList<>();
    node.required("days").forEach(day -> days.add(LocalDate.parse(day.asString())));
    return new Source(
        text(node, "name"),
        text(node, "head"),
        node.required("size").asLong(),
        node.required("bytes").asLong(),
        node.required("lines").asLong(),
        node.required("malformed").asLong(),
        text(node, "damage"),
        days);
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asString();
  }
}
