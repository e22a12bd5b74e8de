package io.s22.plan.check;

import io.s22.plan.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reports as a SARIF log. Source: Static Analysis Results Interchange Format Version 2.1.0, OASIS
 * Standard, 27 March 2020.
 */
final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  static Map<String, Object> log(List<CheckReport> reports) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run(reports)));
    return log;
  }

  private static Map<String, Object> run(List<CheckReport> reports) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "s22 check");
    driver.put("rules", rules(reports));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put(
        "results",
        reports.stream()
            .flatMap(report -> report.problems().stream().map(each -> result(report, each)))
            .toList());
    return run;
  }

  /** All rules, and the codes of the language that were met. */
  private static List<Map<String, Object>> rules(List<CheckReport> reports) {
    Set<String> codes = new LinkedHashSet<>();
    reports.forEach(report -> report.problems().forEach(each -> codes.add(each.code())));
    Rules.all().forEach(rule -> codes.remove(rule.code()));
    List<Map<String, Object>> all = new ArrayList<>();
    Rules.all().forEach(rule -> all.add(rule(rule)));
    codes.stream().sorted().forEach(code -> all.add(descriptor(code)));
    return all;
  }

  private static Map<String, Object> rule(Rule rule) {
    Map<String, Object> map = descriptor(rule.code());
    map.put("shortDescription", text(rule.title() + "."));
    map.put("fullDescription", text(rule.why()));
    map.put("defaultConfiguration", Map.of("level", level(rule.severity())));
    return map;
  }

  private static Map<String, Object> descriptor(String code) {
    String page = CheckReport.page(code);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", code);
    map.put(
        "help",
        Map.of("text", "See " + page + ".", "markdown", "See [" + page + "](" + page + ")."));
    return map;
  }

  private static Map<String, Object> result(CheckReport report, Problem problem) {
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("artifactLocation", Map.of("uri", uri(report.file())));
    if (problem.at().line() > 0) {
      Map<String, Object> region = new LinkedHashMap<>();
      region.put("startLine", problem.at().line());
      region.put("startColumn", Math.max(1, problem.at().column()));
      location.put("region", region);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", problem.code());
    result.put("level", level(problem.severity()));
    result.put("message", text(problem.what() + " " + problem.mend()));
    result.put("locations", List.of(Map.of("physicalLocation", location)));
    return result;
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }

  private static String level(Problem.Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }

  /** A relative reference, its special characters escaped; a colon must not look like a scheme. */
  private static String uri(String file) {
    String path = file.replace('\\', '/');
    try {
      return new URI(null, null, path.contains(":") ? "./" + path : path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no file name: " + file, e);
    }
  }
}
