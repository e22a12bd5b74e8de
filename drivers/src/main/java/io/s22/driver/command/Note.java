package io.s22.driver.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether an effect may have begun on a machine: an empty file on S22's own, made before the
 * program is sent for the first time and taken away only when it certainly was not sent. It
 * outlives S22.
 */
final class Note {
  private final Optional<Path> file;
  private boolean mayHaveBegun;

  Note(Optional<Path> folder, String mark) {
    this.file = folder.map(f -> f.resolve(mark));
    this.mayHaveBegun = file.map(Files::exists).orElse(false);
  }

  void beforeSending() throws IOException {
    if (file.isPresent() && !mayHaveBegun) {
      Files.createDirectories(file.get().getParent());
      Files.writeString(file.get(), "");
    }
  }

  /** It was found to have begun. */
  void found() {
    try {
      beforeSending();
    } catch (IOException e) {
      // Only a help against a wrong word later; what was found is told all the same.
      System.getLogger(Note.class.getName()).log(System.Logger.Level.WARNING, "no note made", e);
    }
    mayHaveBegun = true;
  }

  void sent() {
    mayHaveBegun = true;
  }

  void notSent() {
    if (file.isPresent() && !mayHaveBegun) {
      try {
        Files.deleteIfExists(file.get());
      } catch (IOException e) {
        mayHaveBegun = true;
      }
    }
  }

  boolean mayHaveBegun() {
    return mayHaveBegun;
  }
}
