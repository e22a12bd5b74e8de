package io.s22.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans damaged at random are read without an exception, quickly, and every message is whole.
 * {@code -Ds22.seed=N} repeats a run, {@code -Ds22.rounds=N} makes it longer.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("s22.seed", 20240316L);
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = Integer.getInteger("s22.rounds", 150);
  private static final List<String> JUNK =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ":",
          ": ",
          "- ",
          "#",
          "\t",
          "\n",
          "&a ",
          "*a",
          "!",
          "|",
          ">",
          "'",
          "\"",
          "? ",
          "%",
          "---\n",
          "...\n",
          "~",
          "null",
          "\u0000",
          "\ufffe",
          "\ud800",
          "${",
          "[1-9]",
          "[9-1]",
          "999999999999999999999",
          "-1",
          "1e9",
          "NaN",
          "24:00",
          "P1D",
          "->",
          "<<: *a",
          "集群");

  static Stream<Path> plans() throws IOException {
    return PlanSchemaTest.plans();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void damagedPlansNeverThrowAndNeverTakeLong(Path file) throws IOException {
    System.out.println("FuzzTest seed " + SEED + " on " + file.getFileName());
    String good = Files.readString(file);
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String bad = good;
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        bad = damage(bad, random);
      }
      long begin = CPU.getCurrentThreadCpuTime();
      Loaded loaded = PlanReader.read("fuzz", bad);
      String about = "seed %d, round %d, %s".formatted(SEED, round, file);
      assertThat(CPU.getCurrentThreadCpuTime() - begin).as(about).isLessThan(2_000_000_000L);
      assertWhole(loaded, bad, about);
    }
  }

  private static void assertWhole(Loaded loaded, String text, String about) {
    long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 2;
    for (Problem problem : loaded.problems()) {
      assertThat(problem.at().line()).as(about).isBetween(0, (int) lines);
      assertThat(problem.what()).as(about).isNotBlank().doesNotContain("\n", "Exception");
      assertThat(problem.mend()).as(about).isNotBlank().doesNotContain("\n");
    }
    assertThat(loaded.plan().isPresent() || !loaded.problems().isEmpty()).as(about).isTrue();
  }

  private static String damage(String text, Random random) {
    int a = random.nextInt(text.length() + 1);
    int b = Math.min(text.length(), a + random.nextInt(40));
    String head = text.substring(0, a);
    String tail = text.substring(b);
    return switch (random.nextInt(5)) {
      case 0 -> head + tail;
      case 1 -> head + JUNK.get(random.nextInt(JUNK.size())) + text.substring(a);
      case 2 -> head + text.substring(a, b) + text.substring(a);
      case 3 ->
          head + (char) random.nextInt(0x3000) + text.substring(Math.min(text.length(), a + 1));
      default -> swapLines(text, random);
    };
  }

  private static String swapLines(String text, Random random) {
    String[] lines = text.split("\n", -1);
    int a = random.nextInt(lines.length);
    int b = random.nextInt(lines.length);
    String kept = lines[a];
    lines[a] = lines[b];
    lines[b] = kept;
    return String.join("\n", lines);
  }
}
