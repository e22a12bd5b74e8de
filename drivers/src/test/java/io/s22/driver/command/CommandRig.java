package io.s22.driver.command;

import io.s22.run.Task;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Commands that append a line to a file when they begin; the file is the world. */
public abstract class CommandRig implements DriverRig {
  private final Path world;

  /**
   * @param home S22's folder; the world is a folder in it
   */
  protected CommandRig(Path home) {
    this.world = home.resolve("world");
    try {
      Files.createDirectories(world);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of all effects on the machine. */
  public abstract Path effects();

  /** A draft bound to the machine. */
  public abstract TaskDraft bind(TaskDraft draft);

  /** A task with these parameters. */
  public final Task task(String step, Map<String, Object> with) {
    return bind(TaskDraft.of(step, with)).task();
  }

  /** A command that is counted when it begins. */
  public final TaskDraft counted(String step, String then) {
    return counted(step, then, Map.of());
  }

  public final TaskDraft counted(String step, String then, Map<String, Object> more) {
    Map<String, Object> with = new LinkedHashMap<>(more);
    with.put("command", "echo begun >> " + world.resolve(step + ".count") + "\n" + then);
    return bind(TaskDraft.of(step, with));
  }

  /** A file of the test's own. */
  public final Path file(String name) {
    return world.resolve(name);
  }

  @Override
  public final Task quick(String step) {
    return counted(step, "echo done").task();
  }

  @Override
  public final Task held(String step) {
    Path go = world.resolve(step + ".go");
    return counted(step, "echo waiting; until [ -e " + go + " ]; do sleep 0.05; done; echo done")
        .task();
  }

  @Override
  public final void letGo(String step) {
    try {
      Files.createFile(world.resolve(step + ".go"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final Task failing(String step) {
    return counted(step, "echo it broke >&2; exit 3").task();
  }

  @Override
  public final int count(String step) {
    try {
      Path file = world.resolve(step + ".count");
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}
}
