package io.s22.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Problem;
import io.s22.plan.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a plan, the checks answer; they never throw. */
class MangledPlansTest {
  private static final int TRIALS = 400;
  private static final List<String> WORDS =
      List.of(
          "0",
          "-1",
          "nothing",
          "24:00",
          "00:00-00:00",
          "api",
          "[]",
          "{}",
          "\"\"",
          "999999",
          "0s",
          "5 of 3",
          "100%",
          "2024-03-31 02:30",
          "shell",
          "mariadb.",
          ".",
          "${x}",
          "a -> b");

  @Test
  void checksAnswerWhateverIsWrong() throws IOException {
    long seed = Long.getLong("s22.seed", System.nanoTime());
    System.out.println("mangled plans: -Ds22.seed=" + seed);
    Random random = new Random(seed);
    List<String> lines = Files.readAllLines(Repository.ROOT.resolve("plans/s22-as-announced.yaml"));
    List<DriverSpec> drivers = KnownDrivers.all();
    int checked = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      String text = String.join("\n", mangled(lines, random));
      CheckReport report = CheckReport.of(PlanReader.read("mangled.yaml", text), drivers);
      assertThat(report.text(false)).isNotEmpty();
      checked += report.problems().stream().anyMatch(MangledPlansTest::isRule) ? 1 : 0;
    }
    assertThat(checked).as("plans that came as far as the rules").isGreaterThan(TRIALS / 4);
  }

  private static boolean isRule(Problem problem) {
    return problem.code().startsWith("S22-2");
  }

  private static List<String> mangled(List<String> lines, Random random) {
    List<String> mangled = new ArrayList<>(lines);
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mangled.size());
      String line = mangled.get(at);
      int colon = line.indexOf(": ");
      switch (random.nextInt(4)) {
        case 0 -> mangled.remove(at);
        case 1 -> mangled.add(at, line);
        case 2 -> mangled.set(at, mangled.get(random.nextInt(mangled.size())));
        default -> {
          if (colon > 0) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            mangled.set(at, line.substring(0, colon + 2) + word);
          }
        }
      }
    }
    return mangled;
  }
}
