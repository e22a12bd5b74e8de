package io.s22.settle.input;

import io.s22.settle.Orders;
import io.s22.settle.Roll;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The files a settlement is made from. What is wrong with one is said row by row, S22-9652. */
public final class Inputs {
  /** Stands for all users, or for all services. */
  private static final String ALL = "*";

  private final Roll roll;
  private final List<String> services;
  private final ZoneId zone;

  /**
   * @param zone of times without an offset
   */
  public Inputs(Roll roll, List<String> services, ZoneId zone) {
    this.roll = roll;
    this.services = List.copyOf(services);
    this.zone = zone;
  }

  /**
   * Who uses what: columns {@code user}, and {@code service}, which is empty or {@code *} for all;
   * a user may have several rows.
   */
  public void users(InputStream in, String file) throws IOException {
    Troubles troubles = new Troubles(file);
    Csv.read(
        in,
        List.of("user"),
        List.of("user", "service"),
        troubles,
        (cells, line) -> {
          String name = Cells.name(cells, "user");
          String service = Cells.text(cells, "service");
          if (!isAll(service)) {
            Cells.service(service, services);
          }
          int user = roll.user(name);
          if (isAll(service)) {
            roll.usesAll(user);
          } else {
            roll.uses(user, service);
          }
        });
    troubles.end();
  }

  /**
   * Who missed what from when to when: columns {@code user} (empty or {@code *} for all users of
   * the service), {@code service}, {@code from}, {@code to}; both times empty for a user who was
   * measured and missed nothing.
   */
  public void outages(InputStream in, String file) throws IOException {
    Troubles troubles = new Troubles(file);
    roll.file(file);
    List<String> columns = List.of("user", "service", "from", "to");
    roll.hash(Csv.read(in, columns, columns, troubles, this::outage));
    troubles.end();
  }

  private void outage(Map<String, String> cells, long line) throws Csv.Bad {
    String user = Cells.checked(Cells.text(cells, "user"), "user");
    String service = Cells.service(Cells.text(cells, "service"), services);
    boolean nothing =
        Cells.text(cells, "from").isEmpty() && Cells.text(cells, "to").isEmpty() && !isAll(user);
    long from = nothing ? 0 : Cells.time(cells, "from", zone);
    long to = nothing ? 0 : Cells.time(cells, "to", zone);
    if (to < from) {
      throw new Csv.Bad("it ends before it begins");
    }
    if (isAll(user)) {
      roll.missedByAll(service, from, to, line);
    } else {
      roll.missed(roll.user(user), service, from, to, line);
    }
  }

  /** Orders: columns {@code order}, {@code user}, {@code at} and {@code points}. */
  public void orders(InputStream in, String file, Orders orders) throws IOException {
    Troubles troubles = new Troubles(file);
    List<String> columns = List.of("order", "user", "at", "points");
    Csv.read(in, columns, columns, troubles, (cells, line) -> order(cells, orders));
    troubles.end();
  }

  void order(Map<String, String> cells, Orders orders) throws Csv.Bad {
    String order = Cells.name(cells, "order");
    String user = Cells.name(cells, "user");
    long at = Cells.time(cells, "at", zone);
    long points = Cells.points(cells);
    if (!orders.add(order, roll.user(user), at, points)) {
      throw new Csv.Bad(
          "the order '" + Troubles.cut(order) + "' was there before, with another content");
    }
  }

  private static boolean isAll(String name) {
    return name.isEmpty() || name.equals(ALL);
  }
}
