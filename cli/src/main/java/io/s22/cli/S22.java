package io.s22.cli;

import io.s22.plan.S22Exception;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root command: names the verbs and turns every failure into one clear line. */
@Command(
    name = "s22",
    synopsisSubcommandLabel = "COMMAND",
    description = "Maintenance windows as code: one plan in, one journal out.",
    version = "s22 " + S22.VERSION,
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class S22 implements Callable<Integer> {
  static final String VERSION = "0.1.0";

  private final Screen screen;

  private S22(Screen screen) {
    this.screen = screen;
  }

  /** Runs one command and returns its exit code; prints, and never throws. */
  static int run(Screen screen, String... args) {
    boolean known = args.length > 0 && Verbs.NAMES.contains(args[0]);
    return commandLine(screen, known ? List.of(args[0]) : Verbs.NAMES).execute(args);
  }

  /** With every command. */
  static CommandLine commandLine(Screen screen) {
    return commandLine(screen, Verbs.NAMES);
  }

  private static CommandLine commandLine(Screen screen, List<String> verbs) {
    CommandLine root = new CommandLine(new S22(screen), new Factory(screen));
    verbs.forEach(verb -> root.addSubcommand(Verbs.named(verb)));
    return root.setOut(screen.out())
        .setErr(screen.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(screen)))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((problem, words) -> misused(screen, problem))
        .setExecutionExceptionHandler((failure, line, result) -> failed(screen, failure));
  }

  private static CommandLine.Help.Ansi ansi(Screen screen) {
    return screen.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
  }

  private static int misused(Screen screen, ParameterException problem) {
    CommandLine line = problem.getCommandLine();
    PrintWriter err = screen.err();
    String[] lines = String.valueOf(problem.getMessage()).split("\\R", 2);
    err.println("s22: " + lines[0] + suggestion(problem));
    err.println("     see '" + line.getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE;
  }

  private static String suggestion(ParameterException problem) {
    if (problem instanceof UnmatchedArgumentException unmatched) {
      var near = unmatched.getSuggestions();
      return near.isEmpty() ? "" : ": did you mean '" + near.getFirst() + "'?";
    }
    return "";
  }

  private static int failed(Screen screen, Exception failure) {
    PrintWriter err = screen.err();
    if (failure instanceof S22Exception known) {
      err.println("s22: " + known.code() + ": " + known.getMessage());
      err.println("     " + known.mend());
      return known instanceof Refusal refusal ? refusal.exitCode() : ExitCode.UNAVAILABLE;
    }
    err.println("s22: S22-9001: a defect in S22 itself: " + failure);
    err.println("     please report it with the output of the same command and S22_DEBUG=1 set");
    if (screen.environment().containsKey("S22_DEBUG")) {
      failure.printStackTrace(err);
    }
    return ExitCode.DEFECT;
  }

  @Override
  public Integer call() {
    commandLine(screen).usage(screen.out());
    return ExitCode.OK;
  }
}
