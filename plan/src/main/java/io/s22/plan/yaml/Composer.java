package io.s22.plan.yaml;

import io.s22.plan.Mark;
import io.s22.plan.S22Exception;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builds the {@link Node}s of one document from parser events, without recursion and within bounds,
 * so that a hostile file costs neither stack nor memory.
 */
final class Composer {
  private static final int DEEPEST = 40;
  private static final int LARGEST = 600_000;
  private static final int LONGEST_SCALAR = 256 * 1024;

  /** A node with the number of values in it and its height, both with aliases followed. */
  private record Sized(Node node, long size, int height) {}

  /** A collection whose end has not come yet. */
  private static final class Open {
    final Mark at;
    final boolean mapping;
    final Optional<Anchor> anchor;
    final List<Node> items = new ArrayList<>();
    final List<Node.Entry> entries = new ArrayList<>();
    final Map<String, Mark> keys = new HashMap<>();
    Node.@Nullable Scalar key;
    boolean keyIsDouble;
    long size = 1;
    int height = 1;

    Open(Mark at, boolean mapping, Optional<Anchor> anchor) {
      this.at = at;
      this.mapping = mapping;
      this.anchor = anchor;
    }
  }

  private final Reading reading;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<Anchor, Sized> anchored = new HashMap<>();
  private long nodes;
  private @Nullable Node root;

  Composer(Reading reading) {
    this.reading = reading;
  }

  /** The document's root, or null when the text holds none. */
  @Nullable Node compose(Iterable<Event> events) {
    boolean ended = false;
    for (Event event : events) {
      switch (event.getEventId()) {
        case DocumentStart -> {
          if (ended) {
            throw second(place(event));
          }
        }
        case DocumentEnd -> ended = true;
        case Scalar -> scalar((ScalarEvent) event);
        case Alias -> alias((AliasEvent) event);
        case SequenceStart, MappingStart -> begin((CollectionStartEvent) event);
        case SequenceEnd, MappingEnd -> end();
        case StreamStart, StreamEnd, Comment -> {}
      }
    }
    return root;
  }

  private void scalar(ScalarEvent event) {
    Mark at = place(event);
    if (event.getValue().length() > LONGEST_SCALAR) {
      throw tooBig(at, "a text of more than " + LONGEST_SCALAR + " characters");
    }
    tag(event.getTag(), at);
    Sized sized = new Sized(new Node.Scalar(at, event.getValue(), event.isPlain()), 1, 1);
    event.getAnchor().ifPresent(anchor -> anchored.put(anchor, sized));
    add(sized);
  }

  private void alias(AliasEvent event) {
    Mark at = place(event);
    Sized sized = anchored.get(event.getAlias());
    if (sized == null) {
      String name = Quoted.cut(String.valueOf(event.getAlias()));
      throw new Broken(
          at,
          "S22-1008",
          "*%s stands for nothing: no finished value above is marked &%s.".formatted(name, name),
          "Mark the value with &" + name + " above this place, or write it out.");
    }
    add(sized);
  }

  private void begin(CollectionStartEvent event) {
    Mark at = place(event);
    if (open.size() >= DEEPEST) {
      throw tooBig(at, "more than " + DEEPEST + " values inside one another");
    }
    tag(event.getTag(), at);
    open.push(new Open(at, event instanceof MappingStartEvent, event.getAnchor()));
  }

  private void end() {
    Open done = open.pop();
    Node node =
        done.mapping
            ? new Node.Entries(done.at, done.entries)
            : new Node.Items(done.at, done.items);
    Sized sized = new Sized(node, done.size, done.height);
    done.anchor.ifPresent(anchor -> anchored.put(anchor, sized));
    add(sized);
  }

  private void add(Sized sized) {
    Open parent = open.peek();
    if (++nodes > LARGEST || sized.size() > LARGEST) {
      throw tooBig(sized.node().at(), "more than " + LARGEST + " values");
    }
    if (parent == null) {
      root = sized.node();
      return;
    }
    parent.size += sized.size();
    parent.height = Math.max(parent.height, sized.height() + 1);
    if (parent.size > LARGEST || open.size() + sized.height() > DEEPEST + 1) {
      throw tooBig(sized.node().at(), "more than " + LARGEST + " values, aliases written out");
    }
    if (parent.mapping) {
      addToMapping(parent, sized.node());
    } else {
      parent.items.add(sized.node());
    }
  }

  private void addToMapping(Open parent, Node node) {
    Node.Scalar key = parent.key;
    if (key == null) {
      parent.key = keyOf(node);
      parent.keyIsDouble = isDouble(parent, parent.key);
      return;
    }
    if (!parent.keyIsDouble) {
      parent.entries.add(new Node.Entry(key, node));
    }
    parent.key = null;
  }

  private static Node.Scalar keyOf(Node node) {
    if (node instanceof Node.Scalar key) {
      return key;
    }
    throw new Broken(
        node.at(),
        "S22-1008",
        "A list or a mapping stands where a key is expected.",
        "Write a word before the colon; put a text that begins with { or [ in quotes.");
  }

  private boolean isDouble(Open parent, Node.Scalar key) {
    Mark first = parent.keys.putIfAbsent(key.text(), key.at());
    if (first != null) {
      reading.error(
          "S22-1007",
          key.at(),
          "'%s' is written twice here; the first is in line %d."
              .formatted(Quoted.cut(key.text()), first.line()),
          "Keep one of them.");
    }
    return first != null;
  }

  private static void tag(Optional<String> tag, Mark at) {
    if (tag.isPresent()) {
      throw new Broken(
          at,
          "S22-1008",
          "The YAML tag '" + Quoted.cut(tag.get()) + "' has no meaning in a plan.",
          "Leave the tag out; put a text that begins with ! in quotes.");
    }
  }

  private static Mark place(Event event) {
    return event.getStartMark().map(Composer::place).orElse(Mark.NOWHERE);
  }

  static Mark place(org.snakeyaml.engine.v2.exceptions.Mark mark) {
    return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Broken tooBig(Mark at, String what) {
    return new Broken(
        at,
        "S22-1006",
        "The plan holds " + what + ".",
        "Write a smaller plan: groups and host ranges stand for many hosts, files hold scripts.");
  }

  private static Broken second(Mark at) {
    return new Broken(
        at, "S22-1005", "A second document begins here.", "Keep one plan in a file: remove '---'.");
  }

  /** The text cannot be read any further. */
  static final class Broken extends S22Exception {
    private static final long serialVersionUID = 1L;
    private final transient Mark at;

    Broken(Mark at, String code, String what, String mend) {
      super(code, what, mend);
      this.at = at;
    }

    Mark at() {
      return at;
    }
  }
}
