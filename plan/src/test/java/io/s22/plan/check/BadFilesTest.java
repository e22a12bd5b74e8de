package io.s22.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadFilesTest {
  static Stream<Path> badFiles() throws IOException {
    return Repository.badFiles().stream();
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void yieldsExactlyWhatIsExpectedOfIt(Path bad) throws IOException {
    CheckReport report = Repository.check(bad);
    String found = report.text(false);
    assertThat(found).isEqualTo(Repository.expected(Repository.expectedOf(bad), found));
    assertThat(report.problems()).extracting(Problem::code).contains(Repository.code(bad));
  }

  @Test
  void everyRuleHasABadFile() throws IOException {
    List<String> codes = Repository.badFiles().stream().map(Repository::code).toList();
    assertThat(codes).containsAll(Rules.all().stream().map(Rule::code).toList());
  }

  @Test
  void everyExpectationBelongsToABadFile() throws IOException {
    try (Stream<Path> files = Files.list(Repository.BAD)) {
      assertThat(files.filter(file -> file.toString().endsWith(".expected")))
          .containsExactlyInAnyOrderElementsOf(
              Repository.badFiles().stream().map(Repository::expectedOf).toList());
    }
  }

  @Test
  void noTwoRulesHaveOneCode() {
    assertThat(Rules.all()).extracting(Rule::code).doesNotHaveDuplicates();
    assertThat(Rules.all()).hasSizeGreaterThan(65);
  }
}
