package io.s22.driver.common;

import io.s22.journal.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The record of one effect that S22 carries out by itself: which process took it, and how it ended.
 * A process takes it by making a hard link, which succeeds once. When the one that took it is gone
 * without a record of its end, and it is known that nothing came of it, it can be taken anew.
 */
public final class Ledger {
  private final Path folder;

  /**
   * @param kind the driver's own folder in {@code home}
   * @param key the effect's
   */
  public Ledger(Path home, String kind, String key) {
    this.folder = home.resolve(kind).resolve(Keys.fileName(key));
  }

  /**
   * How far the effect is.
   *
   * @param taken how often it was taken; 0 when it never began
   * @param since when it was last taken
   * @param ownerLives whether the process that took it last is still there
   * @param end how it ended, where that was recorded
   */
  public record State(int taken, Instant since, boolean ownerLives, Optional<Outcome> end) {}

  /** Reads how far it is. */
  public State read() {
    try {
      int taken = 0;
      while (Files.exists(claim(taken + 1))) {
        taken++;
      }
      if (taken == 0) {
        return new State(0, Instant.EPOCH, false, Optional.empty());
      }
      String[] owner = Files.readString(claim(taken)).strip().split(" ");
      return new State(taken, Instant.parse(owner[2]), lives(owner), end(taken));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the effect for this process, for the {@code nth} time; false when another did. */
  public boolean take(int nth, Instant now) {
    ProcessHandle self = ProcessHandle.current();
    String owner = self.pid() + " " + started(self) + " " + now;
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "draft", "");
      try {
        write(draft, owner);
        Files.createLink(claim(nth), draft);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records how it ended, on the disk before this returns. */
  public void end(int nth, Outcome outcome) {
    String text =
        switch (outcome) {
          case Outcome.Done(String detail) -> "done\n" + detail;
          case Outcome.Refused(String reason) -> "refused\n" + reason;
          case Outcome.Failed(String reason) -> "failed\n" + reason;
          case Outcome.Unknown(String reason) -> "unknown\n" + reason;
        };
    try {
      Path draft = Files.createTempFile(folder, "draft", "");
      write(draft, text);
      Files.move(draft, folder.resolve("end." + nth), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Outcome> end(int nth) throws IOException {
    Path file = folder.resolve("end." + nth);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] parts = Files.readString(file).split("\n", 2);
    return Optional.of(
        switch (parts[0]) {
          case "done" -> new Outcome.Done(parts[1]);
          case "refused" -> new Outcome.Refused(parts[1]);
          case "failed" -> new Outcome.Failed(parts[1]);
          default -> new Outcome.Unknown(parts[1]);
        });
  }

  private Path claim(int nth) {
    return folder.resolve("taken." + nth);
  }

  private static boolean lives(String[] owner) {
    return ProcessHandle.of(Long.parseLong(owner[0]))
        .map(process -> process.isAlive() && started(process).equals(owner[1]))
        .orElse(false);
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("-");
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
