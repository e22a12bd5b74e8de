package io.s22.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recipes of docs/journal.md do what they say, wherever their tools are. */
class RecipeTest {
  private static final Path EVERY =
      Path.of("..", "testdata", "journals", "0.1", "every-event.jsonl");

  @TempDir private Path folder;

  private record Result(int status, String output) {}

  private Result run(String interpreter, String language) throws IOException, InterruptedException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "journal.md")));
    assertThat(block.find()).isTrue();
    Path script = Files.writeString(folder.resolve("recipe"), block.group(1));
    Process process =
        new ProcessBuilder(interpreter, script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static boolean has(String tool) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + tool)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @ParameterizedTest
  @CsvSource({"sh, sh, jq sha256sum sed", "python3, python, python3"})
  void theRecipeAcceptsAWholeJournalAndFindsABadEntry(
      String interpreter, String language, String tools) throws IOException, InterruptedException {
    for (String tool : tools.split(" ")) {
      assumeThat(has(tool)).as(tool).isTrue();
    }
    String journal = Files.readString(EVERY);
    String head = Samples.journal().get(19).entry().hash();
    Files.writeString(folder.resolve("journal.jsonl"), journal);
    assertThat(run(interpreter, language))
        .isEqualTo(new Result(0, "20 entries, head " + head + "\n"));

    Files.writeString(
        folder.resolve("journal.jsonl"), journal.replace("\"fence\":7", "\"fence\":8"));
    Result bad = run(interpreter, language);
    assertThat(bad.status()).isNotZero();
    assertThat(bad.output()).contains("entry 2 is bad");
  }
}
