package io.s22.cli;

import io.s22.window.traffic.SqlDialect;
import io.s22.window.traffic.SqlTraffic;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code s22 traffic query}: counts where the logs lie in a warehouse. */
@Command(
    name = "query",
    description = {
      "Count logs that lie in a warehouse, by one SQL query carried out there.",
      "",
      "Name and password of the user: S22_JDBC_USER and S22_JDBC_PASSWORD."
    },
    footer = {
      "",
      "Example:",
      "  s22 traffic query --jdbc jdbc:duckdb: --from \"read_parquet('logs/*.parquet')\" \\",
      "    --time ts --status status --bytes bytes --user client"
    })
final class QueryCommand implements Callable<Integer> {
  private final Screen screen;

  @Option(names = "--jdbc", paramLabel = "URL", description = "The warehouse.")
  String jdbc = "";

  @Option(names = "--from", paramLabel = "TABLE", description = "The table.", required = true)
  String from = "";

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      defaultValue = "time",
      description = "Timestamp, with a zone or in UTC.")
  String time = "time";

  @Option(
      names = "--status",
      paramLabel = "COLUMN",
      defaultValue = "status",
      description = "HTTP status.")
  String status = "status";

  @Option(names = "--bytes", paramLabel = "COLUMN", description = "Bytes sent.")
  @Nullable String bytes;

  @Option(names = "--user", paramLabel = "COLUMN", description = "What tells users apart.")
  @Nullable String user;

  @Option(names = "--path", paramLabel = "COLUMN", description = "The request's path, for --route.")
  @Nullable String path;

  @Option(names = "--seconds", paramLabel = "COLUMN", description = "The request's duration.")
  @Nullable String seconds;

  @Mixin TrafficInto to = new TrafficInto();

  @Option(
      names = "--show",
      paramLabel = "ENGINE",
      description = "Print the query for ${COMPLETION-CANDIDATES} and do nothing.")
  @Nullable SqlDialect show;

  QueryCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    SqlTraffic.Table table = new SqlTraffic.Table(from, time, status, bytes, user, path, seconds);
    SqlTraffic traffic = new SqlTraffic(table, to.routes());
    SqlDialect wanted = show;
    if (wanted != null) {
      screen.out().println(traffic.query(wanted));
      return ExitCode.OK;
    }
    if (jdbc.isEmpty()) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-7042",
          "No warehouse is named.",
          "Give its address with --jdbc, or --show to print the query only.");
    }
    Properties credentials = new Properties();
    put(credentials, "user", "S22_JDBC_USER");
    put(credentials, "password", "S22_JDBC_PASSWORD");
    SqlTraffic.Outcome outcome = traffic.run(jdbc, credentials, to.folder);
    if (to.json) {
      screen.out().println(Json.write(outcome));
    } else {
      screen
          .out()
          .printf(
              "%,d requests of %d days into %s%n",
              outcome.requests(), outcome.days().size(), to.folder);
    }
    return ExitCode.OK;
  }

  private void put(Properties into, String key, String variable) {
    String value = screen.environment().get(variable);
    if (value != null) {
      into.put(key, value);
    }
  }
}
