package io.s22.driver.redis;

import io.s22.driver.common.Specs;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.check.DriverSpec.Action;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import java.util.List;

/** What the checks know of the driver. */
final class RedisSpec {
  static final String ONE_PRIMARY = "exactly one primary";

  static final String AGAIN = "replicating again";
  static final String KEYS = "every sampled key is there";
  static final String ANSWERING = "answering";
  static final String BACKED_UP = "backed up";
  static final String TRIED = "restored and compared";
  static final String RESTORED = "every key of the backup is there";
  static final String SLOTS = "all slots served";

  private static final List<Param> COMMON =
      List.of(
          new Param("nodes", Kind.LIST, false, "All servers: names of hosts, or NAME=HOST:PORT."),
          new Param(
              "port", Kind.NUMBER, false, "Port of nodes given by name; 6379 where left out."),
          new Param("password", Kind.TEXT, false, "The password, as ${secret:NAME}."));
  private static final Param ROUTER =
      new Param(
          "router",
          Kind.TEXT,
          false,
          "HOST:PORT of the control port of the router before the servers; none where left out.");

  private static final Param CLUSTER =
      new Param(
          "cluster",
          Kind.LIST,
          false,
          "The servers in cluster mode, NAME=HOST:PORT, empty at first; of six and more the second"
              + " half are replicas of the first.");

  static final DriverSpec SPEC =
      new DriverSpec(
          "redis",
          "Looks after a Redis primary and its replicas, and Redis in cluster mode.",
          List.of(
              action(
                      "switch",
                      "Makes another node the primary; writes wait until it has all of them.",
                      new Param("to", Kind.TEXT, true, "The node that shall lead."),
                      ROUTER)
                  .proving(ONE_PRIMARY, AGAIN),
              action(
                  "fail-over",
                  "Replaces a primary that died by the replica that has received most.",
                  new Param("from", Kind.TEXT, true, "The dead primary."),
                  ROUTER),
              action(
                  "cluster-fail-over",
                  "Makes a replica the primary of its slots, in cluster mode.",
                  new Param("to", Kind.TEXT, true, "The replica.")),
              action(
                      "upgrade",
                      "Brings a node that does not lead to another version.",
                      new Param("to", Kind.TEXT, true, "The version, or its beginning."),
                      new Param(
                          "mode",
                          Kind.TEXT,
                          false,
                          "replicated (where left out) or cluster; in a cluster a replica first"
                              + " takes the slots of a node that leads."),
                      new Param("node", Kind.TEXT, false, "The node; the step's host otherwise."),
                      ROUTER,
                      Specs.command("stop", "stops the server in order"),
                      Specs.command("install", "installs version $S22_VERSION"),
                      Specs.command("start", "starts the server"))
                  .proving(KEYS, AGAIN, ANSWERING),
              action(
                      "backup",
                      "Writes all keys of the primary into a file and, where a scratch server is"
                          + " named, restores and compares them.",
                      new Param(
                          "to",
                          Kind.TEXT,
                          false,
                          "The file; redis.keys in S22's home where left out."),
                      new Param(
                          "scratch",
                          Kind.TEXT,
                          false,
                          "HOST:PORT of an empty server with the same password, on which the"
                              + " backup is tried."))
                  .proving(BACKED_UP, TRIED),
              action(
                      "restore",
                      "Lets the primary outside of the cluster take writes again, with what was"
                          + " written in the cluster, and puts back the keys of a backup that it"
                          + " lacks.",
                      new Param(
                          "from",
                          Kind.TEXT,
                          true,
                          "The file, or last-dump for redis.keys in S22's home."),
                      CLUSTER,
                      ROUTER)
                  .proving(RESTORED),
              action(
                      "to-cluster",
                      "Moves all keys to a cluster: copied while clients write, then once more"
                          + " while they wait; every key is compared.",
                      CLUSTER,
                      ROUTER)
                  .proving(SLOTS, KEYS),
              action(
                      "sample",
                      "Compares keys chosen at random on the primary with each replica.",
                      new Param("keys", Kind.NUMBER, false, "How many; 1000 where left out."))
                  .changingNothing()));

  private RedisSpec() {}

  private static Action action(String name, String does, Param... params) {
    return Specs.idempotent(COMMON, name, does, params);
  }
}
