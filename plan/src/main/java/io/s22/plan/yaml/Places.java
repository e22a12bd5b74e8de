package io.s22.plan.yaml;

import io.s22.plan.Mark;
import java.util.Map;

/** Notes where the values of an element stand, in the keys of {@link io.s22.plan.At}. */
final class Places {
  private Places() {}

  static void note(RecordForm.Part part, Node value, Map<String, Mark> marks) {
    marks.put(part.key(), value.at());
    if (part.form() instanceof ListForm<?>) {
      noteItems(part.key(), value, marks);
    } else if (part.form() instanceof MapForm<?> || part.form() instanceof EffectsForm) {
      noteMembers(part.key(), value, marks);
    }
  }

  private static void noteItems(String key, Node value, Map<String, Mark> marks) {
    if (value instanceof Node.Items list) {
      for (int i = 0; i < list.items().size(); i++) {
        marks.put(key + "[" + i + "]", list.items().get(i).at());
      }
    } else {
      marks.put(key + "[0]", value.at());
    }
  }

  private static void noteMembers(String key, Node value, Map<String, Mark> marks) {
    switch (value) {
      case Node.Entries map -> {
        for (Node.Entry entry : map.entries()) {
          String member = key + "." + entry.key().text();
          marks.put(member, entry.key().at());
          noteItems(member, entry.value(), marks);
        }
      }
      case Node.Items list -> {
        for (Node item : list.items()) {
          noteMembers(key, item, marks);
        }
      }
      case Node.Scalar one -> marks.put(key + "." + one.text(), one.at());
    }
  }
}
