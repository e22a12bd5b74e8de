package io.s22.driver.balance;

import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.check.DriverSpec.Action;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import java.util.ArrayList;
import java.util.List;

/** What the checks know of both drivers: the same actions, reached in different ways. */
final class BalanceSpec {
  static final String CLOSED = "closed";
  static final String OPEN = "open";
  static final String DEGRADED = "degraded";
  static final String EMPTY = "no session left";
  static final String SERVING = "serving";

  private static final Param ROUTES =
      new Param("routes", Kind.LIST, true, "Which; for HAProxy the beginnings of paths.");
  private static final Param BACKEND = new Param("backend", Kind.TEXT, true, "The backend.");
  private static final Param SERVER =
      new Param("server", Kind.TEXT, false, "The server; the host where left out.");

  static final DriverSpec GATEWAY =
      spec(
          "gateway",
          "S22 as a gateway: planned degradation, and nodes taken out of work.",
          new Param("control", Kind.TEXT, false, "URL of its control API."),
          new Param("token", Kind.TEXT, false, "The control API's token, as ${secret:NAME}."));

  static final DriverSpec HAPROXY =
      spec(
          "haproxy",
          "HAProxy: planned degradation, and servers taken out of work.",
          new Param("socket", Kind.TEXT, false, "Its runtime socket, with level admin."),
          new Param(
              "map", Kind.TEXT, false, "The map of gates that its configuration asks, as there."));

  private BalanceSpec() {}

  private static DriverSpec spec(String name, String does, Param... own) {
    List<Param> reach = List.of(own);
    List<Action> all = new ArrayList<>(routes(reach));
    all.addAll(servers(reach));
    return new DriverSpec(name, does, all);
  }

  private static List<Action> routes(List<Param> reach) {
    return List.of(
        action("close", "Closes routes: users are answered with what was announced.", reach, gate())
            .proving(CLOSED),
        action("open", "Opens routes.", reach, List.of(ROUTES)).proving(OPEN),
        action("degrade", "Lets routes be read, with a mark, and not written.", reach, gate())
            .proving(DEGRADED),
        action("restore", "Serves routes in full again.", reach, List.of(ROUTES)).proving(OPEN),
        action(
                "state",
                "Asks for the state of routes.",
                reach,
                List.of(ROUTES, new Param("expect", Kind.TEXT, false, "open, degraded or closed.")))
            .changingNothing());
  }

  private static List<Param> gate() {
    return List.of(
        ROUTES,
        new Param("answer", Kind.TEXT, false, "What users are told."),
        new Param("answers", Kind.MAP, false, "What users are told, by language: en, zh."),
        new Param(
            "from",
            Kind.TEXT,
            false,
            "When it begins, as 2024-03-16T02:30:00+08:00 or in zone; now where left out."),
        new Param("until", Kind.TEXT, false, "When it ends by itself; never where left out."),
        new Param("zone", Kind.TEXT, false, "Time zone of from and until."));
  }

  private static List<Action> servers(List<Param> reach) {
    return List.of(
        action(
                "drain",
                "Gives a server nothing new and waits until it has finished.",
                reach,
                List.of(
                    BACKEND,
                    SERVER,
                    new Param(
                        "rate",
                        Kind.NUMBER,
                        false,
                        "WebSockets a second that are asked to come back elsewhere; 100 where left"
                            + " out."),
                    new Param(
                        "within",
                        Kind.DURATION,
                        false,
                        "It must be empty by then; 10m where left out.")))
            .proving(EMPTY),
        action("undrain", "Gives a server work again.", reach, List.of(BACKEND, SERVER))
            .proving(SERVING),
        action(
            "weight",
            "Sets a server's share.",
            reach,
            List.of(BACKEND, SERVER, new Param("weight", Kind.NUMBER, true, "0 to 256."))));
  }

  /** Each may be repeated: what is already so stays so. */
  private static Action action(String name, String does, List<Param> reach, List<Param> more) {
    List<Param> all = new ArrayList<>(more);
    all.addAll(reach);
    return new Action(name, does, all, Repeat.IDEMPOTENT);
  }
}
