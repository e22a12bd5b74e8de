package io.s22.report.doc;

import io.s22.plan.Text;
import io.s22.report.Report;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report for programs: every table whole, every figure as a number, with what it cites. */
public final class JsonForm {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private JsonForm() {}

  /** One JSON object. */
  public static String of(Report report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("run", report.run());
    root.put("title", report.title().in(report.locale()));
    root.put("made", report.made().toString());
    root.put("simulated", report.simulated());
    root.put("head", report.head());
    root.put("entries", report.entries());
    ArrayNode sections = root.putArray("sections");
    for (Section section : report.sections()) {
      ObjectNode node = sections.addObject();
      node.put("id", section.id());
      node.put("title", section.title().in(report.locale()));
      ArrayNode blocks = node.putArray("blocks");
      section.blocks().forEach(block -> block(block, blocks, report.locale()));
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void block(Block block, ArrayNode blocks, Locale locale) {
    switch (block) {
      case Table table -> table(table, blocks.addObject(), locale);
      case Paragraph paragraph -> {
        ObjectNode node = blocks.addObject();
        node.put("text", paragraph.text().in(locale));
        cites(paragraph.cites(), node);
      }
      case Picture picture -> {
        ObjectNode node = blocks.addObject();
        node.put("chart", picture.caption().in(locale));
        node.put("method", picture.method().in(locale));
      }
      case Commands commands -> blocks.addObject().put("commands", commands.lines());
    }
  }

  private static void table(Table table, ObjectNode node, Locale locale) {
    node.put("table", table.caption().in(locale));
    node.put("method", table.method().in(locale));
    ArrayNode rows = node.putArray("rows");
    for (List<Cell> row : table.rows()) {
      ObjectNode fields = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        Text column = table.columns().get(i);
        field(row.get(i), fields.putObject(column.in(Locale.ENGLISH)), locale);
      }
    }
  }

  private static void field(Cell cell, ObjectNode node, Locale locale) {
    node.put("text", cell.text().in(locale));
    if (cell.value() != null && Double.isFinite(cell.value())) {
      node.put("value", cell.value());
    }
    if (cell.mood() != Cell.Mood.PLAIN) {
      node.put("mood", cell.mood().name().toLowerCase(Locale.ROOT));
    }
    cites(cell.cites(), node);
  }

  private static void cites(List<Long> entries, ObjectNode node) {
    if (!entries.isEmpty()) {
      ArrayNode cites = node.putArray("entries");
      entries.forEach(cites::add);
    }
  }
}
