package io.s22.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the errors and the overview of the checks say what the rules say. */
class PagesTest {
  private static final String MEANING = "## What it means";
  private static final String EXAMPLE = "## Example";
  private static final String MEND = "## How to mend it";

  static Stream<Rule> rules() {
    return Rules.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasAPageWithItsTitleItsExampleAndItsMend(Rule rule) throws IOException {
    Path file = Repository.ROOT.resolve(rule.page());
    assertThat(file).exists();
    String page = Files.readString(file);
    assertThat(part(page, MEANING, EXAMPLE).length()).isGreaterThan(40);
    assertThat(page.substring(page.indexOf(MEND)).length()).isGreaterThan(MEND.length() + 10);
    String found = written(rule, part(page, MEANING, EXAMPLE), page.substring(page.indexOf(MEND)));
    assertThat(found).isEqualTo(Repository.expected(file, found));
  }

  @Test
  void theOverviewNamesEveryRule() throws IOException {
    Path file = Repository.ROOT.resolve("docs/checks.md");
    String found = overview();
    assertThat(found).isEqualTo(Repository.expected(file, found));
  }

  private static String part(String page, String from, String to) {
    return page.substring(page.indexOf(from) + from.length(), page.indexOf(to)).strip();
  }

  private static String written(Rule rule, String meaning, String mend) throws IOException {
    String severity = rule.severity() == Problem.Severity.ERROR ? "Error" : "Warning";
    return "# %s: %s\n\n*%s.* %s\n\n%s\n\n%s\n\n%s\n\n%s\n\n%s"
        .formatted(
            rule.code(),
            rule.title(),
            severity,
            rule.why(),
            MEANING,
            meaning,
            EXAMPLE,
            example(rule),
            mend);
  }

  /** The first bad file, near its mistake, and what is said of it. */
  private static String example(Rule rule) throws IOException {
    Path bad =
        Repository.badFiles().stream()
            .filter(file -> Repository.code(file).equals(rule.code()))
            .findFirst()
            .orElseThrow();
    Problem problem =
        Repository.check(bad).problems().stream()
            .filter(each -> each.code().equals(rule.code()))
            .findFirst()
            .orElseThrow();
    List<String> lines = Files.readAllLines(bad);
    int line = problem.at().line();
    String excerpt =
        lines.subList(Math.max(0, line - 6), Math.min(lines.size(), line + 5)).stream()
            .collect(Collectors.joining("\n"));
    String name = String.valueOf(bad.getFileName());
    return "```yaml\n%s\n```\n\n```text\n%s:%s: %s %s: %s\n  mend: %s\n```\n\n%s"
        .formatted(
            excerpt,
            name,
            problem.at(),
            problem.severity().name().toLowerCase(Locale.ROOT),
            problem.code(),
            problem.what(),
            problem.mend(),
            "The whole file: [" + name + "](../../testdata/bad/check/" + name + ").");
  }

  private static String overview() {
    StringBuilder out = new StringBuilder();
    long errors = Rules.all().stream().filter(r -> r.severity() == Problem.Severity.ERROR).count();
    out.append("# What `s22 check` looks for\n\n")
        .append(
            "%d rules, %d errors and %d warnings. "
                .formatted(Rules.all().size(), errors, Rules.all().size() - errors))
        .append(
            "An error means: do not run this plan. A warning means: somebody should have read\n")
        .append(
            "this. All problems of a plan are reported at once, by place. Each rule has a page ")
        .append("and a bad file under\n`testdata/bad/check`. Mistakes of the language itself have ")
        .append("codes that begin with `S22-1`.\n\nThis page is written from the rules ")
        .append("(`PagesTest`); do not edit it.\n");
    for (Rules.Family family : Rules.families()) {
      out.append("\n## ")
          .append(family.title())
          .append("\n\n| code | finds | because |\n|---|---|---|\n");
      for (Rule rule : family.rules()) {
        String kind = rule.severity() == Problem.Severity.ERROR ? "" : " *(warning)*";
        out.append(
            "| [%s](errors/%s.md) | %s%s | %s |\n"
                .formatted(rule.code(), rule.code(), rule.title(), kind, rule.why()));
      }
    }
    return out.toString();
  }
}
