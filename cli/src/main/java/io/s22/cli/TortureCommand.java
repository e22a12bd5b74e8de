package io.s22.cli;

import io.s22.cli.proof.SwitchTorture;
import io.s22.cli.proof.Torture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code s22 torture}: the crash tester. */
@Command(
    name = "torture",
    description = {
      "Kill S22 at every instant and prove that nothing was lost and nothing was done twice.",
      "",
      "A plan of small real steps is run again and again: S22 is killed with SIGKILL before and after"
          + " every journal write, at random instants, and frozen while another takes its run over."
          + " Each step writes down that it happened; the journal says what should have.",
      "",
      "Exit code 0 only if every proof held."
    },
    footer = {"", "Examples:", "  s22 torture", "  s22 torture --random 200 --freezes 5"})
final class TortureCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 10;

  private final Screen screen;

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "Kills at random instants; ${DEFAULT-VALUE} where left out.",
      defaultValue = "30")
  private int random;

  @Option(
      names = "--boundaries",
      paramLabel = "N",
      description = "Kill around the first N journal writes; all where left out.",
      defaultValue = "10000")
  private int boundaries;

  @Option(
      names = "--freezes",
      paramLabel = "N",
      description = "Times a process is stopped across a take-over; ${DEFAULT-VALUE} else.",
      defaultValue = "1")
  private int freezes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the random instants; ${DEFAULT-VALUE} where left out.",
      defaultValue = "22")
  private long seed;

  @Option(
      names = "--switch-overs",
      description = {
        "Instead: switch-overs of a real database under users, S22 killed around each journal write"
            + " and within the switch-over; exactly one takes writes, nothing is lost."
      })
  private boolean switchOvers;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  TortureCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (switchOvers) {
      return switchOvers();
    }
    Path folder = Files.createTempDirectory("s22-torture-");
    Torture torture = new Torture(folder, line -> screen.err().println(line));
    torture.everyBoundary(false, boundaries);
    torture.everyBoundary(true, boundaries);
    var instants = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    torture.atRandom(random, instants);
    torture.freeze(freezes, instants);
    Files.delete(folder);
    print(torture.tally());
    return torture.tally().holds() ? ExitCode.OK : ExitCode.NO;
  }

  private int switchOvers() throws IOException, InterruptedException {
    SwitchTorture.Tally tally = new TortureSwitch(screen).run(random);
    if (json) {
      screen.out().println(Json.write(tally));
    } else {
      screen
          .out()
          .printf(
              "%d switch-overs, S22 killed %d times: %d of %d acknowledged writes lost, %d rounds"
                  + " went wrong%n",
              tally.rounds, tally.kills, tally.lost, tally.acknowledged, tally.wrong.size());
      list("WRONG", tally.wrong);
    }
    return tally.holds() ? ExitCode.OK : ExitCode.NO;
  }

  private void print(Torture.Tally tally) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("runs", tally.runs);
    facts.put("kills", tally.kills);
    facts.put("freezes", tally.freezes);
    facts.put("effects", tally.effects);
    facts.put("journal-entries", tally.entries);
    facts.put("lost", tally.lost);
    facts.put("repeated", tally.repeated);
    facts.put("broken", tally.broken);
    facts.put("seed", seed);
    if (json) {
      screen.out().println(Json.write(facts));
      return;
    }
    screen
        .out()
        .printf(
            "%d runs, killed %d times, frozen %d times; %d effects and %d journal entries:%n",
            tally.runs, tally.kills, tally.freezes, tally.effects, tally.entries);
    screen
        .out()
        .printf(
            "  %d lost, %d repeated, %d journals or runs broken (seed %d)%n",
            tally.lost.size(), tally.repeated.size(), tally.broken.size(), seed);
    list("LOST", tally.lost);
    list("REPEATED", tally.repeated);
    list("BROKEN", tally.broken);
  }

  private void list(String word, List<String> findings) {
    findings.stream()
        .limit(MOST_SHOWN)
        .forEach(each -> screen.out().println("  " + word + " " + each));
    if (findings.size() > MOST_SHOWN) {
      screen.out().println("  ... and " + (findings.size() - MOST_SHOWN) + " more");
    }
  }
}
