package io.s22.rehearsal.cluster;

import io.s22.data.redis.RedisServer;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.Ports;
import io.s22.rehearsal.redis.LocalRedis;
import io.s22.rehearsal.redis.RedisBinary;
import io.s22.rehearsal.route.PortRouter;
import io.s22.rehearsal.route.RouterControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cache of a rehearsal: Redis, and the port through which everybody reaches its primary. */
public final class Caches implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<LocalRedis> nodes;
  private final RedisBinary old;
  private final PortRouter router;
  private final RouterControl control;

  private Caches(List<LocalRedis> nodes, RedisBinary old) {
    this.nodes = nodes;
    this.old = old;
    this.router = new PortRouter(0, nodes.getLast().server().address(), PATIENCE);
    this.control = new RouterControl(router);
  }

  /** The last of {@code names} leads, so that replicas go first where one goes after the other. */
  static Caches start(ArtefactStore store, Path folder, List<String> names) {
    RedisBinary six = RedisBinary.six(store);
    List<Integer> ports = Ports.free(names.size());
    List<LocalRedis> nodes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      nodes.add(new LocalRedis(name, six, folder.resolve(name), ports.get(i), false));
    }
    try {
      LocalRedis first = nodes.getLast();
      first.start(null);
      nodes.subList(0, nodes.size() - 1).forEach(replica -> replica.start(first.server()));
      return new Caches(nodes, six);
    } catch (RuntimeException e) {
      nodes.forEach(LocalRedis::close);
      throw e;
    }
  }

  public List<LocalRedis> nodes() {
    return List.copyOf(nodes);
  }

  public PortRouter router() {
    return router;
  }

  /** The version an upgrade leads to; empty where this machine has none that is newer. */
  public static Optional<RedisBinary> next() {
    return RedisBinary.seven();
  }

  /** The version it begins with. */
  public String before() {
    return old.version();
  }

  Map<String, String> settings(Hand hand) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        "nodes",
        String.join(",", nodes.stream().map(n -> n.name() + "=" + n.server().address()).toList()));
    settings.put("router", control.address().toString());
    for (String word : List.of("stop", "install", "start")) {
      settings.put(word, hand.command(word));
    }
    return settings;
  }

  boolean has(String name) {
    return nodes.stream().anyMatch(node -> node.name().equals(name));
  }

  /** Does to a server's process what a driver asks for. */
  String perform(String word, String name, String version) {
    LocalRedis node = nodes.stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
    switch (word) {
      case "stop" -> node.stop();
      case "install" -> node.install(binary(version));
      case "start" -> node.start(source(node));
      default -> throw new IllegalArgumentException("no such word: " + word);
    }
    return word + " " + name + (version.isEmpty() ? "" : " " + version);
  }

  /** Whom it follows from its first moment on, as its configuration would say; nobody if it led. */
  private @Nullable RedisServer source(LocalRedis node) {
    return nodes.stream()
        .map(LocalRedis::server)
        .filter(server -> server.address().equals(router.target()))
        .filter(server -> !server.equals(node.server()))
        .findFirst()
        .orElse(null);
  }

  private RedisBinary binary(String version) {
    return next()
        .filter(newer -> newer.version().startsWith(version))
        .orElseGet(() -> {
          if (old.version().startsWith(version)) {
            return old;
          }
          throw new IllegalArgumentException("this machine has no Redis " + version);
        });
  }

  @Override
  public void close() {
    control.close();
    router.close();
    nodes.forEach(LocalRedis::close);
  }
}
