package io.s22.data.mariadb;

import java.util.Map;
import java.util.TreeMap;

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

  /** The last sequence number of {@code server} in {@code domain}; 0 for none. */
  public long seq(long domain, long server) {
    return last.getOrDefault(domain + "-" + server, 0L);
  }
}
