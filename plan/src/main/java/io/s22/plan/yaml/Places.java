package io.s22.plan.yaml;

import io.s22.plan.Mark;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes where the values of an element stand, in the keys of {@link io.s22.plan.At}. */
final class Places {
  /** Members of a list past these are found at the list itself. */
  private static final int MOST = 1_000;

  private Places() {}

  static void note(RecordForm.Part part, Node value, Reading reading, Map<String, Mark> marks) {
    marks.put(part.key(), value.at());
    switch (part.form()) {
      case ListForm<?> list -> noteItems(part.key(), value, marks);
      case AfterForm names -> noteItems(part.key(), value, marks);
      case NamesForm names -> noteNames(part.key(), value, reading, marks);
      case HostsForm hosts -> noteHosts(part.key(), value, reading, marks);
      case MapForm<?>(NamesForm names, boolean named) ->
          noteMembers(part.key(), value, reading, marks);
      case MapForm<?> map -> noteMembers(part.key(), value, null, marks);
      case EffectsForm effects -> noteMembers(part.key(), value, null, marks);
      default -> {} // every other form is one value, noted above
    }
  }

  /** A range stands in one place for all its names. */
  private static void noteNames(String key, Node value, Reading reading, Map<String, Mark> marks) {
    if (!(value instanceof Node.Items list)) {
      return;
    }
    int index = 0;
    for (Node item : list.items()) {
      int names = item instanceof Node.Scalar s ? NamesForm.expand(s, reading).size() : 0;
      for (int i = 0; i < names && index < MOST; i++) {
        marks.put(key + "[" + index + "]", item.at());
        index++;
      }
    }
  }

  private static void noteHosts(String key, Node value, Reading reading, Map<String, Mark> marks) {
    if (value instanceof Node.Entries map) {
      for (Node.Entry entry : map.entries()) {
        for (String name : NamesForm.expand(entry.key(), reading)) {
          marks.put(key + "." + name, entry.key().at());
        }
      }
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

  private static void noteMembers(
      String key, Node value, @Nullable Reading names, Map<String, Mark> marks) {
    switch (value) {
      case Node.Entries map -> {
        for (Node.Entry entry : map.entries()) {
          String member = key + "." + entry.key().text();
          marks.put(member, entry.key().at());
          if (names == null) {
            noteItems(member, entry.value(), marks);
          } else {
            noteNames(member, entry.value(), names, marks);
          }
        }
      }
      case Node.Items list -> {
        for (Node item : list.items()) {
          noteMembers(key, item, names, marks);
        }
      }
      case Node.Scalar one -> marks.put(key + "." + one.text(), one.at());
    }
  }
}
