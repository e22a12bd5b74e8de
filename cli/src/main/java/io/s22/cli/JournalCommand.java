package io.s22.cli;

import io.s22.journal.JournalVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 journal}: the record of a run, to read, to take away, to prove. */
@Command(
    name = "journal",
    description = {
      "Read, export and verify the record of a run.",
      "",
      "Each entry carries the SHA-256 of the one before: a changed, removed or moved entry is found."
    },
    footer = {
      "",
      "Examples:",
      "  s22 journal show",
      "  s22 journal verify RUN",
      "  s22 journal export RUN > run.jsonl && s22 journal verify --file run.jsonl"
    },
    subcommands = {
      JournalCommand.Show.class,
      JournalCommand.Export.class,
      JournalCommand.Verify.class
    })
final class JournalCommand implements Callable<Integer> {
  private final Screen screen;

  JournalCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    return S22.run(screen, "journal", "--help");
  }

  /** Commands on the journal of one run. */
  abstract static class OfRun implements Callable<Integer> {
    final Screen screen;

    @Mixin final Common common = new Common();

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "RUN",
        description = "The run; the newest where left out.")
    @Nullable String run;

    OfRun(Screen screen) {
      this.screen = screen;
    }

    final String which(Workshop workshop) {
      var runs = workshop.store().runs();
      return run == null && !runs.isEmpty() ? runs.getFirst() : workshop.find(run);
    }
  }

  /** {@code s22 journal show}. */
  @Command(name = "show", description = "Print the entries, one a line.")
  static final class Show extends OfRun {
    Show(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      try (Workshop workshop = Workshop.open(screen, common)) {
        String id = which(workshop);
        PrintWriter out = screen.out();
        if (common.json) {
          workshop.store().readLines(id, 1, out::println);
        } else {
          workshop.store().read(id, 1, entry -> out.println(EntryText.of(entry)));
        }
        return ExitCode.OK;
      }
    }
  }

  /** {@code s22 journal export}. */
  @Command(
      name = "export",
      description = "Write the journal as canonical JSON lines, to take away and verify elsewhere.")
  static final class Export extends OfRun {
    Export(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      try (Workshop workshop = Workshop.open(screen, common)) {
        workshop.store().readLines(which(workshop), 1, screen.out()::println);
        return ExitCode.OK;
      }
    }
  }

  /** {@code s22 journal verify}. */
  @Command(
      name = "verify",
      description = {
        "Prove that a journal is whole; exit code 1 when it is not.",
        "",
        "With --head, also that it still ends where somebody noted it did."
      })
  static final class Verify extends OfRun {
    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "An exported journal instead of one of this machine's.")
    @Nullable Path file;

    @Option(
        names = "--head",
        paramLabel = "HASH",
        description = "The hash of an entry that must be in it.")
    @Nullable String head;

    Verify(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      JournalVerifier verifier = new JournalVerifier(head);
      String name = file == null ? feedFromStore(verifier) : feedFromFile(verifier, file);
      return VerdictPrinter.print(screen, name, verifier.verdict(), common.json);
    }

    private String feedFromStore(JournalVerifier verifier) {
      try (Workshop workshop = Workshop.open(screen, common)) {
        String id = which(workshop);
        workshop.store().readLines(id, 1, verifier::accept);
        return id;
      }
    }

    private static String feedFromFile(JournalVerifier verifier, Path file) {
      try (Stream<String> lines = Files.lines(file)) {
        lines.forEach(verifier::accept);
        return file.toString();
      } catch (IOException | UncheckedIOException unreadable) {
        throw new Refusal(
            ExitCode.USAGE,
            "S22-9103",
            "'" + file + "' cannot be read: " + unreadable.getMessage() + ".",
            "Give a file that 's22 journal export' wrote.");
      }
    }
  }
}
