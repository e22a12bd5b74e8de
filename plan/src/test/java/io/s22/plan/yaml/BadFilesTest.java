package io.s22.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake in the language has a file with exactly what is said of it. */
class BadFilesTest {
  private static final Path FOLDER = Generated.ROOT.resolve("testdata/bad/language");
  private static final Pattern CODE = Pattern.compile("(?<=\")S22-1[0-9]{3}(?=\")");

  /**
   * These need a file too large to keep, or none, or a running step; {@code HostileTest} has them.
   */
  private static final Set<String> WITHOUT_FILE =
      Set.of("S22-1001", "S22-1002", "S22-1009", "S22-1040");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static String said(Path file, Loaded loaded) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : loaded.problems()) {
      String severity = problem.severity().name().toLowerCase(Locale.ROOT);
      text.append(
          "%s:%s: %s %s: %s%n  mend: %s%n"
              .formatted(
                  file.getFileName(),
                  problem.at(),
                  severity,
                  problem.code(),
                  problem.what().replace(FOLDER.toString(), "..."),
                  problem.mend()));
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isToldWhatItsExpectedFileSays(Path file) {
    Loaded loaded = PlanReader.read(file);
    String name = String.valueOf(file.getFileName());
    Path expected = file.resolveSibling(name.replace(".yaml", ".expected"));
    Generated.isUpToDate(expected, said(file, loaded));
    assertThat(loaded.problems()).hasSize(name.startsWith("ten-") ? 10 : 1);
    if (name.startsWith("S22-")) {
      assertThat(loaded.problems().getFirst().code()).isEqualTo(name.substring(0, 8));
    }
  }

  @Test
  void everyCodeOfTheLanguageHasAPageAndABadFile() throws IOException {
    Set<String> codes = codesInTheSource();
    assertThat(codes).hasSizeGreaterThan(20);
    Set<String> shown =
        files().map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
    for (String code : codes) {
      assertThat(Generated.ROOT.resolve("docs/errors/" + code + ".md")).exists();
      if (!WITHOUT_FILE.contains(code)) {
        assertThat(shown).anyMatch(name -> name.startsWith(code));
      }
    }
  }

  private static Set<String> codesInTheSource() throws IOException {
    Path source = Generated.ROOT.resolve("plan/src/main/java/io/s22/plan");
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (!source.relativize(file).startsWith("check")) {
          CODE.matcher(Files.readString(file))
              .results()
              .map(MatchResult::group)
              .forEach(codes::add);
        }
      }
    }
    return codes;
  }
}
