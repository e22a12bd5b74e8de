package io.s22.report.chapter;

import io.s22.plan.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Controls of standards, and which entries of a journal bear on them: a data file with its sources,
 * so that an auditor's reading can be put in without touching code.
 *
 * @param sources the standards
 */
record Controls(List<String> sources, List<Control> all) {
  private static final String FILE = "/io/s22/report/controls.json";

  /**
   * One control.
   *
   * @param evidence what to look for: {@code event:KIND}, {@code phase:undo}, {@code
   *     action:NAME-OF-A-DRIVER'S-ACTION}, {@code note:SUBJECT} or {@code measurement}
   */
  record Control(String scheme, String control, Text name, Text shows, List<String> evidence) {}

  static Controls read() {
    try (InputStream in = Controls.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      JsonNode root = JsonMapper.shared().readTree(in);
      List<Control> all = new ArrayList<>();
      root.path("controls").forEach(node -> all.add(control(node)));
      return new Controls(texts(root.path("sources")), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Control control(JsonNode node) {
    return new Control(
        node.path("scheme").asString(),
        node.path("control").asString(),
        text(node.path("name")),
        text(node.path("shows")),
        texts(node.path("evidence")));
  }

  private static Text text(JsonNode node) {
    return new Text(Map.of("en", node.path("en").asString(), "zh", node.path("zh").asString()));
  }

  private static List<String> texts(JsonNode node) {
    List<String> out = new ArrayList<>();
    node.forEach(each -> out.add(each.asString()));
    return List.copyOf(out);
  }
}
