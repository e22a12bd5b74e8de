package io.s22.rehearsal.binding;

import com.sun.management.OperatingSystemMXBean;
import io.s22.driver.common.Params;
import io.s22.driver.measure.Probe;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.cluster.Caches;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.GatewayProcess;
import io.s22.rehearsal.cluster.Role;
import io.s22.rehearsal.cluster.Routes;
import io.s22.rehearsal.cluster.ServiceNode;
import io.s22.rehearsal.cluster.Topology;
import io.s22.rehearsal.process.Folders;
import io.s22.rehearsal.process.Ports;
import io.s22.rehearsal.redis.LocalRedis;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import redis.clients.jedis.RedisClient;

/**
 * The plan's figures, taken of the rehearsal's own cluster: the plan says what is wanted by the
 * figure's name, for its commands would reach beyond this machine.
 */
final class ClusterProbe implements Probe {
  /** What can be taken here. */
  enum Figure {
    CORES("processors this machine gives the rehearsal"),
    MEMORY("memory this machine gives the rehearsal, in GiB"),
    BANDWIDTH("a file of 2 MiB read through the gateway for 300 ms, in Mbit/s"),
    CONNECTIONS("connections opened to one node for 200 ms, each answered and held"),
    RECOVERY("a cache of 20,000 keys killed with SIGKILL, until it serves again");

    private final String method;

    Figure(String method) {
      this.method = method;
    }

    /** By what the plan calls it; empty where nothing here is like it. */
    static Optional<Figure> of(String name, Topology topology) {
      for (Figure each : values()) {
        if (name.contains(each.name().toLowerCase(java.util.Locale.ROOT))) {
          return each.isOn(topology) ? Optional.of(each) : Optional.empty();
        }
      }
      return Optional.empty();
    }

    private boolean isOn(Topology topology) {
      return switch (this) {
        case CORES, MEMORY -> true;
        case BANDWIDTH -> topology.services().stream().anyMatch(s -> s.role() == Role.FILES);
        case CONNECTIONS -> !topology.services().isEmpty();
        case RECOVERY -> !topology.caches().isEmpty();
      };
    }
  }

  private static final int FILE = 2 << 20;
  private static final int MOST_CONNECTIONS = 1_000;
  private static final Duration READING = Duration.ofMillis(300);
  private static final Duration OPENING = Duration.ofMillis(200);
  private static final double SECOND = 1e9;
  private static final byte[] ASK =
      "GET /health HTTP/1.1\r\nHost: node\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String FILL =
      "for i = 1, 20000 do redis.call('SET', 'key-' .. i, i) end return 1";

  private final Cluster cluster;
  private final HttpClient client;
  private final LongSupplier nanos;

  /**
   * @param nanos a steady clock
   */
  ClusterProbe(Cluster cluster, HttpClient client, LongSupplier nanos) {
    this.cluster = cluster;
    this.client = client;
    this.nanos = nanos;
  }

  @Override
  public String method(Task task, Params params) {
    return "rehearsal: " + figure(params).method;
  }

  private Figure figure(Params params) {
    String name = params.required("figure");
    return Figure.of(name, cluster.topology())
        .orElseThrow(() -> failed(name, "nothing in a rehearsal is like it", null));
  }

  @Override
  public List<Double> take(Task task, Params params, Surroundings surroundings)
      throws InterruptedException {
    Figure figure = figure(params);
    try {
      return List.of(
          switch (figure) {
            case CORES -> (double) Runtime.getRuntime().availableProcessors();
            case MEMORY -> memory();
            case BANDWIDTH -> bandwidth();
            case CONNECTIONS -> connections();
            case RECOVERY -> recovery(surroundings.home());
          });
    } catch (IOException e) {
      throw failed(params.required("figure"), String.valueOf(e.getMessage()), e);
    }
  }

  private static double memory() {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return machine.getTotalMemorySize() / (double) (1L << 30);
  }

  private double bandwidth() throws IOException, InterruptedException {
    Topology.Nodes files =
        cluster.topology().services().stream()
            .filter(each -> each.role() == Role.FILES)
            .findFirst()
            .orElseThrow();
    GatewayProcess gateway = cluster.gateway().orElseThrow();
    Files.write(cluster.folder().resolve("files").resolve("bandwidth"), new byte[FILE]);
    URI file =
        URI.create(
            "http://127.0.0.1:" + gateway.port() + Routes.path(files.service()) + "/bandwidth");
    HttpRequest request = HttpRequest.newBuilder(file).timeout(Duration.ofSeconds(20)).build();
    long began = nanos.getAsLong();
    long bytes = 0;
    while (nanos.getAsLong() - began < READING.toNanos()) {
      bytes += client.send(request, BodyHandlers.ofByteArray()).body().length;
    }
    return bytes * 8 / 1e6 / ((nanos.getAsLong() - began) / SECOND);
  }

  private double connections() throws IOException {
    Topology.Nodes service = cluster.topology().services().getLast();
    ServiceNode node = cluster.node(service.hosts().getFirst()).orElseThrow();
    List<Socket> held = new ArrayList<>();
    try {
      long began = nanos.getAsLong();
      while (nanos.getAsLong() - began < OPENING.toNanos() && held.size() < MOST_CONNECTIONS) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
        held.add(socket);
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(ASK);
        InputStream in = socket.getInputStream();
        if (!new String(in.readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200")) {
          throw new IOException(node.name() + " did not answer");
        }
      }
      return held.size();
    } finally {
      for (Socket each : held) {
        each.close();
      }
    }
  }

  /** A cache of its own, of the version that the cluster's run now: users are not touched. */
  private double recovery(Path home) throws IOException {
    Caches caches = cluster.caches().orElseThrow();
    Path folder = Files.createTempDirectory(Files.createDirectories(home), "recovery");
    try (LocalRedis spare =
        new LocalRedis(
            "recovery",
            caches.nodes().getLast().binary(),
            folder.resolve("redis"),
            Ports.free(1).getFirst(),
            false)) {
      spare.start(null);
      try (RedisClient filling =
          RedisClient.create(URI.create("redis://" + spare.server().address()))) {
        filling.eval(FILL);
      }
      spare.kill();
      long killed = nanos.getAsLong();
      spare.start(null);
      return (nanos.getAsLong() - killed) / SECOND;
    } finally {
      Folders.delete(folder);
    }
  }

  private static S22Exception failed(
      String figure, String why, @org.jspecify.annotations.Nullable IOException e) {
    String what = "Nothing was measured: " + figure + ": " + why + ".";
    String mend = "See what the rehearsal's cluster does, then rehearse again.";
    return e == null
        ? new S22Exception("S22-5061", what, mend)
        : new S22Exception("S22-5061", what, mend, e);
  }
}
