package io.s22.plan.check;

import io.s22.plan.Durations;
import io.s22.plan.Invocation;
import io.s22.plan.Mark;
import io.s22.plan.Parameter;
import io.s22.plan.Step;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules about drivers, their actions and parameters. */
final class DriverRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2210",
              "An unknown driver",
              "Nothing could carry the step out.",
              DriverRules::drivers),
          Rule.error(
              "S22-2211",
              "An unknown action of a driver",
              "Nothing could carry the step out.",
              DriverRules::actions),
          Rule.error(
              "S22-2212",
              "An unknown parameter",
              "What it says would be ignored.",
              (facts, out) -> each(facts, call -> unknown(call, out))),
          Rule.error(
              "S22-2213",
              "A missing parameter",
              "The driver would refuse the step in the night.",
              (facts, out) -> each(facts, call -> missing(call, out))),
          Rule.error(
              "S22-2214",
              "A parameter of the wrong kind",
              "The driver would refuse the step in the night.",
              (facts, out) -> each(facts, call -> wrongKind(call, out))),
          Rule.error(
              "S22-2216",
              "A proof that the driver does not know",
              "Nobody would prove it, though everybody read that it is proven.",
              (facts, out) -> each(facts, call -> proofs(call, out))));

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,18}(\\.\\d{1,18})?");
  private static final Set<String> YES_NO = Set.of("yes", "no", "true", "false", "on", "off");

  /** Something that uses a driver: a step, or one of its invocations. */
  private record Use(String whose, String uses, Map<String, Parameter> with, Mark at, Mark start) {}

  /** A use of a known action. */
  private record Call(Use use, DriverSpec.Action action, Facts facts) {}

  @FunctionalInterface
  private interface Look {
    void at(Call call);
  }

  private DriverRules() {}

  private static void drivers(Facts facts, Rule.Out out) {
    Set<String> known = facts.drivers().keySet();
    for (Use use : uses(facts)) {
      String driver = Uses.of(use.uses()).driver();
      if (!known.contains(driver)) {
        out.add(
            use.at(),
            use.whose() + " uses driver " + Say.name(driver) + ", which is unknown.",
            facts.guess().mend(driver, known, "use shell for a command."));
      }
    }
  }

  private static void actions(Facts facts, Rule.Out out) {
    for (Use use : uses(facts)) {
      Uses words = Uses.of(use.uses());
      DriverSpec driver = facts.drivers().get(words.driver());
      if (driver != null && driver.action(words.action()).isEmpty()) {
        List<String> known =
            driver.actions().stream().map(action -> full(driver, action.name())).toList();
        String what =
            words.action().isEmpty()
                ? " does not say which action of driver " + Say.name(driver.name()) + " it uses."
                : " uses "
                    + Say.name(use.uses())
                    + ", which driver "
                    + Say.name(driver.name())
                    + " does not have.";
        out.add(
            use.at(),
            use.whose() + what,
            facts.guess().mend(use.uses(), known, "write a known action."));
      }
    }
  }

  private static String full(DriverSpec driver, String action) {
    return action.isEmpty() ? driver.name() : driver.name() + "." + action;
  }

  private static List<Use> uses(Facts facts) {
    List<Use> all = new ArrayList<>();
    for (Work work : facts.works().all()) {
      Step step = work.step();
      String whose = "step " + Say.name(step.step());
      all.add(
          new Use(
              "S" + whose.substring(1),
              step.uses(),
              step.with(),
              work.at("uses"),
              step.at().start()));
      add(all, "The precheck of " + whose, step.precheck(), step.uses());
      add(all, "The verification of " + whose, step.verify(), step.uses());
      add(all, "The rollback of " + whose, step.rollback(), step.uses());
    }
    return all;
  }

  private static void add(
      List<Use> all, String whose, @Nullable Invocation invocation, String stepUses) {
    if (invocation != null) {
      String uses = invocation.uses() == null ? stepUses : invocation.uses();
      all.add(
          new Use(
              whose, uses, invocation.with(), invocation.at().of("uses"), invocation.at().start()));
    }
  }

  private static void each(Facts facts, Look look) {
    for (Use use : uses(facts)) {
      facts.action(use.uses()).ifPresent(action -> look.at(new Call(use, action, facts)));
    }
  }

  private static void unknown(Call call, Rule.Out out) {
    List<String> known = call.action().params().stream().map(DriverSpec.Param::name).toList();
    call.use()
        .with()
        .forEach((name, value) -> {
          if (!known.contains(name) && !name.equals(Invocation.PROOF)) {
            out.add(
                value.at(),
                call.use().whose()
                    + " gives "
                    + Say.name(call.use().uses())
                    + " the parameter "
                    + Say.name(name)
                    + ", which it does not know.",
                call.facts().guess().mend(name, known, "take it out."));
          }
        });
  }

  private static void missing(Call call, Rule.Out out) {
    for (DriverSpec.Param param : call.action().params()) {
      boolean given = call.use().with().containsKey(param.name());
      if (param.required() && !given && !call.use().with().containsKey(Invocation.PROOF)) {
        out.add(
            call.use().start(),
            call.use().whose()
                + " uses "
                + Say.name(call.use().uses())
                + " without the parameter "
                + Say.name(param.name())
                + ".",
            "Add with: {" + param.name() + ": ...}: " + param.does());
      }
    }
  }

  private static void wrongKind(Call call, Rule.Out out) {
    for (DriverSpec.Param param : call.action().params()) {
      Parameter value = call.use().with().get(param.name());
      if (value != null && !fits(value, param.kind())) {
        out.add(
            value.at(),
            call.use().whose()
                + " gives "
                + Say.name(param.name())
                + " as "
                + kind(value)
                + "; "
                + Say.name(call.use().uses())
                + " takes "
                + words(param.kind())
                + ".",
            "Write " + example(param.kind()) + ".");
      }
    }
  }

  private static void proofs(Call call, Rule.Out out) {
    if (call.use().with().get(Invocation.PROOF) instanceof Parameter.Scalar(Mark at, String words)
        && !call.action().proofs().contains(words.strip())) {
      out.add(
          at,
          call.use().whose()
              + " says "
              + Say.name(words)
              + ", which "
              + Say.name(call.use().uses())
              + " cannot prove.",
          call.facts().guess().mend(words, call.action().proofs(), "write a command: {run: ...}."));
    }
  }

  private static boolean fits(Parameter value, DriverSpec.Kind kind) {
    return switch (value) {
      case Parameter.Scalar(Mark at, String text) -> text.contains("${") || scalarFits(text, kind);
      case Parameter.Sequence s -> kind == DriverSpec.Kind.LIST;
      case Parameter.Mapping m -> kind == DriverSpec.Kind.MAP;
    };
  }

  private static boolean scalarFits(String text, DriverSpec.Kind kind) {
    return switch (kind) {
      case TEXT -> true;
      case DURATION -> isDuration(text);
      case NUMBER -> NUMBER.matcher(text).matches();
      case YES_NO -> YES_NO.contains(text);
      case LIST, MAP -> false;
    };
  }

  private static boolean isDuration(String text) {
    try {
      return !Durations.parse(text).isNegative();
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String kind(Parameter value) {
    return switch (value) {
      case Parameter.Scalar s -> "plain text";
      case Parameter.Sequence s -> "a list";
      case Parameter.Mapping m -> "a mapping";
    };
  }

  private static String words(DriverSpec.Kind kind) {
    return switch (kind) {
      case TEXT -> "text";
      case DURATION -> "a duration";
      case NUMBER -> "a number";
      case YES_NO -> "yes or no";
      case LIST -> "a list";
      case MAP -> "a mapping";
    };
  }

  private static String example(DriverSpec.Kind kind) {
    return switch (kind) {
      case TEXT -> "plain text, in quotes where it holds special characters";
      case DURATION -> "a duration such as 30s or 5m";
      case NUMBER -> "a number such as 3";
      case YES_NO -> "yes or no";
      case LIST -> "a list such as [a, b]";
      case MAP -> "a mapping such as {a: b}";
    };
  }
}
