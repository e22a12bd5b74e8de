package io.s22.report.chapter;

import io.s22.report.Subject;
import io.s22.report.doc.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The report's chapters in order. */
public final class Chapters {
  private static final List<Function<Subject, Section>> ALL =
      List.of(
          SummaryChapter::of,
          TimelineChapter::of,
          DecisionsChapter::of,
          RollbackChapter::of,
          ServicesChapter::of,
          ScoresChapter::of,
          BeforeAfterChapter::of,
          LoadChapter::of,
          IntegrityChapter::of,
          FailOverChapter::of,
          AlertsChapter::of,
          AnnouncementsChapter::of,
          CompensationChapter::of,
          FollowUpChapter::of,
          EvidenceChapter::of);

  private Chapters() {}

  /** Writes them all. */
  public static List<Section> of(Subject subject) {
    List<Section> sections = new ArrayList<>();
    ALL.forEach(chapter -> sections.add(Objects.requireNonNull(chapter.apply(subject))));
    return sections;
  }
}
