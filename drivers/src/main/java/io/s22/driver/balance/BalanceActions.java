package io.s22.driver.balance;

import io.s22.driver.common.Params;
import io.s22.plan.S22Exception;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.traffic.balancer.Balancer;
import io.s22.traffic.balancer.Balancer.NodeStatus;
import io.s22.traffic.balancer.Balancer.Standing;
import io.s22.traffic.policy.TimedGate;
import io.s22.traffic.policy.TimedGate.Effect;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The actions, one method each; each returns what the operator should see. */
record BalanceActions(
    Task task, Params params, Balancer balancer, Surroundings surroundings, LongSupplier nanos) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long SHOW_EVERY = Duration.ofSeconds(5).toNanos();
  private static final String RATE = "100";

  String act() throws IOException, InterruptedException {
    return switch (task.action()) {
      case "close" -> gate(Effect.CLOSE);
      case "degrade" -> gate(Effect.DEGRADE);
      case "open", "restore" -> open();
      case "state" -> state(params.text("expect").orElse(""));
      case "drain" -> drain();
      case "undrain" -> undrain();
      case "weight" -> weight();
      default -> throw new IllegalStateException("the spec has no " + task.action());
    };
  }

  String prove(String phrase) throws IOException {
    return switch (phrase.strip()) {
      case BalanceSpec.CLOSED, BalanceSpec.OPEN, BalanceSpec.DEGRADED -> state(phrase.strip());
      case BalanceSpec.EMPTY -> proveEmpty();
      case BalanceSpec.SERVING -> proveServing();
      default ->
          throw params.wrong("proof", "'" + phrase + "' is not known", "Use one that it knows.");
    };
  }

  Prediction predict() throws IOException {
    return switch (task.action()) {
      case "close" -> predictGate(Standing.CLOSED);
      case "degrade" -> predictGate(Standing.DEGRADED);
      case "open", "restore" -> predictGate(Standing.OPEN);
      case "drain" -> predictTaking(false);
      case "undrain" -> predictTaking(true);
      case "weight" -> predictWeight();
      default -> new Prediction.NoChange("it only looks: " + state(""));
    };
  }

  private List<String> routes() {
    List<String> routes = params.list("routes");
    if (routes.isEmpty()) {
      throw params.wrong("routes", "is empty", "Name at least one route.");
    }
    return routes;
  }

  private String gate(Effect effect) throws IOException {
    GateTimes times = GateTimes.of(params, surroundings.clock().now());
    List<String> said = new ArrayList<>();
    for (String route : routes()) {
      balancer.close(
          new TimedGate(route, effect, times.from(), times.until(), GateTimes.message(params)));
      say(route + ": " + word(effect) + times.shown());
      said.add(route);
    }
    return String.join(", ", said) + " " + word(effect) + times.shown();
  }

  private static String word(Effect effect) {
    return effect == Effect.CLOSE ? BalanceSpec.CLOSED : BalanceSpec.DEGRADED;
  }

  private String open() throws IOException {
    for (String route : routes()) {
      balancer.open(route);
      say(route + ": open");
    }
    return String.join(", ", routes()) + " open";
  }

  /** What the routes are; other than {@code expect}, where that says something, it is an error. */
  private String state(String expect) throws IOException {
    List<String> said = new ArrayList<>();
    boolean asWanted = true;
    for (String route : routes()) {
      String standing = balancer.standing(route).name().toLowerCase(Locale.ROOT);
      asWanted &= expect.isEmpty() || expect.equals(standing);
      said.add(route + " is " + standing);
    }
    String all = String.join(", ", said);
    if (!asWanted) {
      throw new S22Exception(
          "S22-5053",
          all + "; expected was " + expect,
          "See who changed the balancer's gates, and run the step again.");
    }
    return all;
  }

  private Prediction predictGate(Standing wanted) throws IOException {
    List<String> change = new ArrayList<>();
    for (String route : routes()) {
      Standing now = balancer.standing(route);
      if (now != wanted) {
        change.add(
            route
                + " would be "
                + wanted.name().toLowerCase(Locale.ROOT)
                + ", is "
                + now.name().toLowerCase(Locale.ROOT));
      }
    }
    return change.isEmpty()
        ? new Prediction.NoChange(String.join(", ", routes()) + " as wanted already")
        : new Prediction.WouldChange(String.join("; ", change));
  }

  private String backend() {
    return params.required("backend");
  }

  private String server() {
    return params
        .text("server")
        .or(() -> Optional.of(task.hostName()).filter(name -> !name.isEmpty()))
        .orElseThrow(
            () -> params.wrong("server", "is missing", "Write it, or name a host under 'on'."));
  }

  private String both() {
    return backend() + "/" + server();
  }

  private String drain() throws IOException, InterruptedException {
    Duration within = params.duration("within").orElse(PATIENCE);
    balancer.drain(backend(), server(), number("rate", RATE, 1_000_000));
    long began = nanos.getAsLong();
    long shown = began;
    while (true) {
      NodeStatus status = balancer.status(backend(), server());
      if (status.drained()) {
        return both() + " has nothing left and gets nothing new";
      }
      long now = nanos.getAsLong();
      if (now - began > within.toNanos()) {
        throw new S22Exception(
            "S22-5054",
            both() + " still has " + status.busy() + " requests or sessions after " + within,
            "It gets nothing new. Wait longer (within), raise 'rate', or put it back with"
                + " undrain.");
      }
      if (now - shown > SHOW_EVERY) {
        say(both() + " still has " + status.busy());
        shown = now;
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private String undrain() throws IOException {
    balancer.undrain(backend(), server());
    return both() + " gets work again";
  }

  private String weight() throws IOException {
    int weight = number("weight", "", 256);
    balancer.weight(backend(), server(), weight);
    return both() + " has weight " + weight;
  }

  private int number(String name, String otherwise, int most) {
    String text = params.text(name).orElse(otherwise);
    if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) > most) {
      throw params.wrong(name, "is no number from 0 to " + most + ": " + text, "Write one.");
    }
    return Integer.parseInt(text);
  }

  private String proveEmpty() throws IOException {
    NodeStatus status = balancer.status(backend(), server());
    if (!status.drained()) {
      throw new S22Exception(
          "S22-5053",
          both()
              + (status.taking() ? " takes work" : "")
              + " and has "
              + status.busy()
              + " requests or sessions",
          "Run the drain again: it waits until nothing is left.");
    }
    return both() + " has nothing left and gets nothing new";
  }

  private String proveServing() throws IOException {
    NodeStatus status = balancer.status(backend(), server());
    if (!status.taking()) {
      throw new S22Exception(
          "S22-5053", both() + " gets no work", "See whether it is well, then undrain it.");
    }
    return both() + " gets work, weight " + status.weight();
  }

  private Prediction predictTaking(boolean wanted) throws IOException {
    NodeStatus status = balancer.status(backend(), server());
    if (status.taking() == wanted) {
      return new Prediction.NoChange(both() + (wanted ? " gets work" : " gets none") + " already");
    }
    return new Prediction.WouldChange(
        both()
            + (wanted
                ? " would get work again"
                : " would get nothing new and finish its " + status.busy()));
  }

  private Prediction predictWeight() throws IOException {
    int wanted = number("weight", "", 256);
    int now = balancer.status(backend(), server()).weight();
    return now == wanted
        ? new Prediction.NoChange(both() + " has weight " + now + " already")
        : new Prediction.WouldChange(both() + " would go from weight " + now + " to " + wanted);
  }

  private void say(String line) {
    surroundings.output().accept(line);
  }
}
