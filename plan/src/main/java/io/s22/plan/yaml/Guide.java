package io.s22.plan.yaml;

import io.s22.plan.Doc;
import org.jspecify.annotations.Nullable;

/** What messages, the schema and the guide say of a key. */
final class Guide {
  private Guide() {}

  /** The key as it might be written. */
  static String example(RecordForm.Part part) {
    String[] examples = part.doc().examples();
    return examples.length > 0
        ? part.key() + ": " + examples[0]
        : "'" + part.key() + "' with " + part.form().words();
  }

  /** What a description says, with an example where there is one. */
  static String sentence(@Nullable Doc doc) {
    if (doc == null) {
      return "";
    }
    return doc.examples().length == 0
        ? doc.value()
        : doc.value() + " For example: " + String.join("; or ", doc.examples());
  }
}
