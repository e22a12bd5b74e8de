package io.s22.data.mariadb;

/**
 * A global transaction id of MariaDB.
 *
 * @param domain the replication domain
 * @param server the id of the server that first ran it
 * @param seq counted up within the domain
 */
public record Gtid(long domain, long server, long seq) {
  /** Reads {@code domain-server-seq}. */
  public static Gtid parse(String text) {
    String[] parts = text.strip().split("-", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a GTID: " + text);
    }
    return new Gtid(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return domain + "-" + server + "-" + seq;
  }
}
