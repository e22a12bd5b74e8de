package io.s22.run.engine;

import io.s22.journal.Command;
import io.s22.journal.Event;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person's command becomes in the journal. Each leaves a trace, also where it is refused.
 */
final class Commands {
  private static final Duration LONGEST = Duration.ofDays(1);

  private Commands() {}

  static List<Event> events(RunFold run, Command command) {
    if (!People.applies(command.kind(), run.state)) {
      return refused(command, "the run is " + Words.of(run.state));
    }
    return switch (command.kind()) {
      case PAUSE, RESUME, ABORT, ROLL_BACK ->
          List.of(new Event.Commanded(command.kind(), command.reason()));
      case ANSWER -> answer(run, command);
      case EXTEND -> extend(run, command);
    };
  }

  private static List<Event> answer(RunFold run, Command command) {
    Event.@Nullable Asked question = question(run, command.question());
    String choice = command.choice();
    if (question == null) {
      return refused(command, "nobody asks " + command.question() + " now");
    }
    if (choice == null || !question.choices().contains(choice)) {
      String may = String.join(", ", question.choices());
      return refused(command, choice + " is none of the answers: " + may);
    }
    return List.of(new Event.Decided(question.question(), choice, command.reason(), false));
  }

  private static List<Event> extend(RunFold run, Command command) {
    try {
      Duration longer = Duration.parse(String.valueOf(command.choice()));
      if (longer.isPositive() && longer.compareTo(LONGEST) <= 0) {
        return List.of(new Event.Extended(run.closes().plus(longer), command.reason()));
      }
    } catch (DateTimeParseException e) {
      return refused(command, command.choice() + " is no length of time");
    }
    return refused(command, "a window can be made longer by a day at the most");
  }

  private static Event.@Nullable Asked question(RunFold run, @Nullable String id) {
    return run.people.open.values().stream()
        .filter(asked -> asked.question().equals(id))
        .findFirst()
        .orElse(null);
  }

  private static List<Event> refused(Command command, String why) {
    String text = Words.of(command.kind()) + " was not taken: " + why;
    return List.of(new Event.Noted("command", text, Map.of("reason", command.reason())));
  }
}
