package io.s22.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.cli.show.Picture.Ask;
import io.s22.cli.show.Picture.StageRow;
import io.s22.cli.show.Picture.StepRow;
import io.s22.journal.RunState;
import io.s22.run.RunView.Progress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run looks like, as text of a fixed width and without colours. */
final class DrawingTest {
  private static final Instant OPENS = Instant.parse("2024-03-15T16:00:00Z");

  private static Instant minute(int minutes) {
    return OPENS.plusSeconds(60L * minutes);
  }

  private static StepRow step(String name, Progress progress, Span planned, Span actual) {
    return new StepRow(name, progress, planned, actual, 1, 0, "forward");
  }

  private static Picture picture(int now, RunState state, StageRow... stages) {
    return new Picture(
        "night-1",
        "A night's work",
        ZoneId.of("Asia/Shanghai"),
        minute(now),
        state,
        new Span(OPENS, minute(240)),
        null,
        List.of(stages),
        List.of(),
        List.of("switch"));
  }

  private static String drawn(Picture picture) {
    return String.join("\n", Drawing.lines(picture, 100, false));
  }

  @Test
  void whatIsPlannedStandsAboveWhatReallyHappens() {
    StageRow stage =
        new StageRow(
            "database",
            Progress.RUNNING,
            new Span(OPENS, minute(120)),
            new Span(minute(60), null),
            List.of(step("switch", Progress.RUNNING, Span.NEVER, new Span(minute(60), null))));
    List<String> lines = Drawing.lines(picture(90, RunState.RUNNING, stage), 100, false);
    int planned =
        lines.indexOf(
            lines.stream().filter(line -> line.contains("database")).findFirst().orElseThrow());
    assertThat(lines.get(planned).indexOf('░')).isPositive();
    assertThat(lines.get(planned + 1).indexOf('█'))
        .as("it began an hour after its box")
        .isGreaterThan(lines.get(planned).indexOf('░'));
    assertThat(lines.get(planned + 2)).contains("switch").contains("30:00");
    assertThat(String.join("", lines)).contains("SIMULATED: switch").contains("running");
  }

  @Test
  void aMissedDeadlineIsSaidWhileItIsMissedAndAfterwards() {
    Span due = new Span(null, minute(30));
    Span box = new Span(OPENS, minute(60));
    StepRow under = step("under-way", Progress.RUNNING, due, new Span(OPENS, null));
    StepRow done = step("done-late", Progress.DONE, due, new Span(OPENS, minute(35)));
    StepRow kept = step("in-time", Progress.DONE, due, new Span(OPENS, minute(30)));
    StepRow skipped = step("skipped", Progress.SKIPPED, due, new Span(null, minute(50)));
    Span open = new Span(OPENS, null);
    StageRow stage =
        new StageRow("work", Progress.RUNNING, box, open, List.of(under, done, kept, skipped));
    List<String> lines = Drawing.lines(picture(70, RunState.RUNNING, stage), 100, false);
    assertThat(line(lines, "under-way")).endsWith("40:00 too late");
    assertThat(line(lines, "done-late")).endsWith("5:00 too late");
    assertThat(line(lines, "in-time")).doesNotContain("late");
    assertThat(line(lines, "skipped")).doesNotContain("late");
    assertThat(lines).anyMatch(line -> line.endsWith("10:00 past its box"));
  }

  private static String line(List<String> lines, String name) {
    return lines.stream().filter(line -> line.contains(name)).findFirst().orElseThrow();
  }

  @Test
  void aRunPastItsWindowSaysByHowMuchAndNeverCompletesByItself() {
    assertThat(drawn(picture(245, RunState.RUNNING))).contains("overrunning by 5:00");
    assertThat(drawn(picture(200, RunState.RUNNING))).contains("40:00 left");
    assertThat(drawn(picture(245, RunState.DONE))).doesNotContain("overrunning");
  }

  @Test
  void aQuestionSaysWhoMayAnswerUntilWhenAndHow() {
    Picture plain = picture(10, RunState.RUNNING);
    Ask ask = new Ask("go:1", "dba", "Go on?", List.of("yes", "no"), minute(15));
    Picture asking =
        new Picture(
            plain.run(),
            plain.title(),
            plain.zone(),
            plain.now(),
            plain.state(),
            plain.planned(),
            null,
            List.of(),
            List.of(ask),
            List.of());
    assertThat(drawn(asking))
        .contains("dba by 00:15:00: Go on?")
        .contains("s22 approve night-1 go:1 --choice yes|no");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    String name = "a-step-with-a-name-that-is-very-much-longer-than-its-column";
    StepRow step = step(name, Progress.RUNNING, Span.NEVER, new Span(OPENS, null));
    StageRow stage =
        new StageRow(
            name,
            Progress.RUNNING,
            new Span(OPENS, minute(240)),
            new Span(OPENS, null),
            List.of(step));
    assertThat(Drawing.lines(picture(120, RunState.RUNNING, stage), 80, false).subList(1, 8))
        .filteredOn(line -> !line.contains("window"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void inFewLinesTheStepsUnderWayStayAndThoseThatHaveEndedGo() {
    Span span = new Span(OPENS, minute(10));
    StageRow stage =
        new StageRow(
            "database",
            Progress.RUNNING,
            new Span(OPENS, minute(120)),
            new Span(OPENS, null),
            List.of(
                step("ended-1", Progress.DONE, Span.NEVER, span),
                step("ended-2", Progress.DONE, Span.NEVER, span),
                step("moving", Progress.RUNNING, Span.NEVER, new Span(minute(10), null))));
    Picture picture = picture(20, RunState.RUNNING, stage);
    int all = Drawing.lines(picture, 100, true).size();
    List<String> fewer = Drawing.fitting(picture, 100, true, all - 2);
    assertThat(fewer).hasSizeLessThanOrEqualTo(all - 2);
    assertThat(String.join("\n", fewer)).contains("moving").doesNotContain("ended-1");
    assertThat(Drawing.fitting(picture, 100, true, 3)).hasSize(3);
  }

  @Test
  void howUsersFindAServiceStandsUnderTheTimelineAndTheWorstOfAMomentIsSeen() {
    Picture picture =
        picture(120, RunState.RUNNING)
            .serving(
                List.of(
                    new Picture.ServiceRow(
                        "API",
                        "up 12 ms",
                        List.of(
                            new Picture.Stretch(OPENS, Picture.Standing.UP),
                            new Picture.Stretch(minute(60), Picture.Standing.DOWN),
                            new Picture.Stretch(
                                minute(60).plusMillis(1), Picture.Standing.DEGRADED)))),
                List.of("1 of 2 steps"));
    String line =
        Drawing.lines(picture, 100, false).stream()
            .filter(each -> each.contains("API"))
            .findFirst()
            .orElseThrow();
    assertThat(line).containsPattern("█+✘▒+").endsWith("up 12 ms");
  }
}
