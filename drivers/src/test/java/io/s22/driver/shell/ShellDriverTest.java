package io.s22.driver.shell;

import io.s22.driver.command.CommandContract;
import io.s22.driver.command.CommandRig;
import java.nio.file.Path;

final class ShellDriverTest extends CommandContract {
  @Override
  protected CommandRig rig(Path home) {
    return new ShellRig(home);
  }
}
