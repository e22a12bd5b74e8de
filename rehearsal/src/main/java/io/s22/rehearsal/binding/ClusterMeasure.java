package io.s22.rehearsal.binding;

import io.s22.driver.measure.JMeter;
import io.s22.driver.measure.MeasureDriver;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.check.DriverSpec;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Role;
import io.s22.rehearsal.cluster.Routes;
import io.s22.rehearsal.cluster.Topology;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Measures on the rehearsal's cluster what the plan measures on its own: each figure a few times by
 * {@link ClusterProbe}, load tests by JMeter for a few seconds through the gateway.
 */
final class ClusterMeasure implements Driver {
  private static final String FIGURE = "figure";
  private static final String TIMES = "3";
  private static final List<String> KEPT = List.of(FIGURE, "when", "unit", "better", "scenario");

  private final MeasureDriver driver;
  private final Cluster cluster;

  /**
   * @param nanos a steady clock
   */
  ClusterMeasure(Cluster cluster, HttpClient client, LongSupplier nanos) {
    this.driver = new MeasureDriver(new ClusterProbe(cluster, client, nanos), JMeter.installed());
    this.cluster = cluster;
  }

  /** What is behind it; empty where this machine has nothing like it. */
  static Optional<String> real(String action, Object figure, Topology topology) {
    if (action.equals("load")) {
      return JMeter.installed().isThere() && api(topology).isPresent()
          ? Optional.of("JMeter asks the API through the gateway")
          : Optional.empty();
    }
    return ClusterProbe.Figure.of(String.valueOf(figure), topology)
        .map(known -> "measured on this cluster");
  }

  private static Optional<String> api(Topology topology) {
    return topology.services().stream()
        .filter(each -> each.role() == Role.API)
        .map(Topology.Nodes::service)
        .findFirst();
  }

  @Override
  public DriverSpec spec() {
    return MeasureDriver.SPEC;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    return new Prediction.NoChange("it only measures");
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    return driver.perform(here(task), surroundings);
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    return driver.probe(here(task), surroundings);
  }

  private Task here(Task task) {
    boolean load = task.action().equals("load");
    Map<String, Object> with = new HashMap<>(task.with());
    with.keySet().retainAll(KEPT);
    if (load) {
      with.keySet().removeAll(List.of("unit", "better"));
      with.put("url", address());
      with.put("threads", "4");
      with.put("lasts", "3s");
    } else {
      with.put("times", TIMES);
      // The parameter that says how, which the cluster's probe does not read.
      with.put("command", "true");
    }
    return new Task(
        task.run(),
        task.effect(),
        load ? "load" : "command",
        with,
        task.hostName(),
        null,
        task.timeout(),
        task.undoes());
  }

  private String address() {
    return "http://127.0.0.1:%d%s/orders/load-test"
        .formatted(
            cluster.gateway().orElseThrow().port(),
            Routes.path(api(cluster.topology()).orElseThrow()));
  }
}
