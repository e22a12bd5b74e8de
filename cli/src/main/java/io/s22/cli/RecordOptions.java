package io.s22.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose record a report or its evidence is made from, and in which language. */
final class RecordOptions {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run; the newest where left out.")
  private @Nullable String run;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "An exported journal instead of one of this machine's.")
  private @Nullable Path file;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "The report's language: en or zh (${DEFAULT-VALUE}).",
      defaultValue = "en")
  String lang = "en";

  /** The record that was named. */
  Record of(Workshop workshop) {
    return Record.of(workshop, run, file);
  }
}
