package io.s22.window.choice;

import io.s22.plan.Mark;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.TimeRange;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a chosen window into a plan's text and leaves everything else as it is, comments and
 * layout included. Boxes and {@code done-by} are times of day of the window (docs/semantics.md, 1)
 * and move with it.
 */
public final class PlanEdit {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final Pattern DATED =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)([ T])(\\d\\d:\\d\\d)(:\\d\\d)?");
  private static final Pattern RANGE = Pattern.compile("\\d{1,2}:\\d\\d\\s*-\\s*\\d{1,2}:\\d\\d");
  private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d\\d");

  private final String text;
  private final List<Change> changes = new ArrayList<>();

  private record Change(int from, int to, String with) {}

  private PlanEdit(String text) {
    this.text = text;
  }

  /**
   * @param text the plan's file
   * @param plan what was read from exactly this text
   * @throws S22Exception S22-7032 where a time is not written as a plain value where it is read
   */
  public static String apply(String text, Plan plan, Candidate chosen) {
    PlanEdit edit = new PlanEdit(text);
    edit.dated(plan.window().at().of("opens"), chosen.opens());
    edit.dated(plan.window().at().of("closes"), chosen.closes());
    Duration shift = Duration.between(plan.window().opens(), chosen.opens());
    for (Stage stage : plan.stages()) {
      TimeRange box = stage.box();
      String moved = box.from().plus(shift) + "-" + box.to().plus(shift);
      edit.replace(stage.at().of("box"), RANGE, moved);
      for (Step step : stage.steps()) {
        LocalTime doneBy = step.doneBy();
        if (doneBy != null) {
          edit.replace(step.at().of("done-by"), TIME, doneBy.plus(shift).toString());
        }
      }
    }
    return edit.result();
  }

  private void dated(Mark mark, LocalDateTime time) {
    int at = offset(mark);
    Matcher found = DATED.matcher(text).region(at, text.length());
    if (!found.find() || found.start() > at + 1) {
      throw elsewhere(mark);
    }
    String written = DAY_AND_TIME.format(time).replace(" ", found.group(2));
    changes.add(new Change(found.start(), found.end(), written));
  }

  private void replace(Mark mark, Pattern pattern, String with) {
    int at = offset(mark);
    Matcher found = pattern.matcher(text).region(at, text.length());
    if (!found.find() || found.start() > at + 1) {
      throw elsewhere(mark);
    }
    changes.add(new Change(found.start(), found.end(), with));
  }

  private static S22Exception elsewhere(Mark mark) {
    return new S22Exception(
        "S22-7032",
        "The time read at " + mark + " is not written there as a plain value.",
        "Write the times of the window, the boxes and done-by in place, without variables or"
            + " anchors, or enter the chosen window by hand.");
  }

  private int offset(Mark mark) {
    int at = 0;
    for (int line = 1; line < mark.line(); line++) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        throw elsewhere(mark);
      }
      at = end + 1;
    }
    return Math.min(text.length(), text.offsetByCodePoints(at, mark.column() - 1));
  }

  private String result() {
    changes.sort(Comparator.comparingInt(Change::from).reversed());
    StringBuilder result = new StringBuilder(text);
    for (Change change : changes) {
      result.replace(change.from(), change.to(), change.with());
    }
    return result.toString();
  }
}
