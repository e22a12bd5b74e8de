package io.s22.cli;

import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.DryRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code s22 run --dry-run}: what would change. */
final class DryRunReport {
  private final Screen screen;
  private final boolean json;

  DryRunReport(Screen screen, boolean json) {
    this.screen = screen;
    this.json = json;
  }

  int print(Machine machine, Workshop workshop, Plans.Sound sound, Map<String, String> variables)
      throws InterruptedException {
    CompiledPlan plan = machine.compile(sound.plan());
    Surroundings surroundings =
        new Surroundings(
            Workshop::now,
            machine.secrets(plan),
            line -> {},
            workshop.home(),
            sound.plan().cluster().hosts());
    List<DryRun.Line> lines = new ArrayList<>();
    new DryRun(plan, variables, machine.drivers()::get, surroundings).run(lines::add);
    if (json) {
      screen.out().println(Json.write(lines.stream().map(DryRunReport::fields).toList()));
    } else {
      lines.forEach(line -> screen.out().println(text(line)));
    }
    return ExitCode.OK;
  }

  private static Map<String, String> fields(DryRun.Line line) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("stage", line.stage());
    fields.put("step", line.step());
    fields.put("host", line.host());
    fields.put("prediction", word(line.prediction()));
    fields.put("why", why(line.prediction()));
    return fields;
  }

  private static String text(DryRun.Line line) {
    String where = line.host().isEmpty() ? line.step() : line.step() + "@" + line.host();
    return "%-14s %-40s %s"
        .formatted(word(line.prediction()), where, Terminal.plain(why(line.prediction()), 160));
  }

  private static String word(Prediction prediction) {
    return switch (prediction) {
      case Prediction.WouldChange change -> "would-change";
      case Prediction.NoChange none -> "no-change";
      case Prediction.CannotPredict unknown -> "cannot-predict";
    };
  }

  private static String why(Prediction prediction) {
    return switch (prediction) {
      case Prediction.WouldChange(String what) -> what;
      case Prediction.NoChange(String why) -> why;
      case Prediction.CannotPredict(String why) -> why;
    };
  }
}
