package io.s22.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code s22 completion}: completion for bash and zsh. */
@Command(
    name = "completion",
    description = {
      "Print a script that completes s22's words in bash and zsh.",
      "",
      "  source <(s22 completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Screen screen;

  CompletionCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    screen.out().print(AutoComplete.bash("s22", S22.commandLine(screen)));
    return ExitCode.OK;
  }
}
