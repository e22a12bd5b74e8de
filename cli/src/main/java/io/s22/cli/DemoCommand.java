package io.s22.cli;

import io.s22.cli.demo.Demo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code s22 demo}: S22 at work, in under a minute. */
@Command(
    name = "demo",
    description = {
      "See S22 work: a plan of real steps on this machine is checked and carried out.",
      "",
      "In the middle S22 is killed with SIGKILL and started again; then a second run fails at its"
          + " last step and is undone. At the end what happened is counted and the journal verified."
          + " Nothing is simulated, and nothing is left behind.",
      "",
      "Exit code 0 only if every proof held."
    })
final class DemoCommand implements Callable<Integer> {
  private final Screen screen;

  @Option(names = "--plain", description = "Lines instead of a live picture.")
  private boolean plain;

  DemoCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    Path home = Path.of(System.getProperty("s22.home", "."));
    Path plan = home.resolve("plans").resolve("demo.yaml");
    Plans.mustBeThere(plan);
    try (Demo demo = new Demo(new DemoStage(screen, plain), plan)) {
      return demo.play() ? ExitCode.OK : ExitCode.NO;
    }
  }
}
