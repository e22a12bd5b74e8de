package io.s22.driver.measure;

import io.s22.run.Driver;
import io.s22.run.Task;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Commands that append a line to a file when they begin; the file is the world. */
final class MeasureRig implements DriverRig {
  private final Path home;

  MeasureRig(Path home) {
    this.home = home;
  }

  @Override
  public Driver open() {
    return new MeasureDriver();
  }

  @Override
  public Task quick(String step) {
    return task(step, "echo begun >> " + counter(step) + "; echo 4");
  }

  @Override
  public Task held(String step) {
    throw new IllegalStateException("it ends with S22");
  }

  @Override
  public void letGo(String step) {}

  @Override
  public Task failing(String step) {
    return task(step, "echo begun >> " + counter(step) + "; exit 3");
  }

  private static Task task(String step, String command) {
    return TaskDraft.of(
            step, Map.of("figure", "f", "when", "before", "times", "1", "command", command))
        .action("command")
        .task();
  }

  private Path counter(String step) {
    return home.resolve(step + ".count");
  }

  @Override
  public int count(String step) {
    try {
      return Files.exists(counter(step)) ? Files.readAllLines(counter(step)).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean outlivesS22() {
    return false;
  }

  @Override
  public void close() {}
}
