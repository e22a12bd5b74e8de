package io.s22.data.compare;

import io.s22.data.mariadb.Server;
import java.util.ArrayList;
import java.util.List;

/**
 * Open connections to all servers of a comparison.
 *
 * @param source for hashes
 * @param ahead a second one to the source, which looks for the next range meanwhile
 */
record Sides(Reader source, Reader ahead, List<Reader> copies) implements AutoCloseable {
  static Sides open(Server source, List<Server> copies, boolean chained) {
    List<Reader> opened = new ArrayList<>();
    try {
      opened.add(new Reader(source, chained));
      opened.add(new Reader(source, chained));
      for (Server copy : copies) {
        opened.add(new Reader(copy, chained));
      }
      return new Sides(opened.get(0), opened.get(1), List.copyOf(opened.subList(2, opened.size())));
    } catch (RuntimeException e) {
      opened.forEach(Reader::close);
      throw e;
    }
  }

  @Override
  public void close() {
    source.close();
    ahead.close();
    copies.forEach(Reader::close);
  }
}
