package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command can do, a server can be asked for, or it is said why not. */
final class OperationsTest {
  private static final Screen SCREEN =
      new Screen(
          new PrintWriter(new StringWriter()),
          new PrintWriter(new StringWriter()),
          Map.of(),
          false);

  private static void words(CommandLine line, String before, List<String> all) {
    line.getSubcommands()
        .forEach((name, each) -> {
          String words = before + " " + name;
          all.add(words);
          words(each, words, all);
        });
  }

  @Test
  void each_word_of_the_command_has_an_operation_or_a_reason_why_not() throws Exception {
    Map<String, String[]> table = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "api.md"))) {
      if (line.startsWith("| `s22 ")) {
        String[] cells = line.split("\\|", -1);
        table.put(cells[1].strip().replace("`", ""), cells);
      }
    }
    List<String> commands = new ArrayList<>();
    words(S22.commandLine(SCREEN), "s22", commands);
    assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(commands);
    table.forEach((command, cells) -> {
      boolean operations = !cells[2].isBlank();
      boolean reason = !cells[3].isBlank();
      assertThat(operations).as(command + ": one of them, not both").isNotEqualTo(reason);
    });
  }
}
