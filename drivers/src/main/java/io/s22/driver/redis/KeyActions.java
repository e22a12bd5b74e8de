package io.s22.driver.redis;

import io.s22.data.Address;
import io.s22.data.Progress;
import io.s22.data.redis.ClusterMove;
import io.s22.data.redis.KeyDump;
import io.s22.data.redis.KeyRestore;
import io.s22.data.redis.RedisCluster;
import io.s22.data.redis.RedisNode;
import io.s22.data.redis.RedisServer;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.inprocess.NodeList;
import io.s22.plan.S22Exception;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What the driver does with all keys: backup, restore, the move to a cluster. */
record KeyActions(
    Task task,
    Params params,
    Redaction redaction,
    Surroundings surroundings,
    Progress progress,
    LongSupplier nanos) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String LAST = "last-dump";
  private static final String FILE = "redis.keys";

  private long now() {
    return surroundings.clock().now().toEpochMilli();
  }

  private Path file() {
    String named = params.text(task.action().equals("backup") ? "to" : "from").orElse(LAST);
    return named.equals(LAST) ? surroundings.home().resolve(FILE) : Path.of(named);
  }

  private Optional<RedisServer> scratch(RedisServer like) {
    return params
        .text("scratch")
        .map(at -> new RedisServer("scratch", Address.parse(at), like.password()));
  }

  String backup(RedisServer primary) {
    try (RedisNode source = RedisNode.open(primary, PATIENCE)) {
      long keys = KeyDump.write(source, file(), now());
      return keys + " keys in " + file() + tried(source, primary);
    }
  }

  private String tried(RedisNode source, RedisServer primary) {
    return scratch(primary)
        .map(at -> "; " + prove(source, at))
        .orElse("; not restored anywhere: no scratch server is named");
  }

  private String prove(RedisNode source, RedisServer at) {
    try (RedisNode scratch = RedisNode.open(at, PATIENCE)) {
      return KeyRestore.prove(file(), source, scratch, now());
    }
  }

  String proveWhole() {
    return KeyDump.check(file()) + " keys, as they were written";
  }

  String proveTried(RedisServer primary) {
    RedisServer at =
        scratch(primary)
            .orElseThrow(
                () -> params.wrong("scratch", "is missing", "Name an empty server to try it on."));
    try (RedisNode source = RedisNode.open(primary, PATIENCE)) {
      return prove(source, at);
    }
  }

  String restore(RedisServer primary) {
    String said = cluster(primary).isEmpty() ? "" : move(primary).back() + "; ";
    try (RedisNode into = RedisNode.open(primary, PATIENCE)) {
      KeyRestore.Report report = KeyRestore.missing(file(), into, now());
      return said
          + report.put()
          + " of "
          + report.keys()
          + " keys put back, "
          + report.expired()
          + " expired, the others were there";
    }
  }

  /** Putting back what is missing finds nothing missing. */
  String proveRestored(RedisServer primary) {
    try (RedisNode into = RedisNode.open(primary, PATIENCE)) {
      KeyRestore.Report report = KeyRestore.missing(file(), into, now());
      if (report.put() > 0) {
        throw new S22Exception(
            "S22-8158",
            report.put() + " keys of " + file() + " were missing on " + primary,
            "See who deletes them; they are there now.");
      }
      return report.keys() + " keys are there";
    }
  }

  private List<RedisServer> cluster(RedisServer like) {
    return params.list("cluster").stream()
        .map(String::valueOf)
        .map(text -> text.split("=", 2))
        .map(parts ->
            new RedisServer(parts[0], Address.parse(parts[parts.length - 1]), like.password()))
        .toList();
  }

  private ClusterMove move(RedisServer primary) {
    List<RedisServer> cluster = cluster(primary);
    if (cluster.size() < 3) {
      throw params.wrong("cluster", "has fewer than three servers", "Name all of them.");
    }
    return new ClusterMove(primary, cluster, NodeList.router(params), progress, this::now);
  }

  String toCluster(RedisServer primary) {
    return move(primary).there(new RedisCluster(progress, nanos));
  }

  String proveMoved(RedisServer primary) {
    if (!move(primary).left()) {
      throw new S22Exception(
          "S22-8159", primary + " still takes writes", "Run redis.to-cluster again: it goes on.");
    }
    return primary + " takes no writes; every key was compared when it was left";
  }

  String proveSlots() {
    RedisServer like = new RedisServer("", Address.UNKNOWN, password());
    RedisCluster whole = new RedisCluster(progress, nanos);
    List<RedisServer> cluster = cluster(like);
    cluster.forEach(whole::whole);
    return "all slots are served as " + cluster.size() + " servers see it";
  }

  private String password() {
    return redaction.resolve(params.text("password").orElse(""));
  }

  Prediction predict(RedisServer primary) {
    return switch (task.action()) {
      case "backup" -> new Prediction.WouldChange("the keys of " + primary + " to " + file());
      case "restore" ->
          Files.exists(file())
              ? new Prediction.WouldChange(
                  KeyDump.check(file()) + " keys, where they are missing on " + primary)
              : new Prediction.CannotPredict("there is no " + file() + " yet");
      default ->
          move(primary).left()
              ? new Prediction.NoChange(primary + " was left for the cluster already")
              : new Prediction.WouldChange("all keys of " + primary + " to the cluster");
    };
  }
}
