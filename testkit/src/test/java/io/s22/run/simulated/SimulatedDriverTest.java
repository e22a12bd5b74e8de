package io.s22.run.simulated;

import io.s22.journal.Outcome;
import io.s22.plan.Gate;
import io.s22.run.Driver;
import io.s22.run.GateAsker;
import io.s22.run.Task;
import io.s22.run.engine.Jobs;
import io.s22.testkit.DriverContract;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The simulated driver keeps the laws of real ones, for a rehearsal must be killed like a run. */
final class SimulatedDriverTest extends DriverContract {
  /** Long enough for another process to find it running, also on a busy machine. */
  private static final Duration HELD = Duration.ofSeconds(4);

  @Override
  protected DriverRig rig(Path home) {
    return new Rig(home);
  }

  /** What it is to do stands in the step's parameters. */
  private record Declared() implements Behaviour {
    @Override
    public Lapse of(Jobs.Job job) {
      String does = String.valueOf(job.task().with().get("does"));
      return switch (does) {
        case "hold" -> new Lapse(HELD, new Outcome.Done("simulated"));
        case "fail" -> new Lapse(Duration.ZERO, new Outcome.Failed("as declared"));
        default -> new Lapse(Duration.ZERO, new Outcome.Done("simulated"));
      };
    }

    @Override
    public GateAsker.Reply answer(String subject, Gate gate) {
      throw new UnsupportedOperationException("no gate is asked here");
    }
  }

  /** Nothing happens in the world but that S22's folder says since when it pretends. */
  private record Rig(Path home) implements DriverRig {
    @Override
    public Driver open() {
      return new SimulatedDriver(new Declared(), UnaryOperator.identity());
    }

    private static Task task(String step, String does) {
      return TaskDraft.of(step, Map.of("does", does)).task();
    }

    @Override
    public Task quick(String step) {
      return task(step, "work");
    }

    @Override
    public Task held(String step) {
      return task(step, "hold");
    }

    @Override
    public void letGo(String step) {
      // it ends by itself
    }

    @Override
    public Task failing(String step) {
      return task(step, "fail");
    }

    @Override
    public int count(String step) {
      Path begun = SimulatedDriver.file(quick(step).key(), home);
      if (!Files.exists(begun)) {
        return 0;
      }
      try (Stream<Path> all = Files.list(begun.getParent())) {
        String name = begun.getFileName().toString();
        return (int) all.filter(file -> file.getFileName().toString().startsWith(name)).count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {}
  }
}
