package io.s22.run.simulated;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.run.engine.Jobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Pretends in real time: an effect takes as long as the plan declares, ends as it declares, and
 * says that it was simulated. When it began is kept in a file, so that it is found again after S22
 * was killed.
 */
public final class SimulatedDriver implements Driver {
  /** The word under {@code uses}. */
  public static final String NAME = "simulated";

  /** What the checks know of it. */
  public static final DriverSpec SPEC =
      new DriverSpec(
          NAME,
          "Stands for hardware that cannot be had; every report says so.",
          List.of(
              new DriverSpec.Action(
                  "",
                  "Takes as long and fails as often as the plan declares, and does nothing real.",
                  List.of(
                      text("device", "What it stands for: a switch, a GPU."),
                      text("does", "What is done to it, in words.")),
                  Repeat.PROBE)));

  private static DriverSpec.Param text(String name, String does) {
    return new DriverSpec.Param(name, DriverSpec.Kind.TEXT, false, does);
  }

  private final Behaviour behaviour;
  private final UnaryOperator<Duration> pace;

  /**
   * @param pace how long a sampled duration really takes: the same, or a part of it
   */
  public SimulatedDriver(Behaviour behaviour, UnaryOperator<Duration> pace) {
    this.behaviour = behaviour;
    this.pace = pace;
  }

  @Override
  public DriverSpec spec() {
    return SPEC;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    return new Prediction.CannotPredict("simulated: there is nothing to look at");
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Behaviour.Lapse lapse = behaviour.of(new Jobs.Job(NAME, task));
    Instant end =
        begun(file(task.key(), surroundings.home()), surroundings).plus(pace.apply(lapse.lasts()));
    Duration left = Duration.between(surroundings.clock().now(), end);
    if (left.isPositive()) {
      Thread.sleep(surroundings.clock().waiting(left));
    }
    return lapse.outcome();
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    Path file = file(task.key(), surroundings.home());
    if (!Files.exists(file)) {
      return new Finding.NotStarted();
    }
    Behaviour.Lapse lapse = behaviour.of(new Jobs.Job(NAME, task));
    Instant end = begun(file, surroundings).plus(pace.apply(lapse.lasts()));
    return surroundings.clock().now().isBefore(end)
        ? new Finding.Running()
        : new Finding.Ended(lapse.outcome());
  }

  /** When the effect began: now, unless it has begun before. */
  private static Instant begun(Path file, Surroundings surroundings) {
    try {
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        begin(file, surroundings.clock().now());
      }
      return Instant.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A hard link is made of the whole file or not at all, and by one process only. */
  private static void begin(Path file, Instant now) throws IOException {
    Path draft = Files.createTempFile(file.getParent(), "begun", ".tmp");
    try {
      Files.writeString(draft, now.toString());
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // another process began it at the same time: that one counts
    } finally {
      Files.delete(draft);
    }
  }

  /** The file that holds since when the effect of {@code key} has been under way. */
  static Path file(String key, Path home) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return home.resolve(NAME).resolve(HexFormat.of().formatHex(hash, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
