package io.s22.window.choice;

import io.s22.plan.Plan;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;

/** Plans and traffic to choose windows for. */
final class Sample {
  private Sample() {}

  /** A plan of this repository. */
  static Path repositoryPlan(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("plans").resolve(name))) {
        return at.resolve("plans").resolve(name);
      }
    }
    throw new IllegalStateException("no plans/" + name + " above the working directory");
  }

  static Plan plan(String text) {
    Loaded loaded = PlanReader.read("sample.yaml", text);
    if (!loaded.isFine()) {
      throw new IllegalArgumentException(loaded.problems().toString());
    }
    return loaded.plan().orElseThrow();
  }

  /** Ten weeks of counts, one every quarter of an hour; least on Wednesdays at 3. */
  static Path counts(Path folder, LocalDateTime end, Random random) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,count\n");
    for (LocalDateTime t = end.minusWeeks(10); t.isBefore(end); t = t.plusMinutes(15)) {
      double hour = t.getHour() + t.getMinute() / 60.0;
      double day = 1 - 0.2 * Math.cos((t.getDayOfWeek().getValue() - 3) * 2 * Math.PI / 7);
      double users = (600 - 500 * Math.cos((hour - 3) * Math.PI / 12)) * day;
      text.append(
          String.format(Locale.ROOT, "%s,%.1f%n", t, users * (1 + random.nextGaussian() / 50)));
    }
    return Files.writeString(folder.resolve("counts.csv"), text);
  }
}
