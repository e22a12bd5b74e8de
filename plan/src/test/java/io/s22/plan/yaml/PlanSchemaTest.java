package io.s22.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PlanSchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(PlanSchema.json());

  static Stream<Path> plans() throws IOException {
    try (Stream<Path> files = Files.walk(Generated.ROOT.resolve("plans"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static List<Error> validate(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(JsonText.of(value), InputFormat.JSON);
  }

  @Test
  void theCommittedSchemaIsUpToDate() {
    Generated.isUpToDate(Generated.ROOT.resolve("docs/schema/plan.schema.json"), PlanSchema.json());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyPlanOfTheRepositoryIsValidAndPointsToTheSchema(Path plan) throws IOException {
    String text = Files.readString(plan);
    assertThat(validate(text)).isEmpty();
    assertThat(PlanReader.read(plan).problems()).isEmpty();
    String first = text.lines().findFirst().orElse("");
    String prefix = "# yaml-language-server: $schema=";
    assertThat(first).startsWith(prefix);
    assertThat(plan.resolveSibling(first.substring(prefix.length())).normalize())
        .isEqualTo(Generated.ROOT.resolve("docs/schema/plan.schema.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "takes: 5 minutes",
        "takes: {likely: 5m}",
        "takes: {worst: 5m}",
        "fails: 200%",
        "whith: {a: b}",
        "retry: {attempts: 0}",
        "batch: 0",
        "may-stop-after: perhaps",
        "if-fails: rollback",
        "done-by: 25:00",
        "gates: {within: 2m}",
        "gates: {metric: a < 1, approval: lead}",
        "moves: {mysql: 8.0.36}",
        "run: echo too",
        "interrupts: {api: sometimes}"
      })
  void whatTheReaderRefusesTheSchemaRefusesToo(String line) {
    String good =
        """
        plan: p
        title: P
        zone: UTC
        window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
        stages:
          - stage: one
            box: 00:00-04:00
            steps:
              - step: a
                uses: x.y
        """;
    assertThat(validate(good)).isEmpty();
    assertThat(PlanReader.read("p", good).problems()).isEmpty();
    String bad = good + line.indent(8);
    assertThat(validate(bad)).isNotEmpty();
    assertThat(PlanReader.read("p", bad).problems()).hasSize(1);
  }
}
