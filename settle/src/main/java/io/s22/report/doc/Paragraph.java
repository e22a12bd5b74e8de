package io.s22.report.doc;

import io.s22.plan.Text;
import java.util.List;

/**
 * A sentence or some.
 *
 * @param cites the journal entries it rests on
 */
public record Paragraph(Text text, Cell.Mood mood, List<Long> cites) implements Block {
  public Paragraph {
    cites = List.copyOf(cites);
  }

  public Paragraph(Text text) {
    this(text, Cell.Mood.PLAIN, List.of());
  }
}
