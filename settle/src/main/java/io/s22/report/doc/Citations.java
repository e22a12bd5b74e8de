package io.s22.report.doc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The entries that a report's figures rest on.
 *
 * @param numbers in the journal's order
 */
public record Citations(Set<Long> numbers) {
  /** All that {@code sections} cite. */
  public static Citations of(List<Section> sections) {
    Set<Long> numbers = new TreeSet<>();
    for (Section section : sections) {
      section.blocks().forEach(block -> collect(block, numbers));
    }
    return new Citations(numbers);
  }

  private static void collect(Block block, Set<Long> numbers) {
    switch (block) {
      case Table table ->
          table.rows().stream()
              .limit(HtmlPage.MOST_ROWS)
              .forEach(row -> row.forEach(cell -> numbers.addAll(cell.cites())));
      case Paragraph paragraph -> numbers.addAll(paragraph.cites());
      case Picture picture -> {}
      case Commands commands -> {}
    }
  }
}
