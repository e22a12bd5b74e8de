package io.s22.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans that are shipped: what was announced has its contradictions, the others have none. */
class ShippedPlansTest {
  private static final Path PLANS = Repository.ROOT.resolve("plans");

  static Stream<Path> cleanPlans() throws IOException {
    try (Stream<Path> examples = Files.list(PLANS.resolve("examples"))) {
      return Stream.concat(Stream.of(PLANS.resolve("s22.yaml")), examples.toList().stream());
    }
  }

  @ParameterizedTest
  @MethodSource("cleanPlans")
  void aShippedPlanHasNeitherErrorsNorWarnings(Path plan) throws IOException {
    assertThat(Repository.check(plan).problems()).isEmpty();
  }

  @Test
  void theAnnouncedPlanComesOutWithItsContradictions() throws IOException {
    CheckReport report = Repository.check(PLANS.resolve("s22-as-announced.yaml"));
    String found = report.text(false);
    Path expected = Repository.ROOT.resolve("testdata/plans/s22-as-announced.expected");
    assertThat(found).isEqualTo(Repository.expected(expected, found));
    assertThat(report.problems())
        .extracting(Problem::code)
        .as("settlement, last backup, version jump, no way back, small box")
        .contains("S22-2111", "S22-2114", "S22-2701", "S22-2401", "S22-2101");
  }
}
