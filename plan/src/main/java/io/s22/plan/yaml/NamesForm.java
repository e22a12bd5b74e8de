package io.s22.plan.yaml;

import io.s22.plan.HostRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of hosts, groups or services; a range in brackets stands for several. */
record NamesForm(Form<String> name) implements Form<List<String>> {
  @Override
  public @Nullable List<String> read(Node node, String key, Reading reading) {
    if (node.isNothing()) {
      return wrongKind(node, key, reading);
    }
    if (node instanceof Node.Scalar one) {
      return one(one, key, reading);
    }
    List<String> all = new ArrayList<>();
    List<Node> items = node instanceof Node.Items list ? list.items() : List.of(node);
    for (Node item : items) {
      if (item instanceof Node.Scalar scalar && !item.isNothing()) {
        List<String> names = one(scalar, key, reading);
        if (!reading.mayHold(names.size())) {
          throw tooMany(scalar);
        }
        all.addAll(names);
      } else {
        name.read(item, key, reading);
      }
    }
    return all;
  }

  private static List<String> one(Node.Scalar scalar, String key, Reading reading) {
    try {
      return reading.expand(scalar.text());
    } catch (IllegalArgumentException e) {
      reading.error(
          "S22-1041",
          scalar.at(),
          "'%s' under '%s' is no range: %s."
              .formatted(Quoted.cut(scalar.text()), key, e.getMessage()),
          "Write it like api-[1-3], with at most " + HostRange.MOST + " names.");
      return List.of();
    }
  }

  /** The names of a text; none where it holds a range that makes no sense. */
  static List<String> expand(Node.Scalar scalar, Reading reading) {
    try {
      return reading.expand(scalar.text());
    } catch (IllegalArgumentException _) {
      return List.of(); // reported where it is read
    }
  }

  private static Composer.Broken tooMany(Node.Scalar at) {
    return new Composer.Broken(
        at.at(),
        "S22-1006",
        "The plan names hosts more than four million times.",
        "Name a group in place of its hosts.");
  }

  @Override
  public List<String> placeholder() {
    return List.of();
  }

  @Override
  public Map<String, Object> schema() {
    return new ListForm<>(name).schema();
  }

  @Override
  public boolean isCollection() {
    return true;
  }

  @Override
  public String words() {
    return "a name or a list of names";
  }
}
