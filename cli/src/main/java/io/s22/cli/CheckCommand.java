package io.s22.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "check", description = "Find a plan's mistakes before the night does.")
final class CheckCommand implements Callable<Integer> {
  private final Screen screen;

  CheckCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    screen.out().println();
    return ExitCode.OK;
  }
}
