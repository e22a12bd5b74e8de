package io.s22.report.doc;

import io.s22.plan.Text;
import java.util.List;

/**
 * A table and how its figures came about: there is none without.
 *
 * @param method one or two sentences: what was measured or computed, from what, how sure it is
 */
public record Table(Text caption, Text method, List<Text> columns, List<List<Cell>> rows)
    implements Block {
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("a row of another width: " + row);
      }
    }
  }
}
