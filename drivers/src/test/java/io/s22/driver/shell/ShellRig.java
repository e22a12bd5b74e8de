package io.s22.driver.shell;

import io.s22.driver.command.CommandRig;
import io.s22.run.Driver;
import io.s22.testkit.TaskDraft;
import java.nio.file.Path;

/** The real shell of this machine. */
final class ShellRig extends CommandRig {
  private final Path home;

  ShellRig(Path home) {
    super(home);
    this.home = home;
  }

  @Override
  public Driver open() {
    return new ShellDriver();
  }

  @Override
  public Path effects() {
    return home.resolve("effects");
  }

  @Override
  public TaskDraft bind(TaskDraft draft) {
    return draft;
  }
}
