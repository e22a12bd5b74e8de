package io.s22.report.doc;

import io.s22.plan.Text;
import java.util.List;

/**
 * A chapter of the report.
 *
 * @param id its anchor
 */
public record Section(String id, Text title, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }

  public Section(String id, Text title, Block... blocks) {
    this(id, title, List.of(blocks));
  }
}
