package io.s22.data.mariadb;

import io.s22.data.Address;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How a replica stands to its source, from {@code SHOW SLAVE STATUS}.
 *
 * @param source where it replicates from
 * @param receiving whether its I/O thread is connected
 * @param applying whether its SQL thread runs
 * @param received the last GTID it has received whole
 * @param secondsBehind as the server reckons; empty when not replicating
 * @param error what stopped it; empty when nothing did
 */
public record SourceStatus(
    Address source,
    boolean receiving,
    boolean applying,
    GtidPosition received,
    OptionalLong secondsBehind,
    String error) {

  static SourceStatus of(Map<String, String> row) {
    String behind = row.getOrDefault("Seconds_Behind_Master", "");
    String error =
        (row.getOrDefault("Last_IO_Error", "") + " " + row.getOrDefault("Last_SQL_Error", ""))
            .strip();
    return new SourceStatus(
        new Address(
            row.getOrDefault("Master_Host", ""),
            Integer.parseInt(row.getOrDefault("Master_Port", "0"))),
        "Yes".equals(row.get("Slave_IO_Running")),
        "Yes".equals(row.get("Slave_SQL_Running")),
        GtidPosition.parse(row.getOrDefault("Gtid_IO_Pos", "")),
        behind.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(behind)),
        error);
  }

  /** Whether everything about it runs. */
  public boolean healthy() {
    return receiving && applying;
  }
}
