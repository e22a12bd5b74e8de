package io.s22.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a request costs each proxy in processor time: the gateway with gates on, HAProxy plain and
 * with gates, nginx; one thread each, the same server behind, in one run, taking turns.
 *
 * <p>Arguments: rounds (7), requests each round (40,000), connections (64).
 */
public final class GatewayCost {
  private static final double LIMIT = 1.6;

  /** Real browsers send about so much. */
  private static final String HEADERS =
      "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
          + "Accept: application/json\r\nAccept-Language: zh-CN,zh;q=0.9,en;q=0.8\r\n"
          + "Cookie: session=0123456789abcdef0123456789abcdef\r\n";

  private final int connections;
  private final long requests;

  private GatewayCost(int connections, long requests) {
    this.connections = connections;
    this.requests = requests;
  }

  /** Ends with 0 if the gateway costs at most 1.6 times what HAProxy costs. */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    long requests = arguments.length > 1 ? Long.parseLong(arguments[1]) : 40_000;
    int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 64;
    Path folder = Files.createTempDirectory("s22-gateway-cost");
    boolean holds;
    try (Peer backend = Peers.backend(folder);
        Peer gateway = Peers.gateway(folder, backend.port());
        Peer haproxy = Peers.haproxy(folder, backend.port(), false);
        Peer gated = Peers.haproxy(folder, backend.port(), true);
        Peer nginx = Peers.nginxProxy(folder, backend.port())) {
      holds =
          new GatewayCost(connections, requests)
              .compare(List.of(gateway, haproxy, gated, nginx), rounds);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    System.exit(holds ? 0 : 1);
  }

  private boolean compare(List<Peer> peers, int rounds) throws IOException {
    for (Peer peer : peers) {
      fire(peer, peer.name().equals("gateway") ? 20 * requests : requests / 4);
    }
    Map<String, List<Double>> micros = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < peers.size(); i++) {
        Peer peer = peers.get((i + round) % peers.size());
        micros.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(fire(peer, requests));
      }
    }
    Map<String, Double> median = new LinkedHashMap<>();
    micros.forEach((name, all) -> median.put(name, median(all)));
    micros.forEach((name, all) ->
        say(
            "%-20s %6.1f us of processor time a request (%.1f to %.1f in %d rounds)",
            name,
            median.getOrDefault(name, 0.0),
            all.stream().min(Comparator.naturalOrder()).orElse(0.0),
            all.stream().max(Comparator.naturalOrder()).orElse(0.0),
            all.size()));
    double ours = median.getOrDefault("gateway", 0.0);
    double ratio = ours / median.getOrDefault("haproxy", 1.0);
    say(
        "gateway with gates : haproxy = %.2f; : haproxy with gates = %.2f; : nginx = %.2f"
            + " (limit %.1f of haproxy: %s)",
        ratio,
        ours / median.getOrDefault("haproxy with gates", 1.0),
        ours / median.getOrDefault("nginx", 1.0),
        LIMIT,
        ratio <= LIMIT ? "holds" : "DOES NOT HOLD");
    return ratio <= LIMIT;
  }

  /** Microseconds of processor time a request. */
  private double fire(Peer peer, long count) throws IOException {
    double before = peer.cpuSeconds();
    Volley.Result result =
        new Volley(peer.port(), "/api/orders/17", HEADERS).fire(connections, count);
    double after = peer.cpuSeconds();
    if (result.bad() > 0) {
      throw new IOException(peer.name() + " gave " + result.bad() + " wrong answers");
    }
    return (after - before) * 1e6 / result.good();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
