package io.s22.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a settlement is made from. */
final class SettleOptions {
  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "An exported journal, such as a rehearsal's, instead of a run of this machine.")
  @Nullable Path journal;

  @Option(
      names = "--users",
      paramLabel = "CSV",
      description = "Who uses what: columns user,service (empty for all services).")
  @Nullable Path users;

  @Option(
      names = "--outages",
      paramLabel = "CSV",
      description =
          "Who missed what: columns user,service,from,to; an empty user for all. For a user and"
              + " service that are in it, it counts in place of what was measured for all. May be"
              + " repeated.")
  List<Path> outages = List.of();

  @Option(
      names = "--orders",
      paramLabel = "CSV",
      description = "Orders: columns order,user,at,points. Those in the window bring more points.")
  @Nullable Path orders;

  @Option(
      names = "--orders-from",
      paramLabel = "JDBC-URL",
      description = "A database with the orders, such as jdbc:mariadb://shop-db/shop.")
  @Nullable String ordersFrom;

  @Option(
      names = "--orders-sql",
      paramLabel = "SELECT",
      description = "One query that yields order, user, at, points. It is run read-only.")
  @Nullable String ordersSql;

  @Option(names = "--orders-login", paramLabel = "NAME", description = "The database's user.")
  String ordersLogin = "";

  @Option(
      names = "--orders-password",
      paramLabel = "REF",
      description = "Where its password is: env:NAME or file:PATH.")
  @Nullable String ordersPassword;

  @Option(
      names = "--no-forecast",
      description = "Do not reckon what the forecast expected beside what was.")
  boolean noForecast;
}
