package io.s22.plan.check;

import io.s22.plan.Problem;
import io.s22.plan.yaml.JsonText;
import io.s22.plan.yaml.Loaded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a file, ready to be shown.
 *
 * @param file its name, as messages show it
 * @param text what it holds, for the lines that are quoted
 * @param problems by place
 */
public record CheckReport(String file, String text, List<Problem> problems) {
  public CheckReport {
    problems = List.copyOf(problems);
  }

  /** Checks a file. */
  public static CheckReport of(Loaded loaded, List<DriverSpec> drivers) {
    return new CheckReport(loaded.name(), loaded.text(), Check.of(loaded, drivers));
  }

  public int errors() {
    return (int) problems.stream().filter(Problem::isError).count();
  }

  public int warnings() {
    return problems.size() - errors();
  }

  /** For people: each problem with its line and a caret, then how many there are. */
  public String text(boolean colours) {
    return new ReportText(this, colours).write();
  }

  /** {@code {file, errors, warnings, problems: [{code, severity, line, ...}]}}. */
  public String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("file", file);
    all.put("errors", errors());
    all.put("warnings", warnings());
    all.put("problems", problems.stream().map(CheckReport::map).toList());
    return JsonText.of(all);
  }

  /** SARIF 2.1.0 (OASIS, 2020): what code hosts and editors read. */
  public String sarif() {
    return sarif(List.of(this));
  }

  /** One SARIF file for several reports. */
  public static String sarif(List<CheckReport> reports) {
    return JsonText.of(Sarif.log(new ArrayList<>(reports)));
  }

  /** "2 errors, 1 warning", or "nothing wrong". */
  public String summary() {
    return problems.isEmpty()
        ? "nothing wrong"
        : Say.count(errors(), "error") + ", " + Say.count(warnings(), "warning");
  }

  private static Map<String, Object> map(Problem problem) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("code", problem.code());
    map.put("severity", problem.isError() ? "error" : "warning");
    map.put("line", problem.at().line());
    map.put("column", problem.at().column());
    map.put("what", problem.what());
    map.put("mend", problem.mend());
    map.put("page", page(problem.code()));
    return map;
  }

  /** Where the page of a code is, from the root of the repository. */
  static String page(String code) {
    return "docs/errors/" + code + ".md";
  }
}
