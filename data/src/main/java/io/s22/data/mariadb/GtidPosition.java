package io.s22.data.mariadb;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a server is: the last GTID of each domain, as in {@code gtid_binlog_pos}.
 *
 * @param byDomain the last GTID of each domain
 */
public record GtidPosition(Map<Long, Gtid> byDomain) {
  public static final GtidPosition EMPTY = new GtidPosition(Map.of());

  public GtidPosition {
    byDomain = Map.copyOf(byDomain);
  }

  /** Reads {@code 0-1-100,1-7-4}; empty text is the beginning of time. */
  public static GtidPosition parse(String text) {
    Map<Long, Gtid> byDomain = new TreeMap<>();
    for (String part : parts(text)) {
      Gtid gtid = Gtid.parse(part);
      byDomain.merge(gtid.domain(), gtid, (a, b) -> a.seq() >= b.seq() ? a : b);
    }
    return new GtidPosition(byDomain);
  }

  static List<String> parts(String text) {
    return java.util.Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  /** Whether a server here has everything that one at {@code other} has, in each domain. */
  public boolean reaches(GtidPosition other) {
    return other.byDomain.values().stream().allMatch(g -> g.seq() <= seq(g.domain()));
  }

  /** The sequence number reached in {@code domain}; 0 for none. */
  public long seq(long domain) {
    Gtid gtid = byDomain.get(domain);
    return gtid == null ? 0 : gtid.seq();
  }

  /** All sequence numbers together: orders positions of one history. */
  public long transactions() {
    return byDomain.values().stream().mapToLong(Gtid::seq).sum();
  }

  /** The furthest of each domain over all of {@code positions}. */
  public static GtidPosition furthest(Collection<GtidPosition> positions) {
    return parse(positions.stream().map(GtidPosition::toString).collect(Collectors.joining(",")));
  }

  @Override
  public String toString() {
    return new TreeMap<>(byDomain)
        .values().stream().map(Gtid::toString).collect(Collectors.joining(","));
  }
}
