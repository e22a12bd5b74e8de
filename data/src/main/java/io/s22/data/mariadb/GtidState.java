package io.s22.data.mariadb;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which servers' transactions a binary log holds: {@code gtid_binlog_state}, the last sequence
 * number of each pair of domain and server.
 *
 * @param last by {@code domain-server}
 */
public record GtidState(Map<String, Long> last) {
  public GtidState {
    last = Map.copyOf(last);
  }

  /** Reads {@code 0-1-100,0-2-90}. */
  public static GtidState parse(String text) {
    Map<String, Long> last = new TreeMap<>();
    for (String part : GtidPosition.parts(text)) {
      Gtid gtid = Gtid.parse(part);
      last.merge(gtid.domain() + "-" + gtid.server(), gtid.seq(), Math::max);
    }
    return new GtidState(last);
  }

  /** What of it lies at or before {@code position}. */
  public GtidState upTo(GtidPosition position) {
    Map<String, Long> capped = new TreeMap<>();
    last.forEach((pair, seq) -> {
      long domain = Long.parseLong(pair.substring(0, pair.indexOf('-')));
      capped.put(pair, Math.min(seq, position.seq(domain)));
    });
    position.byDomain().values().forEach(g -> capped.put(g.domain() + "-" + g.server(), g.seq()));
    capped.values().removeIf(seq -> seq == 0);
    return new GtidState(capped);
  }

  /** The last sequence number of {@code server} in {@code domain}; 0 for none. */
  public long seq(long domain, long server) {
    return last.getOrDefault(domain + "-" + server, 0L);
  }

  /** As the server takes it: of each domain, the latest stands last. */
  @Override
  public String toString() {
    return last.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(e -> e.getKey() + "-" + e.getValue())
        .collect(Collectors.joining(","));
  }
}
