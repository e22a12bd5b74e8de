package io.s22.cli;

import io.s22.cli.proof.MortalHost;
import io.s22.cli.proof.MortalHost.Death;
import io.s22.run.RunHost;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A run whose process kills itself at a journal write; what {@code s22 torture} starts. */
@Command(
    name = "torture-child",
    hidden = true,
    description = "Carry a plan out and die at a journal write.")
final class TortureChildCommand extends RunCommand {
  @Option(names = "--die", required = true, paramLabel = "before:N|after:N")
  private String die = "";

  TortureChildCommand(Screen screen) {
    super(screen);
  }

  @Override
  Machine machine(Map<String, String> environment) {
    String[] words = die.split(":");
    Death death = new Death(Integer.parseInt(words[1]), words[0].equals("before"));
    return new Machine(environment) {
      @Override
      RunHost mortal(RunHost host) {
        return new MortalHost(host, death);
      }
    };
  }
}
