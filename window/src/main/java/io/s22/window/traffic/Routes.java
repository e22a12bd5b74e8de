package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Route groups: each is the requests whose path begins with one of its prefixes; the longest prefix
 * wins, as with nginx's {@code location}. What no prefix fits is in the group {@code other}; where
 * there are no groups at all, everything is.
 *
 * @param prefixes the group's name under each prefix
 */
public record Routes(Map<String, String> prefixes) {
  /** The group of what no prefix fits. */
  public static final String OTHER = "other";

  /** No groups but {@link #OTHER}. */
  public static final Routes NONE = new Routes(Map.of());

  private static final int MOST_GROUPS = 255;

  public Routes {
    prefixes = Collections.unmodifiableMap(new TreeMap<>(prefixes));
  }

  /**
   * From {@code name=/prefix} texts.
   *
   * @throws S22Exception S22-7004 where one is not of that form or a prefix is given twice
   */
  public static Routes of(List<String> texts) {
    Map<String, String> prefixes = new TreeMap<>();
    for (String text : texts) {
      int sign = text.indexOf('=');
      boolean fits = text.substring(0, Math.max(sign, 0)).matches("[A-Za-z0-9_.-]+");
      if (!fits || sign + 1 == text.length() || text.charAt(sign + 1) != '/') {
        throw refused("Route group '" + text + "' is not written NAME=/PREFIX.");
      }
      if (prefixes.put(text.substring(sign + 1), text.substring(0, sign)) != null) {
        throw refused("The prefix " + text.substring(sign + 1) + " is given twice.");
      }
    }
    Routes routes = new Routes(prefixes);
    if (routes.groups().size() > MOST_GROUPS) {
      throw refused("There are more than " + MOST_GROUPS + " route groups.");
    }
    return routes;
  }

  private static S22Exception refused(String what) {
    return new S22Exception(
        "S22-7004", what, "Write each group as NAME=/PREFIX, such as --route payments=/api/pay.");
  }

  /**
   * The groups' names, in order; a cell's group is its place in this list. {@code other} is first.
   */
  public List<String> groups() {
    List<String> names = new ArrayList<>(new TreeSet<>(prefixes.values()));
    names.remove(OTHER);
    names.addFirst(OTHER);
    return List.copyOf(names);
  }

  /** A matcher for one thread: a trie over the bytes of the prefixes. */
  Matcher matcher() {
    return new Matcher(prefixes, groups());
  }

  /** Finds the group of a path. */
  static final class Matcher {
    private static final int WIDTH = 256;

    private final List<int[]> building = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final int[][] next;
    private final int[] groupOf;

    Matcher(Map<String, String> prefixes, List<String> names) {
      node();
      prefixes.forEach((prefix, name) -> add(prefix, names.indexOf(name)));
      next = building.toArray(int[][]::new);
      groupOf = groups.stream().mapToInt(Integer::intValue).toArray();
    }

    private int node() {
      building.add(new int[WIDTH]);
      groups.add(-1);
      return building.size() - 1;
    }

    private void add(String prefix, int group) {
      int at = 0;
      for (byte c : prefix.getBytes(StandardCharsets.UTF_8)) {
        int[] row = building.get(at);
        if (row[c & 0xff] == 0) {
          row[c & 0xff] = node();
        }
        at = row[c & 0xff];
      }
      groups.set(at, group);
    }

    /** The group of the path in {@code bytes[from, to)}. */
    int group(byte[] bytes, int from, int to) {
      if (next.length == 1) {
        return 0;
      }
      int at = from;
      if (at < to && bytes[at] != '/') {
        at = pathOfUrl(bytes, from, to);
      }
      int node = 0;
      int best = 0;
      while (at < to) {
        node = next[node][bytes[at++] & 0xff];
        if (node == 0) {
          break;
        }
        best = groupOf[node] >= 0 ? groupOf[node] : best;
      }
      return best;
    }

    /** A proxy is asked for {@code http://host/path}. */
    private static int pathOfUrl(byte[] bytes, int from, int to) {
      int colon = Scan.find(bytes, from, Math.min(to, from + 8), ':');
      if (colon + 2 < to && bytes[colon] == ':' && bytes[colon + 1] == '/') {
        return Scan.find(bytes, colon + 3, to, '/');
      }
      return from;
    }
  }
}
