package io.s22.plan.yaml;

import io.s22.plan.Brief;
import io.s22.plan.Doc;
import io.s22.plan.ExactlyOne;
import io.s22.plan.Plan;
import io.s22.plan.Together;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The reference tables of the guide to the language, derived from the records and their docs. */
public final class PlanGuide {
  private static final String BEGIN = "<!-- the reference: generated, do not edit below -->";

  private final StringBuilder out = new StringBuilder();

  private PlanGuide() {}

  /**
   * The guide with its tables brought up to date.
   *
   * @param guide the hand-written frame, which holds the line after which the tables stand
   * @throws IllegalArgumentException when that line is missing
   */
  public static String fill(String guide) {
    int begin = guide.indexOf(BEGIN);
    if (begin < 0) {
      throw new IllegalArgumentException("the guide lacks the line " + BEGIN);
    }
    return guide.substring(0, begin) + BEGIN + "\n" + new PlanGuide().tables();
  }

  private String tables() {
    Forms forms = new Forms();
    for (RecordForm form : inOrder(forms.plan())) {
      section(form);
    }
    return out.toString();
  }

  /** Every record, each after the one that names it first. */
  private static Set<RecordForm> inOrder(RecordForm plan) {
    Set<RecordForm> found = new LinkedHashSet<>();
    Deque<RecordForm> open = new ArrayDeque<>(List.of(plan));
    while (!open.isEmpty()) {
      RecordForm form = open.poll();
      if (found.add(form)) {
        form.parts().forEach(part -> open.addAll(records(part.form())));
      }
    }
    return found;
  }

  private static List<RecordForm> records(Form<?> form) {
    return switch (form) {
      case RecordForm record -> List.of(record);
      case ListForm<?>(Form<?> element) -> records(element);
      case MapForm<?>(Form<?> value, boolean named) -> records(value);
      case HostsForm(Form<?> host) -> records(host);
      default -> List.of();
    };
  }

  private void section(RecordForm form) {
    Doc doc = form.type().getAnnotation(Doc.class);
    line("");
    line("### " + title(form));
    line("");
    if (doc != null) {
      line(doc.value());
      line("");
      for (String example : doc.examples()) {
        line("    " + example);
        line("");
      }
    }
    rules(form);
    line("| key | value | meaning |");
    line("|---|---|---|");
    form.parts().forEach(this::row);
    if (Forms.isCommand(form.type())) {
      line("| `run` | a command | " + Commands.DOES + " |");
    }
  }

  private void rules(RecordForm form) {
    ExactlyOne one = form.type().getAnnotation(ExactlyOne.class);
    if (one != null) {
      line("Exactly one of " + words(one.value()) + " is written.");
      line("");
    }
    Together together = form.type().getAnnotation(Together.class);
    if (together != null) {
      line(words(together.value()) + " stand together.");
      line("");
    }
    Brief brief = form.type().getAnnotation(Brief.class);
    if (brief != null) {
      line("A plain value in place of the mapping is its `" + brief.value() + "`.");
      line("");
    }
  }

  private static String words(String... keys) {
    return Arrays.stream(keys).map(key -> "`" + key + "`").collect(Collectors.joining(", "));
  }

  private void row(RecordForm.Part part) {
    String key = "`" + part.key() + "`" + (part.required() ? " (needed)" : "");
    String examples =
        part.doc().examples().length == 0
            ? ""
            : " For example "
                + Arrays.stream(part.doc().examples())
                    .map(example -> "`" + example + "`")
                    .collect(Collectors.joining(" or "))
                + ".";
    line(
        "| %s | %s | %s |".formatted(key, value(part.form()), cell(part.doc().value() + examples)));
  }

  private static String value(Form<?> form) {
    return cell(
        switch (form) {
          case RecordForm record -> link(record);
          case ListForm<?>(Form<?> element) -> "list: " + value(element);
          case MapForm<?>(Form<?> value, boolean named) -> "names, each with " + value(value);
          case HostsForm(Form<?> host) -> "names or ranges, each with " + value(host);
          case EnumForm(Map<String, Object> words) ->
              words.keySet().stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
          case DistributionForm spread -> "[duration or distribution](#how-long-something-takes)";
          default -> form.words();
        });
  }

  private static String link(RecordForm form) {
    String title = title(form);
    return "[%s](#%s)".formatted(title, title.replace(' ', '-'));
  }

  private static String title(RecordForm form) {
    return form.type() == Plan.class
        ? "the plan"
        : Forms.kebab(form.type().getSimpleName()).replace('-', ' ');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
