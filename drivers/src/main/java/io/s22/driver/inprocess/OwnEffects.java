package io.s22.driver.inprocess;

import io.s22.driver.common.Keys;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Effects carried out by S22's own process, each at most by one process at a time and once to its
 * end. One that was cut off with its process counts as not begun: what is carried out here looks
 * first at every sub-step, so that doing it again goes on from where it was.
 *
 * @param folder where the records lie
 */
public record OwnEffects(Path folder) {
  private static final Duration AGAIN = Duration.ofMillis(20);

  /** What is carried out. */
  @FunctionalInterface
  public interface Body {
    Outcome run() throws InterruptedException;
  }

  /**
   * Carries {@code body} out under {@code key}, or waits for whoever does.
   *
   * @throws S22Exception S22-8140 when records cannot be kept
   */
  public Outcome perform(String key, Body body) throws InterruptedException {
    Path record = record(key);
    try {
      Files.createDirectories(folder);
      try (FileChannel file = lockFile(record)) {
        FileLock lock = await(file);
        try {
          Optional<Outcome> ended = read(record);
          return ended.isPresent() ? ended.get() : keep(record, body.run());
        } finally {
          lock.release();
        }
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** What became of {@code key}. */
  public Finding probe(String key) {
    Path record = record(key);
    try {
      Optional<Outcome> ended = read(record);
      if (ended.isPresent()) {
        return new Finding.Ended(ended.get());
      }
      if (!Files.exists(lockPath(record))) {
        return new Finding.NotStarted();
      }
      try (FileChannel file = lockFile(record);
          FileLock lock = attempt(file)) {
        return lock == null
            ? new Finding.Running()
            : read(record).<Finding>map(Finding.Ended::new).orElse(new Finding.NotStarted());
      }
    } catch (IOException e) {
      return new Finding.CannotTell("its record cannot be read: " + e);
    }
  }

  private Path record(String key) {
    return folder.resolve(Keys.fileName(key));
  }

  private static Path lockPath(Path record) {
    return record.resolveSibling(record.getFileName() + ".lock");
  }

  private static FileChannel lockFile(Path record) throws IOException {
    return FileChannel.open(lockPath(record), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FileLock await(FileChannel file) throws IOException, InterruptedException {
    while (true) {
      FileLock lock = attempt(file);
      if (lock != null) {
        return lock;
      }
      Thread.sleep(AGAIN);
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock attempt(FileChannel file)
      throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another thread of this process holds it.
      return null;
    }
  }

  private static Outcome keep(Path record, Outcome outcome) throws IOException {
    String text =
        switch (outcome) {
          case Outcome.Done d -> "done\n" + d.detail();
          case Outcome.Refused r -> "refused\n" + r.reason();
          case Outcome.Failed f -> "failed\n" + f.reason();
          case Outcome.Unknown u -> "unknown\n" + u.reason();
        };
    Path part = record.resolveSibling(record.getFileName() + ".part");
    try (FileChannel file =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      file.write(StandardCharsets.UTF_8.encode(text));
      file.force(true);
    }
    Files.move(part, record, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return outcome;
  }

  private static Optional<Outcome> read(Path record) throws IOException {
    if (!Files.exists(record)) {
      return Optional.empty();
    }
    String text = Files.readString(record);
    int line = text.indexOf('\n');
    String rest = text.substring(line + 1);
    return Optional.of(
        switch (text.substring(0, Math.max(0, line))) {
          case "done" -> new Outcome.Done(rest);
          case "refused" -> new Outcome.Refused(rest);
          case "failed" -> new Outcome.Failed(rest);
          default -> new Outcome.Unknown(rest);
        });
  }

  private S22Exception broken(IOException e) {
    return new S22Exception(
        "S22-8140",
        "The records of effects in " + folder + " cannot be kept: " + e,
        "See that this folder can be written and has space left.",
        e);
  }
}
