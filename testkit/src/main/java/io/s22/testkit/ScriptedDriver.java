package io.s22.testkit;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A driver that does as it is told, effect by effect, and remembers what was asked of it. */
public final class ScriptedDriver implements Driver {
  private final DriverSpec spec;
  private final Map<String, Script> scripts = new HashMap<>();
  private final Map<String, Finding> findings = new HashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** What happens when an effect is performed. */
  @FunctionalInterface
  public interface Script {
    Outcome perform(Task task, Surroundings surroundings) throws InterruptedException;
  }

  public ScriptedDriver(String name, Repeat repeat) {
    spec =
        new DriverSpec(
            name,
            "Does as a test tells it.",
            List.of(new DriverSpec.Action("", "Acts.", List.of(), repeat)));
  }

  /** What happens when {@code effect}, such as {@code step@host/act/1.1}, is performed. */
  public ScriptedDriver on(String effect, Script script) {
    scripts.put(effect, script);
    return this;
  }

  /** What is found out about {@code effect}; that it never began where nothing is said. */
  public ScriptedDriver finds(String effect, Finding finding) {
    findings.put(effect, finding);
    return this;
  }

  /** What was asked of it: {@code perform} or {@code probe}, and the effect. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public DriverSpec spec() {
    return spec;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    return new Prediction.WouldChange("by script, with " + task.with());
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    asked.add("perform " + task.effect());
    Script script = scripts.get(task.effect().toString());
    return script == null ? new Outcome.Done("scripted") : script.perform(task, surroundings);
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    asked.add("probe " + task.effect());
    return findings.getOrDefault(task.effect().toString(), new Finding.NotStarted());
  }
}
