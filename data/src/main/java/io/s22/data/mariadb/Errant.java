package io.s22.data.mariadb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A transaction that one server has and its primary has not: written there by somebody whom
 * read_only does not bind, or by a primary that died before anybody had received it.
 *
 * @param node the server that has it
 * @param gtid its id
 * @param what the tables it touched and how; never the values
 */
public record Errant(String node, Gtid gtid, String what) {
  private static final Pattern BEGIN = Pattern.compile("(?:BEGIN )?GTID (\\d+-\\d+-\\d+)");
  private static final Pattern TABLE = Pattern.compile("\\(([^)]+)\\)");

  /** The pairs of domain and server in which {@code node} has more than {@code primary}. */
  public static boolean any(NodeState node, NodeState primary) {
    return node.history().last().entrySet().stream()
        .anyMatch(e -> e.getValue() > primary.history().last().getOrDefault(e.getKey(), 0L));
  }

  /**
   * All that {@code node} has and {@code primary} has not, by name. Read {@code node} first: while
   * writers go on, its primary can only get further.
   *
   * @param state of {@code node}
   */
  public static List<Errant> find(Node node, NodeState state, NodeState primary) {
    if (!any(state, primary)) {
      return List.of();
    }
    Map<Gtid, String> found = new TreeMap<>(java.util.Comparator.comparing(Gtid::seq));
    for (Map<String, String> log : node.rows("SHOW BINARY LOGS").reversed()) {
      read(node, log.getOrDefault("Log_name", ""), primary, found);
    }
    List<Errant> errants = new ArrayList<>();
    found.forEach((gtid, what) -> errants.add(new Errant(node.name(), gtid, what)));
    return errants.isEmpty() ? purged(state, primary) : errants;
  }

  /** Their ids are known even when their logs are gone. */
  private static List<Errant> purged(NodeState state, NodeState primary) {
    List<Errant> errants = new ArrayList<>();
    state
        .history()
        .last()
        .forEach((pair, seq) -> {
          if (seq > primary.history().last().getOrDefault(pair, 0L)) {
            Gtid last = Gtid.parse(pair + "-" + seq);
            errants.add(new Errant(state.name(), last, "(its binary log is purged)"));
          }
        });
    return errants;
  }

  private static void read(Node node, String log, NodeState primary, Map<Gtid, String> found) {
    @org.jspecify.annotations.Nullable Gtid current = null;
    for (Map<String, String> event :
        node.rows("SHOW BINLOG EVENTS IN " + Replication.quoted(log))) {
      String type = event.getOrDefault("Event_type", "");
      String info = event.getOrDefault("Info", "");
      Matcher begin = BEGIN.matcher(info);
      if (type.equals("Gtid") && begin.find()) {
        Gtid gtid = Gtid.parse(begin.group(1));
        boolean known = gtid.seq() <= primary.history().seq(gtid.domain(), gtid.server());
        current = known ? null : gtid;
      }
      if (current != null) {
        found.merge(current, said(type, info), Errant::join);
      }
    }
  }

  private static String join(String before, String more) {
    return before.isEmpty()
        ? more
        : more.isEmpty() || before.contains(more) ? before : before + ", " + more;
  }

  /** What an event says without the values in it. */
  private static String said(String type, String info) {
    Matcher table = TABLE.matcher(info);
    if (type.equals("Table_map") && table.find()) {
      return table.group(1);
    }
    if (type.startsWith("Write_rows")) {
      return "insert";
    }
    if (type.startsWith("Update_rows")) {
      return "update";
    }
    if (type.startsWith("Delete_rows")) {
      return "delete";
    }
    return type.equals("Query") && !info.equals("COMMIT") ? statement(info) : "";
  }

  private static String statement(String info) {
    String plain = info.replaceAll("'[^']*'", "'...'").replaceFirst("^use `[^`]*`; ", "");
    return plain.length() > 80 ? plain.substring(0, 80) + "..." : plain;
  }

  @Override
  public String toString() {
    return gtid + " on " + node + (what.isEmpty() ? "" : ": " + what);
  }
}
