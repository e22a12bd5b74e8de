package io.s22.driver.redis;

import io.s22.data.Progress;
import io.s22.data.redis.KeySample;
import io.s22.data.redis.RedisCluster;
import io.s22.data.redis.RedisFailOver;
import io.s22.data.redis.RedisNode;
import io.s22.data.redis.RedisServer;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.inprocess.NodeCommands;
import io.s22.driver.inprocess.NodeList;
import io.s22.plan.S22Exception;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** The driver's actions; each returns what the operator should see. */
record RedisActions(
    Task task, Params params, Redaction redaction, Surroundings surroundings, LongSupplier nanos) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String DEFAULT_PORT = "6379";
  private static final String DEFAULT_KEYS = "1000";
  private static final String REPLICATED = "replicated";

  String act() throws InterruptedException {
    return switch (task.action()) {
      case "switch" -> failOver().planned(params.required("to"));
      case "fail-over" -> failOver().from(params.required("from"));
      case "cluster-fail-over" ->
          new RedisCluster(progress(), nanos).failOver(server(params.required("to")));
      case "upgrade" -> upgrade();
      case "sample" -> sample();
      case "backup" -> keys().backup(primary());
      case "restore" -> keys().restore(primary());
      case "to-cluster" -> keys().toCluster(primary());
      default -> throw new IllegalStateException("the spec has no " + task.action());
    };
  }

  String prove(String phrase) {
    return switch (phrase.strip()) {
      case RedisSpec.ONE_PRIMARY -> proveLeads(params.required("to"));
      case RedisSpec.AGAIN -> task.action().equals("switch") ? proveSwitch() : proveFollows();
      case RedisSpec.KEYS ->
          task.action().equals("to-cluster") ? keys().proveMoved(primary()) : sample();
      case RedisSpec.BACKED_UP -> keys().proveWhole();
      case RedisSpec.TRIED -> keys().proveTried(primary());
      case RedisSpec.RESTORED -> keys().proveRestored(primary());
      case RedisSpec.SLOTS -> keys().proveSlots();
      case RedisSpec.ANSWERING -> server(node()) + " answers: " + state(server(node())).version();
      default ->
          throw params.wrong("proof", "'" + phrase + "' is not known", "Use one that redis knows.");
    };
  }

  private String proveLeads(String wanted) {
    RedisServer primary = primary();
    if (!primary.name().equals(wanted)) {
      throw new S22Exception(
          "S22-8153",
          primary + " leads, not " + wanted,
          "Run the switch again: it goes on from where it was.");
    }
    return primary + " alone leads";
  }

  private String proveSwitch() {
    String said = proveLeads(params.required("to"));
    List<RedisServer> away =
        servers().stream().filter(s -> !state(s).primary() && !state(s).linked()).toList();
    if (!away.isEmpty()) {
      throw apart(away);
    }
    return said + ", and all others follow it";
  }

  private String proveFollows() {
    RedisServer server = server(node());
    RedisNode.State state = state(server);
    if (!state.primary() && !state.linked()) {
      throw apart(List.of(server));
    }
    return server + (state.primary() ? " leads" : " follows " + state.source());
  }

  private static S22Exception apart(List<RedisServer> away) {
    return new S22Exception(
        "S22-8153",
        away + " are not in step with their primary",
        "Look at their logs (INFO replication), and run the step again.");
  }

  Prediction predict() {
    return switch (task.action()) {
      case "switch" -> predictSwitch();
      case "sample" -> new Prediction.NoChange("it only looks");
      case "upgrade" -> predictUpgrade();
      case "backup", "restore", "to-cluster" -> keys().predict(primary());
      default -> new Prediction.WouldChange("redis." + task.action() + " would be carried out");
    };
  }

  private Prediction predictSwitch() {
    String primary = primary().name();
    String to = params.required("to");
    return primary.equals(to)
        ? new Prediction.NoChange(to + " leads already")
        : new Prediction.WouldChange(to + " would lead in place of " + primary);
  }

  private Prediction predictUpgrade() {
    RedisNode.State state = state(server(node()));
    String to = params.required("to");
    return state.version().startsWith(to)
        ? new Prediction.NoChange(node() + " runs " + state.version() + " already")
        : new Prediction.WouldChange(node() + " would go from " + state.version() + " to " + to);
  }

  private String node() {
    return NodeList.node(task, params);
  }

  private List<RedisServer> servers() {
    String password = redaction.resolve(params.text("password").orElse(""));
    List<RedisServer> servers = new ArrayList<>();
    NodeList.addresses(params, surroundings, DEFAULT_PORT)
        .forEach((name, at) -> servers.add(new RedisServer(name, at, password)));
    return servers;
  }

  private RedisServer server(String name) {
    return servers().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> params.wrong("nodes", "does not have " + name, "Add it, or name one of them."));
  }

  private KeyActions keys() {
    return new KeyActions(task, params, redaction, surroundings, progress(), nanos);
  }

  private RedisFailOver failOver() {
    return new RedisFailOver(servers(), NodeList.router(params), progress(), nanos);
  }

  private RedisServer primary() {
    return failOver()
        .primary()
        .orElseThrow(() ->
            new S22Exception(
                "S22-8152", "Nobody leads among " + servers(), "Run redis.fail-over."));
  }

  private static RedisNode.State state(RedisServer server) {
    try (RedisNode node = RedisNode.open(server, PATIENCE)) {
      return node.state();
    }
  }

  private boolean inCluster() {
    return switch (params.text("mode").orElse(REPLICATED)) {
      case REPLICATED -> false;
      case "cluster" -> true;
      default -> throw params.wrong("mode", "is not known", "Write replicated or cluster.");
    };
  }

  /** One that leads hands over first, to an upgraded replica where there is one. */
  private String upgrade() throws InterruptedException {
    RedisServer server = server(node());
    String to = params.required("to");
    boolean cluster = inCluster();
    if (!state(server).version().startsWith(to)) {
      if (state(server).primary()) {
        handOver(server, to, cluster);
      }
      NodeCommands commands = new NodeCommands(params, redaction, surroundings.output());
      commands.run("stop", server.name(), "");
      commands.run("install", server.name(), to);
      commands.run("start", server.name(), "");
    }
    String proof = cluster ? new RedisCluster(progress(), nanos).whole(server) : rejoin(server);
    RedisNode.State after = state(server);
    if (!after.version().startsWith(to)) {
      throw new S22Exception(
          "S22-8111",
          server + " runs " + after.version() + ", not " + to,
          "Look at what 'install' and 'start' did.");
    }
    return server + " runs " + after.version() + "; " + proof;
  }

  private String rejoin(RedisServer server) {
    RedisServer primary = primary();
    RedisFailOver.follow(primary, List.of(server));
    return failOver().planned(primary.name());
  }

  private void handOver(RedisServer server, String to, boolean cluster) {
    RedisServer next =
        servers().stream()
            .filter(other -> !other.equals(server) && state(other).follows(server))
            .max(Comparator.comparing(other -> state(other).version().startsWith(to)))
            .orElseThrow(() ->
                new S22Exception(
                    "S22-8110",
                    server + " leads and nobody follows it in step: it cannot be taken away",
                    "Let a replica follow it first."));
    if (cluster) {
      new RedisCluster(progress(), nanos).failOver(next);
    } else {
      failOver().planned(next.name());
    }
  }

  /** Every replica is held against whom it follows; in cluster mode there are several. */
  private String sample() {
    int keys = Integer.parseInt(params.text("keys").orElse(DEFAULT_KEYS));
    List<String> said = new ArrayList<>();
    List<RedisServer> all = servers();
    for (RedisServer other : all) {
      RedisNode.State state = state(other);
      if (!state.primary()) {
        RedisServer primary =
            all.stream()
                .filter(s -> s.address().equals(state.source()))
                .findFirst()
                .orElseThrow(() -> apart(List.of(other)));
        try (RedisNode leading = RedisNode.open(primary, PATIENCE)) {
          said.add(sample(leading, other, keys));
        }
      }
    }
    if (said.isEmpty()) {
      throw new S22Exception(
          "S22-8156", "Nobody follows: there is nothing to compare with", "Name a replica too.");
    }
    return String.join("; ", said);
  }

  private static String sample(RedisNode leading, RedisServer other, int keys) {
    try (RedisNode replica = RedisNode.open(other, PATIENCE)) {
      KeySample.Report report = KeySample.compare(leading, replica, keys);
      if (!report.differing().isEmpty()) {
        throw new S22Exception(
            "S22-8156",
            report.differing().size()
                + " of "
                + report.sampled()
                + " sampled keys differ on "
                + other
                + ": "
                + report.differing().stream().limit(10).toList(),
            "Find out how they came about; a full resynchronisation mends a replica.");
      }
      return report.sampled() + " of " + report.keys() + " keys are the same on " + other;
    }
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void before(String name) {
        surroundings.output().accept(name + " ...");
      }

      @Override
      public void after(String name, String detail) {
        surroundings.output().accept(redaction.clean(name + ": " + detail));
      }
    };
  }
}
