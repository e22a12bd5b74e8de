package io.s22.plan.check;

import io.s22.plan.At;
import io.s22.plan.Gate;
import io.s22.plan.Host;
import io.s22.plan.Invocation;
import io.s22.plan.Mark;
import io.s22.plan.Parameter;
import io.s22.plan.Plan;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every text of a plan that a machine reads: where variables and secrets may be named. */
record Writings(List<Writing> all) {
  static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{(secret:)?([^{}]{1,200})}");

  /**
   * One text.
   *
   * @param owner whose it is, as messages say it: {@code step "a"}
   * @param key the key it stands under
   */
  record Writing(String owner, String key, Mark at, String text) {
    /** The references in it, in order. */
    List<Reference> references() {
      if (!text.contains("${")) {
        return List.of();
      }
      List<Reference> found = new ArrayList<>();
      Matcher matcher = REFERENCE.matcher(text);
      while (matcher.find()) {
        String name = matcher.group(2);
        if (name != null) {
          found.add(new Reference(matcher.group(1) != null, name));
        }
      }
      return found;
    }
  }

  /** A variable or a secret named in a text. */
  record Reference(boolean secret, String name) {}

  static Writings of(Plan plan) {
    List<Writing> all = new ArrayList<>();
    plan.variables()
        .forEach((name, text) ->
            put(
                all,
                "variable " + Say.name(name),
                name,
                Say.member(plan.at(), "variables", name),
                text));
    plan.cluster().hosts().forEach((name, host) -> addHost(all, name, host));
    plan.stages()
        .forEach(stage -> {
          stage.gates().forEach(g -> addGate(all, "stage " + Say.name(stage.stage()), g));
          stage.steps().forEach(step -> addStep(all, step));
        });
    return new Writings(List.copyOf(all));
  }

  private static void addHost(List<Writing> all, String name, Host host) {
    String owner = "host " + Say.name(name);
    put(all, owner, "address", host.at(), host.address());
    put(all, owner, "user", host.at(), host.user());
    put(all, owner, "key", host.at(), host.key());
  }

  private static void addStep(List<Writing> all, Step step) {
    String owner = "step " + Say.name(step.step());
    addMap(all, owner, step.with());
    addInvocation(all, "the precheck of " + owner, step.precheck());
    addInvocation(all, "the verification of " + owner, step.verify());
    addInvocation(all, "the rollback of " + owner, step.rollback());
    step.gates().forEach(gate -> addGate(all, owner, gate));
  }

  private static void addInvocation(
      List<Writing> all, String owner, @Nullable Invocation invocation) {
    if (invocation != null) {
      addMap(all, owner, invocation.with());
    }
  }

  private static void addGate(List<Writing> all, String owner, Gate gate) {
    String whose = "a gate of " + owner;
    put(all, whose, "command", gate.at(), gate.command());
    put(all, whose, "http", gate.at(), gate.http());
    put(all, whose, "metric", gate.at(), gate.metric());
    put(all, whose, "from", gate.at(), gate.from());
  }

  private static void addMap(List<Writing> all, String owner, Map<String, Parameter> map) {
    map.forEach((key, value) -> addParameter(all, owner, key, value));
  }

  private static void addParameter(
      List<Writing> all, String owner, String key, Parameter parameter) {
    switch (parameter) {
      case Parameter.Scalar(Mark at, String text) -> all.add(new Writing(owner, key, at, text));
      case Parameter.Sequence(Mark at, List<Parameter> items) ->
          items.forEach(item -> addParameter(all, owner, key, item));
      case Parameter.Mapping(Mark at, Map<String, Parameter> entries) ->
          addMap(all, owner, entries);
    }
  }

  private static void put(
      List<Writing> all, String owner, String key, At at, @Nullable String text) {
    put(all, owner, key, at.of(key), text);
  }

  private static void put(
      List<Writing> all, String owner, String key, Mark at, @Nullable String text) {
    if (text != null) {
      all.add(new Writing(owner, key, at, text));
    }
  }
}
