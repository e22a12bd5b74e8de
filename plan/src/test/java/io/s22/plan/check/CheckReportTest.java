package io.s22.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.s22.plan.Mark;
import io.s22.plan.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReportTest {
  private static CheckReport report(String text, int line, int column) {
    Problem problem = Problem.warning("S22-2405", new Mark(line, column), "What.", "Mend.");
    return new CheckReport("a.yaml", text, List.of(problem));
  }

  @Test
  void pointsAtTheCulpritWithACaret() {
    assertThat(report("one\n  two: three\n", 2, 8).text(false))
        .isEqualTo(
            """
            a.yaml:2:8: warning S22-2405: What.
                2 |   two: three
                  |        ^
              mend: Mend.

            a.yaml: 0 errors, 1 warning
            """);
  }

  @Test
  void putsTheCaretRightAfterWideCharactersAndTabs() {
    assertThat(report("集群\tx", 1, 4).text(false)).contains("      |     \t^\n");
  }

  @Test
  void cutsALongLineAroundTheCulprit() {
    String text = report("a".repeat(500) + "X" + "b".repeat(500), 1, 501).text(false);
    assertThat(text).contains("...aaaa").contains("Xbbb").contains("b...");
    assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThan(150);
  }

  @Test
  void coloursOnlyWhenAsked() {
    assertThat(report("x", 1, 1).text(true)).contains("\u001b[33mwarning S22-2405:\u001b[0m");
    assertThat(report("x", 1, 1).text(false)).doesNotContain("\u001b");
  }

  @Test
  void theFileCannotSteerTheTerminal() {
    Problem problem = Problem.error("S22-2201", new Mark(1, 1), "\u001b[2J gone", "\u0007");
    String text = new CheckReport("a", "\u001b[31mred", List.of(problem)).text(false);
    assertThat(text).doesNotContain("\u001b").doesNotContain("\u0007");
  }

  @Test
  void aFileWithoutProblemsSaysSo() {
    assertThat(new CheckReport("a.yaml", "", List.of()).text(false))
        .isEqualTo("a.yaml: nothing wrong\n");
  }

  @Test
  void writesJson() {
    assertThat(report("x", 1, 1).json())
        .isEqualTo(
            """
            {
              "file": "a.yaml",
              "errors": 0,
              "warnings": 1,
              "problems": [
                {
                  "code": "S22-2405",
                  "severity": "warning",
                  "line": 1,
                  "column": 1,
                  "what": "What.",
                  "mend": "Mend.",
                  "page": "docs/errors/S22-2405.md"
                }
              ]
            }
            """);
  }

  @Test
  void escapesWhatJsonCannotHold() {
    Problem problem = Problem.error("S22-2201", new Mark(1, 1), "\"\\\n\t\u0001", "");
    assertThat(new CheckReport("a", "", List.of(problem)).json())
        .contains("\"what\": \"\\\"\\\\\\n\\u0009\\u0001\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hunter2", "Hunter2Hunter2", "s3cr3t", "MIIEow", "q7Rk2ZxW9vTbL4mNcY8sHdJ3"})
  void noReportShowsASecret(String secret) throws IOException {
    for (Path bad : Repository.badFiles()) {
      CheckReport report = Repository.check(bad);
      assertThat(report.text(false) + report.json() + report.sarif()).doesNotContain(secret);
    }
  }

  @Test
  void writesSarifThatItsSchemaAccepts() throws IOException {
    List<CheckReport> reports = new ArrayList<>();
    for (Path bad : Repository.badFiles()) {
      reports.add(Repository.check(bad));
    }
    reports.add(report("x", 0, 0));
    reports.add(new CheckReport("plans/über plan:1.yaml", "", report("x", 1, 1).problems()));
    String sarif = CheckReport.sarif(reports);
    assertThat(schema().validate(sarif, InputFormat.JSON)).isEmpty();
    assertThat(sarif)
        .contains("\"uri\": \"./plans/%C3%BCber%20plan:1.yaml\"")
        .contains("\"columnKind\": \"unicodeCodePoints\"");
  }

  @Test
  void theSchemaWouldRefuseAnotherLevel() throws IOException {
    String sarif =
        report("x", 1, 1).sarif().replace("\"level\": \"warning\"", "\"level\": \"bad\"");
    List<Error> errors = schema().validate(sarif, InputFormat.JSON);
    assertThat(errors).isNotEmpty();
  }

  private static Schema schema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            CheckReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(in, InputFormat.JSON);
    }
  }
}
