package io.s22.tell;

import io.s22.plan.Stage;
import io.s22.plan.Timetable;
import java.time.Duration;

/** The boxes of a run's stages as instants: they keep their distance from the window's opening. */
final class Boxes {
  private final Timetable table;
  private final Duration shift;

  Boxes(RunStory story) {
    table = new Timetable(story.plan(), story.plan().window());
    shift = Duration.between(table.opens(), story.opens());
  }

  Interval of(Stage stage) {
    return new Interval(table.begins(stage).plus(shift), table.ends(stage).plus(shift));
  }
}
