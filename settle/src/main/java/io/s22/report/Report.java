package io.s22.report;

import io.s22.journal.Entry;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.plan.yaml.PlanReader;
import io.s22.report.chapter.Chapters;
import io.s22.report.chart.Charts;
import io.s22.report.doc.Citations;
import io.s22.report.doc.Section;
import io.s22.report.fact.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The health report of a run. Made in two passes over the journal: one folds it, one fetches the
 * entries that the figures cite.
 *
 * @param run its id
 * @param title what the plan is called
 * @param made when the report was made
 * @param locale its language
 * @param simulated whether some of it was only pretended
 * @param sections its chapters
 * @param cited the entries its figures rest on, in order
 * @param head the hash of the journal's last entry
 * @param entries how many entries the journal has
 */
public record Report(
    String run,
    Text title,
    Instant made,
    Locale locale,
    boolean simulated,
    List<Section> sections,
    List<Entry> cited,
    String head,
    long entries) {
  public Report {
    sections = List.copyOf(sections);
    cited = List.copyOf(cited);
  }

  /**
   * Writes the report of a journal.
   *
   * @throws S22Exception S22-9704 where it is no run's journal; S22-9705 where this version cannot
   *     read its plan
   */
  public static Report of(Facts.Journal journal, Handed handed, Instant now, Locale locale) {
    Facts facts = Facts.of(journal);
    Plan plan = plan(facts);
    Subject subject =
        new Subject(facts, plan, handed, now, locale, new Charts(plan.zone(), locale));
    List<Section> sections = Chapters.of(subject);
    return new Report(
        facts.course().first().run(),
        plan.title(),
        now,
        locale,
        pretends(subject),
        sections,
        journal.entries(Citations.of(sections).numbers()),
        facts.course().last().hash(),
        facts.course().last().seq());
  }

  private static boolean pretends(Subject subject) {
    return !subject.facts().course().opened().simulated().isEmpty()
        || subject.plan().stages().stream()
            .flatMap(stage -> stage.steps().stream())
            .anyMatch(subject::simulated);
  }

  /** The plan as it stood when the run was opened. */
  public static Plan plan(Facts facts) {
    var opened = facts.course().opened();
    return PlanReader.read(opened.planName(), opened.planText())
        .plan()
        .orElseThrow(() ->
            new S22Exception(
                "S22-9705",
                "The plan in the journal of this run cannot be read by this version.",
                "Make the report with the version that opened it: " + opened.version() + "."));
  }
}
