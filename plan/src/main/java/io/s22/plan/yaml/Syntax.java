package io.s22.plan.yaml;

import io.s22.plan.Mark;
import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Turns the YAML parser's complaints into words for people who do not know its grammar. */
final class Syntax {
  private Syntax() {}

  static Composer.Broken explain(YamlEngineException e, String text) {
    return switch (e) {
      case MarkedYamlEngineException marked -> explainMarked(marked, text);
      case ReaderException reader -> explainCharacter(reader, text);
      default ->
          new Composer.Broken(
              Mark.NOWHERE,
              "S22-1004",
              "This is not YAML: " + firstLine(e) + ".",
              "Write YAML 1.2.");
    };
  }

  private static Composer.Broken explainMarked(MarkedYamlEngineException e, String text) {
    Mark at = e.getProblemMark().or(e::getContextMark).map(Composer::place).orElse(Mark.NOWHERE);
    String problem = e.getProblem() == null ? "" : e.getProblem();
    char found = characterAt(text, at);
    String mend;
    String what;
    if (found == '\t') {
      what = "A tab stands where YAML takes none";
      mend = "Indent with spaces.";
    } else if (problem.contains("mapping values are not allowed")) {
      what = "A colon stands where no key is expected";
      mend = "Put the text in quotes, or mend the indentation of this line.";
    } else if (problem.contains("could not find expected ':'")) {
      what = "A line is neither 'key: value' nor a list's '- value'";
      mend = "Add the colon after the key in the line before, or mend the indentation.";
    } else if (problem.contains("unexpected end of stream") || problem.contains("<stream end>")) {
      what = "The file ends inside a value";
      mend = "Close the bracket, brace or quote that is open.";
    } else if (problem.contains("expected <block end>")) {
      what = "This line does not stand under the ones before it";
      mend = "Indent keys of one mapping, and dashes of one list, by the same number of spaces.";
    } else if (problem.contains("expected ',' or")) {
      what = "A comma or a closing bracket is missing before this place";
      mend = "Close the list or mapping, or put a text with brackets in quotes: \"api-[1-3]\".";
    } else if (problem.contains("cannot start any token")) {
      what = "A value cannot begin with '" + Quoted.cut(String.valueOf(found)) + "'";
      mend = "Put the value in quotes.";
    } else {
      what = "This is not YAML: " + Quoted.cut(problem);
      mend = "Mend this place or the line above it; texts with : # { [ & * ! need quotes.";
    }
    return new Composer.Broken(at, "S22-1004", what + ".", mend);
  }

  private static Composer.Broken explainCharacter(ReaderException e, String text) {
    int line = 1;
    int column = 1;
    int position = 0;
    int i = 0;
    while (i < text.length() && position < e.getPosition()) {
      int c = text.codePointAt(i);
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
      i += Character.charCount(c);
      position++;
    }
    return new Composer.Broken(
        new Mark(line, column),
        "S22-1003",
        String.format(
            Locale.ROOT, "The character U+%04X does not belong in a text file.", e.getCodePoint()),
        "Save the plan as plain text in UTF-8.");
  }

  private static char characterAt(String text, Mark at) {
    int start = 0;
    for (int line = 1; line < at.line() && start >= 0; line++) {
      start = text.indexOf('\n', start) + 1;
      if (start == 0) {
        return ' ';
      }
    }
    int index = start + at.column() - 1;
    return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
  }

  private static String firstLine(YamlEngineException e) {
    return Quoted.cut(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }
}
