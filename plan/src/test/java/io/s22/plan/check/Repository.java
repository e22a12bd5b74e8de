package io.s22.plan.check;

import io.s22.plan.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository that tests compare with. */
final class Repository {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path BAD = ROOT.resolve("testdata/bad/check");
  static final Path PAGES = ROOT.resolve("docs/errors");

  /** Run the tests with -Ds22.write=true to write what they find instead of comparing. */
  static final boolean UPDATE = Boolean.getBoolean("s22.write");

  private Repository() {}

  static List<Path> badFiles() throws IOException {
    try (Stream<Path> files = Files.list(BAD)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** The report on a file, named without its folder. */
  static CheckReport check(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    return CheckReport.of(PlanReader.read(name, Files.readString(file)), KnownDrivers.all());
  }

  /** The code a bad file is for: the first eight characters of its name. */
  static String code(Path bad) {
    return String.valueOf(bad.getFileName()).substring(0, "S22-2001".length());
  }

  /** What a file should be: written when updating, read when not. */
  static String expected(Path file, String found) throws IOException {
    if (UPDATE) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, found);
    }
    return Files.exists(file) ? Files.readString(file) : "";
  }

  static Path expectedOf(Path bad) {
    String name = String.valueOf(bad.getFileName()).replaceAll("\\.yaml$", ".expected");
    return bad.resolveSibling(name);
  }
}
