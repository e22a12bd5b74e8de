package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.report.Subject;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;

/** What users get; written by whoever settles. */
final class CompensationChapter {
  private CompensationChapter() {}

  static Section of(Subject s) {
    Section handed = s.handed().compensation();
    if (handed != null) {
      return handed;
    }
    boolean due = s.plan().compensation() != null;
    return new Section(
        "compensation",
        say("Compensation", "补偿"),
        new Paragraph(
            due
                ? say(
                    "The plan has a policy; nothing was settled yet ('s22 settle').",
                    "计划含补偿政策；尚未结算（'s22 settle'）。")
                : say("The plan promises no compensation.", "计划未承诺补偿。")));
  }
}
