package io.s22.driver.ssh;

import io.s22.driver.command.Effects;
import io.s22.driver.command.Machine;
import io.s22.driver.common.Errors;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Repeat;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commands on the hosts of the inventory. A command outlives its connection and S22 itself, and is
 * found again. Of the host nothing is needed but a POSIX shell.
 */
public final class SshDriver implements Driver, AutoCloseable {
  /** What the checks know of it. */
  public static final DriverSpec SPEC =
      new DriverSpec(
          "ssh",
          "Runs a command on a host over SSH.",
          List.of(
              new DriverSpec.Action(
                  "",
                  "Runs a command.",
                  Effects.params(
                      new Param(
                          "known-hosts",
                          Kind.TEXT,
                          false,
                          "File of trusted host keys; ~/.ssh/known_hosts where left out."),
                      new Param("passphrase", Kind.TEXT, false, "Opens the SSH key; a secret."),
                      new Param(
                          "effects",
                          Kind.TEXT,
                          false,
                          "Folder on the host for what is under way; ~/.s22/effects where left out."),
                      new Param(
                          "unreachable",
                          Kind.DURATION,
                          false,
                          "How long to try again when the host cannot be reached; 1m where left"
                              + " out.")),
                  Repeat.PROBE)));

  private static final String EFFECTS = "~/.s22/effects";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Effects effects = new Effects(SPEC);
  private final Object lock = new Object();
  private @Nullable Connections connections;
  private final String user;
  private final Path userHome;

  /** Logs in as, and with the keys of, the user S22 runs as, where the inventory says nothing. */
  public SshDriver() {
    this(System.getProperty("user.name"), Path.of(System.getProperty("user.home")));
  }

  SshDriver(String user, Path userHome) {
    this.user = user;
    this.userHome = userHome;
  }

  @Override
  public DriverSpec spec() {
    return SPEC;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      return effects.predict(task, surroundings, machine(task, surroundings, redaction));
    } catch (S22Exception e) {
      return new Prediction.CannotPredict(redaction.clean(Errors.line(e)));
    }
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      return effects.perform(task, surroundings, machine(task, surroundings, redaction));
    } catch (S22Exception e) {
      return Effects.mayHaveBegun(Optional.of(notes(surroundings)), task)
          ? new Outcome.Unknown(redaction.clean(Errors.line(e)))
          : Errors.failed(e, redaction);
    }
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      return effects.probe(task, surroundings, machine(task, surroundings, redaction));
    } catch (S22Exception e) {
      return new Finding.CannotTell(redaction.clean(Errors.line(e)));
    }
  }

  private Machine machine(Task task, Surroundings surroundings, Redaction redaction) {
    Params params = Params.of(task, SPEC);
    Target target = new TargetReader(params, redaction, surroundings, user, userHome).read(task);
    return new SshMachine(
        target,
        connections(),
        params.text("effects").orElse(EFFECTS),
        params.duration("unreachable").orElse(PATIENCE),
        notes(surroundings));
  }

  private static Path notes(Surroundings surroundings) {
    return surroundings.home().resolve("ssh");
  }

  /** Made when first needed: asking for the spec starts no client. */
  private Connections connections() {
    synchronized (lock) {
      Connections made = connections == null ? new Connections() : connections;
      connections = made;
      return made;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (connections != null) {
        connections.close();
        connections = null;
      }
    }
  }
}
