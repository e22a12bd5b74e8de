package io.s22.plan.yaml;

import io.s22.plan.ExactlyOne;
import io.s22.plan.Together;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What may be wrong with the keys of one mapping. */
record Complaints(RecordForm form, Node.Entries entries, String key, Reading reading) {

  void unknownKey(Node.Scalar word) {
    reading.error(
        "S22-1010",
        word.at(),
        "%s knows no key '%s'.".formatted(subject(), Quoted.cut(word.text())),
        reading.isFull() ? "" : Suggest.sentence(word.text(), keys()));
  }

  void missing() {
    for (RecordForm.Part part : form.parts()) {
      if (part.required() && entries.get(part.key()) == null) {
        boolean command = Forms.isCommand(form.type()) && part.key().equals("uses");
        reading.error(
            "S22-1011",
            entries.at(),
            "%s lacks the key '%s'.".formatted(subject(), command ? Commands.RUN : part.key()),
            command
                ? "Add 'run' with a command, or 'uses' with a driver's action."
                : "Add " + Guide.example(part) + ".");
      }
    }
  }

  void exclusive() {
    ExactlyOne one = form.type().getAnnotation(ExactlyOne.class);
    if (one != null) {
      List<String> written = written(one.value());
      if (written.size() != 1) {
        reading.error(
            "S22-1014",
            entries.at(),
            "%s takes exactly one of %s; it has %s."
                .formatted(
                    subject(),
                    String.join(", ", one.value()),
                    written.isEmpty() ? "none of them" : String.join(" and ", written)),
            written.isEmpty() ? "Write one of them." : "Keep one of them.");
      }
    }
    Together together = form.type().getAnnotation(Together.class);
    if (together != null) {
      togetherOrNot(together.value());
    }
  }

  private void togetherOrNot(String... keys) {
    List<String> lacking = new ArrayList<>(List.of(keys));
    lacking.removeAll(written(keys));
    if (!lacking.isEmpty() && lacking.size() < keys.length) {
      reading.error(
          "S22-1011",
          entries.at(),
          "%s lacks the key '%s'.".formatted(subject(), String.join("', '", lacking)),
          "Write " + String.join(" and ", keys) + " together.");
    }
  }

  private List<String> written(String... keys) {
    return Arrays.stream(keys).filter(word -> entries.get(word) != null).toList();
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>(form.parts().stream().map(RecordForm.Part::key).toList());
    if (Forms.isCommand(form.type())) {
      keys.add(Commands.RUN);
    }
    return keys;
  }

  /** Whose keys they are: {@code Step 'backup'}, {@code This window}, {@code 'precheck'}. */
  private String subject() {
    String word = Forms.kebab(form.type().getSimpleName()).replace('-', ' ');
    if (entries.get(word) instanceof Node.Scalar name && !name.isNothing()) {
      return capital(word) + " '" + Quoted.cut(name.text()) + "'";
    }
    return key.equals(word) || key.equals(word + "s") || key.equals("the " + word)
        ? "This " + word
        : "'" + Quoted.cut(key) + "'";
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
