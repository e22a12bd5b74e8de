package io.s22.cli;

import io.s22.cli.proof.Trees;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the JVM watches once, after a build, to write the launcher's ahead-of-time cache: the
 * commands that people type most, with nothing printed and nothing left behind.
 */
public final class Training {
  private Training() {}

  private static final String PLAN =
      """
      plan: training
      title: {en: A command that does nothing, zh: 什么也不做}
      zone: UTC
      window: {opens: 2030-01-05 02:00, closes: 2030-01-05 03:00}
      stages:
        - stage: nothing
          box: 02:00-02:10
          steps:
            - {step: nothing, run: "true", verify: "true", takes: 1s, repeat: probe,
               may-stop-after: yes, irreversible: There is nothing to bring back.}
      """;

  /**
   * Runs them.
   *
   * @throws IllegalStateException when one of them fails: the cache would know only how to complain
   */
  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory("s22-training");
    try {
      Path plan = Files.writeString(home.resolve("training.yaml"), PLAN);
      for (List<String> words : commands(plan.toString(), home.resolve("home").toString())) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Screen screen = new Screen(nowhere, nowhere, Map.of("USER", "training"), false);
        int code = S22.run(screen, words.toArray(String[]::new));
        if (code != ExitCode.OK) {
          throw new IllegalStateException(words + " ended with " + code);
        }
      }
    } finally {
      Trees.delete(home);
    }
  }

  private static List<List<String>> commands(String plan, String home) {
    return List.of(
        List.of("check", "--help"),
        List.of("check", plan),
        List.of("run", plan, "--home", home, "--now"),
        List.of("runs", "--home", home),
        List.of("journal", "verify", "--home", home));
  }
}
