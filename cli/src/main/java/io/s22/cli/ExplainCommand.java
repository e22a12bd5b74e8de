package io.s22.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 explain}: the page of an error code. */
@Command(
    name = "explain",
    description = "Print what an error code means and how to mend it.",
    footer = {"", "Example:", "  s22 explain S22-1012"})
final class ExplainCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(paramLabel = "CODE", description = "Such as S22-1012.")
  private String code = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** The page as programs get it. */
  record Page(String code, String title, String text) {}

  ExplainCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    String wanted = code.toUpperCase(Locale.ROOT);
    Path page = Path.of(System.getProperty("s22.home", "."), "docs", "errors", wanted + ".md");
    if (!wanted.matches("S22-[0-9]{4}") || !Files.isRegularFile(page)) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9106",
          "There is no error '" + code + "'.",
          "Codes look like S22-1012; docs/errors holds a page for each.");
    }
    String text = Files.readString(page);
    if (json) {
      String title = text.lines().findFirst().orElse("").replaceFirst("^#+ *", "");
      screen.out().println(Json.write(new Page(wanted, title, text)));
    } else {
      screen.out().print(text);
    }
    return ExitCode.OK;
  }
}
