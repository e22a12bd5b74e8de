package io.s22.plan.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who needs whom, by name. Names that are needed but not in the graph are passed over: other rules
 * speak of those. One walk, without recursion, in time linear in nodes and edges.
 */
final class Graph {
  private final Map<String, ? extends Collection<String>> needs;
  private final List<String> order = new ArrayList<>();
  private final List<List<String>> cycles = new ArrayList<>();

  /**
   * @param needs for each name the names it needs
   */
  Graph(Map<String, ? extends Collection<String>> needs) {
    this.needs = needs;
    walk();
  }

  /** All names, each after those it needs, as far as there is no cycle. */
  List<String> order() {
    return Collections.unmodifiableList(order);
  }

  /** Cycles that share no name: each begins with the name met first and needs the next. */
  List<List<String>> cycles() {
    return Collections.unmodifiableList(cycles);
  }

  /** What {@code start} needs, directly or not, itself included. */
  Set<String> reach(String start) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (needs.containsKey(name) && seen.add(name)) {
        open.addAll(needsOf(name));
      }
    }
    return seen;
  }

  /** The graph with every edge turned round. */
  static Map<String, List<String>> reversed(Map<String, ? extends Collection<String>> needs) {
    Map<String, List<String>> turned = new HashMap<>();
    needs.keySet().forEach(name -> turned.put(name, new ArrayList<>()));
    needs.forEach((name, needed) ->
        needed.forEach(one -> turned.computeIfPresent(one, (ignored, list) -> plus(list, name))));
    return turned;
  }

  private static List<String> plus(List<String> list, String name) {
    list.add(name);
    return list;
  }

  private Collection<String> needsOf(String name) {
    @Nullable Collection<String> found = needs.get(name);
    return found == null ? List.of() : found;
  }

  private void walk() {
    Set<String> done = new HashSet<>();
    Set<String> reported = new HashSet<>();
    for (String root : needs.keySet()) {
      walkFrom(root, done, reported);
    }
  }

  private void walkFrom(String root, Set<String> done, Set<String> reported) {
    LinkedHashSet<String> path = new LinkedHashSet<>();
    Deque<Iterator<String>> open = new ArrayDeque<>();
    enter(root, path, open, done);
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        String ended = path.removeLast();
        open.pop();
        done.add(ended);
        order.add(ended);
        continue;
      }
      String next = open.peek().next();
      if (path.contains(next)) {
        report(path, next, reported);
      } else if (needs.containsKey(next)) {
        enter(next, path, open, done);
      }
    }
  }

  private void enter(
      String name, LinkedHashSet<String> path, Deque<Iterator<String>> open, Set<String> done) {
    if (!done.contains(name)) {
      path.add(name);
      open.push(needsOf(name).iterator());
    }
  }

  private void report(LinkedHashSet<String> path, String again, Set<String> reported) {
    List<String> cycle = new ArrayList<>();
    for (Iterator<String> back = path.reversed().iterator(); back.hasNext(); ) {
      String name = back.next();
      cycle.addFirst(name);
      if (name.equals(again)) {
        break;
      }
    }
    if (Collections.disjoint(cycle, reported)) {
      reported.addAll(cycle);
      cycles.add(List.copyOf(cycle));
    }
  }
}
