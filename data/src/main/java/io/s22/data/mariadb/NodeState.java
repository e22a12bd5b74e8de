package io.s22.data.mariadb;

import java.util.Optional;

/**
 * A server as it was seen at one moment.
 *
 * @param serverId {@code server_id}
 * @param version as the server says, for example {@code 10.11.5-MariaDB-log}
 * @param readOnly whether ordinary users are kept from writing
 * @param binlog the last GTID of each domain in its binary log
 * @param applied the furthest it is, by its own writes or its source's
 * @param history which servers' transactions its binary log holds
 * @param source its source; empty when it follows nobody
 * @param semiSync whether its own commits wait for a replica
 * @param semiSyncReplicas connected replicas that acknowledge
 */
public record NodeState(
    Server server,
    long serverId,
    String version,
    boolean readOnly,
    GtidPosition binlog,
    GtidPosition applied,
    GtidState history,
    Optional<SourceStatus> source,
    boolean semiSync,
    int semiSyncReplicas) {

  public String name() {
    return server.name();
  }

  /** Whether it takes writes of its own and follows nobody. */
  public boolean isPrimary() {
    return !readOnly && source.isEmpty();
  }

  /** Whether it follows {@code other} and its threads run. */
  public boolean follows(Server other) {
    return source.filter(s -> s.source().equals(other.address()) && s.healthy()).isPresent();
  }
}
