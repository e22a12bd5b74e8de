package io.s22.forecast.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces of a page. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** A field of a table: what it says, and in small what it is called in the plan's file. */
  record Field(String text, @Nullable String name) {}

  void add(String... parts) {
    for (String part : parts) {
      out.append(part);
    }
    out.append('\n');
  }

  static String safe(String text) {
    return Svg.escape(text);
  }

  /** Begins a table. */
  void table(String... heads) {
    out.append("<div class=\"wide\"><table><tr>");
    for (String head : heads) {
      out.append("<th>").append(safe(head)).append("</th>");
    }
    out.append("</tr>\n");
  }

  void row(Field first, String... cells) {
    List<Field> fields = new ArrayList<>(List.of(first));
    Arrays.stream(cells).map(cell -> new Field(cell, null)).forEach(fields::add);
    out.append("<tr>");
    for (Field field : fields) {
      String name = field.name();
      out.append("<td>").append(safe(field.text()));
      out.append(name == null ? "" : "<br><small>" + safe(name) + "</small>").append("</td>");
    }
    out.append("</tr>\n");
  }

  void endTable() {
    add("</table></div>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
