package io.s22.cli;

import io.s22.journal.Command.Kind;
import io.s22.journal.Event.Asked;
import io.s22.run.engine.RunFold;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 approve}: answers what a run asks people. */
@Command(
    name = "approve",
    description = {
      "Answer what a run asks people: a gate, the point of no return, a step that failed.",
      "",
      "Without --choice the first choice is taken, which lets the run go on."
    },
    footer = {
      "",
      "Examples:",
      "  s22 approve",
      "  s22 approve RUN go-no-go --choice no-go --reason 'replication lags'"
    })
final class ApproveCommand extends SteerCommand {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "QUESTION",
      description = "Which question; may be left out when there is only one.")
  private @Nullable String question;

  @Option(
      names = {"-c", "--choice"},
      paramLabel = "ANSWER",
      description = "The answer, one of the question's choices.")
  private @Nullable String choice;

  ApproveCommand(Screen screen) {
    super(screen, Kind.ANSWER);
  }

  @Override
  public Integer call() {
    try (Workshop workshop = Workshop.open(screen, common);
        Machine machine = new Machine(screen.environment())) {
      String id = workshop.find(run);
      Asked asked = pick(id, RunFold.read(workshop.store(), id, machine::compile).questions());
      String answer = choice != null ? choice : asked.choices().getFirst();
      if (!asked.choices().contains(answer)) {
        throw new Refusal(
            ExitCode.USAGE,
            "S22-9112",
            "'" + answer + "' is no answer to " + asked.question() + ".",
            "Choose one of " + String.join(", ", asked.choices()) + ".");
      }
      post(workshop, id, asked.question(), answer);
      return ExitCode.OK;
    }
  }

  private Asked pick(String id, List<Asked> open) {
    List<Asked> meant =
        open.stream().filter(q -> question == null || q.question().equals(question)).toList();
    if (meant.size() != 1) {
      String names = String.join(", ", open.stream().map(Asked::question).toList());
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9113",
          open.isEmpty()
              ? "Run " + id + " asks nothing now."
              : "Run " + id + " asks " + names + ".",
          open.isEmpty() ? "'s22 show' tells where it stands." : "Name one of these questions.");
    }
    return meant.getFirst();
  }
}
