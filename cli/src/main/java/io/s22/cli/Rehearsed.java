package io.s22.cli;

import io.s22.cli.rehearse.Account;
import io.s22.journal.RunState;
import io.s22.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A rehearsal that is over, and of which nothing is left.
 *
 * @param account with the proof that nothing is left
 */
record Rehearsed(RunState state, Account account) {
  private static final long PATIENCE_SECONDS = 10;

  /** Carries {@code sound} out on a small cluster, and clears everything away. */
  static Rehearsed of(
      Screen screen, Plans.Sound sound, Rehearsal.Options options, RehearsalView view)
      throws IOException, InterruptedException {
    RunState state;
    Account account;
    Path folder;
    try (Rehearsal rehearsal = new Rehearsal(screen, sound, options)) {
      folder = rehearsal.folder();
      state = rehearsal.carryOut(view);
      rehearsal.leaveRecord();
      account = rehearsal.account();
      view.say("  everything is stopped and cleared away ...");
    }
    List<Account.Proof> proofs = new ArrayList<>(account.proofs());
    proofs.add(nothingLeft(folder));
    Rehearsed rehearsed =
        new Rehearsed(state, new Account(account.rows(), account.gaps(), proofs, account.memory()));
    view.end(rehearsed.account(), options.record());
    report(options.record(), view);
    return rehearsed;
  }

  /** The health report lies beside the record it was made of. */
  private static void report(Path journal, RehearsalView view) {
    Record record = Record.ofFile(journal);
    Instant now = Workshop.now();
    Report report = Report.of(record.journal(), Told.all(null, record, now), now, Locale.ENGLISH);
    Path pdf = ReportCommand.write(report, journal.toAbsolutePath().resolveSibling(""));
    view.say("The health report: " + pdf.toString().replaceFirst("pdf$", "html"));
    view.say("                   " + pdf);
  }

  private static Account.Proof nothingLeft(Path folder) throws InterruptedException {
    List<ProcessHandle> left = new ArrayList<>();
    for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
      if (!ended(child)) {
        left.add(child);
      }
    }
    return new Account.Proof(
        "no process and no file is left",
        left.isEmpty() && Files.notExists(folder),
        left.size() + " processes, folder " + (Files.exists(folder) ? "there" : "gone"));
  }

  private static boolean ended(ProcessHandle child) throws InterruptedException {
    CompletableFuture<ProcessHandle> end = child.onExit();
    try {
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException still) {
      return !child.isAlive();
    }
  }

  /** The exit code of the command. */
  int exitCode() {
    return account.holds() ? RunCommand.exitCode(state) : ExitCode.NO;
  }
}
