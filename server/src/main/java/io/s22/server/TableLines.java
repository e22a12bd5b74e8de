package io.s22.server;

import io.s22.store.Tables;
import java.util.List;

/** A tenant's lines in the database that several nodes share. */
final class TableLines implements PostLines {
  private final Tables tables;
  private final String tenant;

  TableLines(Tables tables, String tenant) {
    this.tables = tables;
    this.tenant = tenant;
  }

  @Override
  public List<String> after(long seq) {
    return tables.read(session ->
        session.list(
            row -> row.getString(1),
            "select line from posts where tenant = ? and seq > ? order by seq",
            tenant,
            seq));
  }

  @Override
  public boolean append(long seq, String line) {
    return tables.write(session ->
        session.update(
            "insert into posts (tenant, seq, line) values (?, ?, ?) on conflict do nothing",
            tenant,
            seq,
            line))
        == 1;
  }

  @Override
  public void close() {
    // the connections are the store's
  }
}
