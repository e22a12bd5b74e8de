package io.s22.plan.yaml;

import io.s22.plan.Doc;

/** What messages, the schema and the guide say of a key. */
final class Guide {
  private Guide() {}

  /** The key as it might be written. */
  static String example(RecordForm.Part part) {
    Doc doc = part.doc();
    String[] examples = doc == null ? new String[0] : doc.examples();
    return part.key() + ": " + (examples.length > 0 ? examples[0] : "...");
  }
}
