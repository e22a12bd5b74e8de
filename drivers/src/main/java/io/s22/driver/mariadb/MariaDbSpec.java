package io.s22.driver.mariadb;

import io.s22.driver.common.Specs;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.check.DriverSpec.Action;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import java.util.List;

/** What the checks know of the driver. */
final class MariaDbSpec {
  static final String ONE_PRIMARY = "exactly one primary";
  static final String WRITING = "writing on the new primary";
  static final String AGAIN = "replicating again";
  static final String ANSWERING = "answering";
  static final String EQUAL = "every row equal";
  static final String UNDER_WAY = "comparison under way";
  static final String PROVEN = "restored and compared";
  static final String EVERYWHERE = "set everywhere";
  static final String RESTORABLE = "any second can be restored";
  static final String FOLLOWS = "follows the primary";

  private static final List<Param> COMMON =
      List.of(
          new Param(
              "nodes",
              Kind.LIST,
              false,
              "All servers of the cluster: names of hosts, or NAME=HOST:PORT."),
          new Param(
              "port", Kind.NUMBER, false, "Port of nodes given by name; 3306 where left out."),
          new Param("user", Kind.TEXT, false, "A user with all privileges."),
          new Param("password", Kind.TEXT, false, "Its password, as ${secret:NAME}."),
          new Param(
              "tls",
              Kind.TEXT,
              false,
              "disable (where left out), trust, verify-ca or verify-full."));
  private static final Param ROUTER =
      new Param(
          "router",
          Kind.TEXT,
          false,
          "HOST:PORT of the control port of the router before the cluster; none where left out.");
  private static final Param LAG =
      new Param(
          "max-lag",
          Kind.DURATION,
          false,
          "A replica further behind is refused; 10s where left out.");

  static final DriverSpec SPEC =
      new DriverSpec(
          "mariadb",
          "Looks after a MariaDB primary and its replicas.",
          List.of(
              action(
                      "switch",
                      "Makes another node the primary without losing a write.",
                      new Param("to", Kind.TEXT, true, "The node that shall lead."),
                      new Param(
                          "hold", Kind.DURATION, false, "Clients are held at most so long; 10s."),
                      LAG,
                      ROUTER)
                  .proving(ONE_PRIMARY, WRITING, AGAIN),
              action(
                      "fail-over",
                      "Replaces a primary that died by the replica that has received most.",
                      new Param("from", Kind.TEXT, true, "The dead primary."),
                      new Param(
                          "cut-off",
                          Kind.TEXT,
                          false,
                          "Command on S22's machine that makes sure it stays dead; $S22_NODE is"
                              + " its name."),
                      ROUTER)
                  .proving(ONE_PRIMARY),
              action(
                      "rejoin",
                      "Lets a node that was away follow the primary again.",
                      new Param("node", Kind.TEXT, false, "The node; the step's host otherwise."))
                  .proving(FOLLOWS),
              action(
                      "upgrade",
                      "Brings a node that does not lead to another version; as a rollback, back"
                          + " with the data it had.",
                      new Param("to", Kind.TEXT, true, "The version."),
                      new Param("node", Kind.TEXT, false, "The node; the step's host otherwise."),
                      Specs.command("stop", "stops the server in order"),
                      Specs.command("keep", "keeps a copy of its data for the way back"),
                      Specs.command(
                          "install", "installs version $S22_VERSION and its system tables"),
                      Specs.command("bring-back", "brings the copy for $S22_VERSION back"),
                      Specs.command("start", "starts the server"))
                  .proving(FOLLOWS, AGAIN, ANSWERING),
              action(
                      "restore",
                      "Brings a node back to the version and the data it had before its upgrade,"
                          + " and lets it catch up.",
                      new Param("node", Kind.TEXT, false, "The node; the step's host otherwise."),
                      Specs.command("stop", "stops the server in order"),
                      Specs.command("install", "installs version $S22_VERSION"),
                      Specs.command("bring-back", "brings the copy for $S22_VERSION back"),
                      Specs.command("start", "starts the server"))
                  .proving(FOLLOWS, AGAIN, ANSWERING),
              action(
                      "backup",
                      "Writes a backup, restores it into an empty server and compares every row.",
                      new Param("from", Kind.TEXT, false, "The node; the primary where left out."),
                      new Param(
                          "to",
                          Kind.TEXT,
                          false,
                          "The file; backup.sql in S22's home where left out."),
                      new Param(
                          "scratch",
                          Kind.TEXT,
                          false,
                          "HOST:PORT of an empty server with the same user; one of S22's own where"
                              + " left out."),
                      new Param("dump", Kind.TEXT, false, "mariadb-dump, where not on the path."),
                      new Param("client", Kind.TEXT, false, "mariadb, where not on the path."),
                      LAG)
                  .proving(PROVEN),
              action(
                      "set",
                      "Sets variables of a running server, the step's host, or of all.",
                      new Param("variables", Kind.MAP, true, "Variables and their values."))
                  .proving(RESTORABLE, EVERYWHERE),
              action(
                      "compare",
                      "Compares every row of every table of the primary with its replicas.",
                      new Param("within", Kind.DURATION, false, "It is given up after so long."),
                      new Param(
                          "tables",
                          Kind.LIST,
                          false,
                          "DATABASE.TABLE; all where left out, or where it says all."),
                      LAG)
                  .proving(EQUAL, UNDER_WAY)
                  .changingNothing()));

  private MariaDbSpec() {}

  private static Action action(String name, String does, Param... params) {
    return Specs.idempotent(COMMON, name, does, params);
  }
}
