package io.s22.driver.balance;

import io.s22.run.Task;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.util.HashMap;
import java.util.Map;

/**
 * A real balancer before two servers. Drains are counted at the balancer's own doorstep; one of a
 * backend that is not there fails.
 */
abstract class BalanceRig implements DriverRig {
  final Servers servers = new Servers();

  /** How the driver reaches the balancer. */
  abstract Map<String, Object> reach();

  /** The same parameters, for a balancer that is not there. */
  abstract Map<String, Object> elsewhere(Map<String, Object> with);

  /** Where users connect. */
  abstract int port();

  /** Lets {@code server} alone take work, and gives it a request that it does not end. */
  final Hanging hang(String server) throws Exception {
    String other = server.equals("a") ? "b" : "a";
    alone(other, false);
    Hanging request = servers.hang(port());
    if (!request.arrived()) {
      throw new IllegalStateException("the request met no server");
    }
    alone(other, true);
    return request;
  }

  /** Takes a server out, or puts it back. */
  abstract void alone(String server, boolean takes) throws Exception;

  private Task drain(String step, String backend) {
    Map<String, Object> with = new HashMap<>(reach());
    with.put("backend", backend);
    with.put("server", step);
    return TaskDraft.of(step, with).action("drain").task();
  }

  @Override
  public final Task quick(String step) {
    return drain(step, "api");
  }

  @Override
  public final Task failing(String step) {
    return drain(step, "none");
  }

  @Override
  public final Task held(String step) {
    throw new IllegalStateException("it ends with S22");
  }

  @Override
  public final void letGo(String step) {}

  @Override
  public final boolean outlivesS22() {
    return false;
  }
}
