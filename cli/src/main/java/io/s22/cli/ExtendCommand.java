package io.s22.cli;

import io.s22.journal.Command.Kind;
import io.s22.plan.Durations;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code s22 extend}: gives a run a longer window. */
@Command(
    name = "extend",
    description = {
      "Give a run a longer window: its close moves, users are told, and the forecast steers by it.",
      "",
      "A day at the most at once. On a server nobody extends a run that he opened himself."
    },
    footer = {"", "Examples:", "  s22 extend RUN 30m --reason 'replication lags'"})
final class ExtendCommand extends SteerCommand {
  private static final Duration LONGEST = Duration.ofDays(1);

  @Parameters(index = "1", paramLabel = "LENGTH", description = "By how much, such as 30m or 2h.")
  private String length = "";

  ExtendCommand(Screen screen) {
    super(screen, Kind.EXTEND);
  }

  @Override
  public Integer call() {
    String longer = parsed().toString();
    try (Workshop workshop = Workshop.open(screen, common)) {
      post(workshop, workshop.find(run), null, longer);
      return ExitCode.OK;
    }
  }

  private Duration parsed() {
    try {
      Duration parsed = Durations.parse(length);
      if (parsed.isPositive() && parsed.compareTo(LONGEST) <= 0) {
        return parsed;
      }
      throw wrong();
    } catch (DateTimeParseException e) {
      throw wrong();
    }
  }

  private Refusal wrong() {
    return new Refusal(
        ExitCode.USAGE,
        "S22-9143",
        "'" + length + "' is no length of time a window can be made longer by.",
        "Write it as 30m or 2h; a day at the most.");
  }
}
