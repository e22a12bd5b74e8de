package io.s22.plan.check;

import io.s22.plan.Mark;
import io.s22.plan.Problem;
import io.s22.plan.Problem.Severity;
import java.util.List;

/**
 * One thing the checks look for.
 *
 * @param code stable for ever; its page is {@code docs/errors/<code>.md}
 * @param severity of every problem it finds
 * @param title what it finds, as a short phrase: "a fallback window that is too short"
 * @param why what would happen in the night if nobody found it, in one sentence
 * @param body looks
 */
public record Rule(String code, Severity severity, String title, String why, Body body) {

  static Rule error(String code, String title, String why, Body body) {
    return new Rule(code, Severity.ERROR, title, why, body);
  }

  static Rule warning(String code, String title, String why, Body body) {
    return new Rule(code, Severity.WARNING, title, why, body);
  }

  /** Where its page is, from the root of the repository. */
  public String page() {
    return CheckReport.page(code);
  }

  /** Adds what it finds in a plan to {@code problems}. */
  void look(Facts facts, List<Problem> problems) {
    body.look(facts, (at, what, mend) -> problems.add(new Problem(code, severity, at, what, mend)));
  }

  /** Looks at a plan and says what it finds. */
  @FunctionalInterface
  public interface Body {
    void look(Facts facts, Out out);
  }

  /** Takes what a rule finds. */
  @FunctionalInterface
  public interface Out {
    /**
     * @param at where the culprit was written
     * @param what the culprit by name and what is wrong with it, in one sentence
     * @param mend what to write instead, with values
     */
    void add(Mark at, String what, String mend);
  }
}
