package io.s22.bench.gateway;

import io.s22.traffic.balancer.HaproxyBalancer;
import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.Route;
import io.s22.traffic.policy.TimedGate;
import io.s22.traffic.policy.TimedGate.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The proxies that are compared, each with one thread, before the same server. */
public final class Peers {
  private static final String HAPROXY =
      """
      global
        nbthread 1
      defaults
        mode http
        timeout connect 5s
        timeout client 60s
        timeout server 60s
      frontend users
        bind 127.0.0.1:%d
        option forwardfor
      %s
        default_backend api
      backend api
        http-reuse always
        server one 127.0.0.1:%d
      """;

  private static final String NGINX =
      """
      worker_processes 1;
      pid %1$s/nginx-%2$s.pid;
      error_log %1$s/nginx-%2$s.err;
      daemon off;
      events { worker_connections 2048; }
      http {
        access_log off;
        client_body_temp_path %1$s/body-%2$s; proxy_temp_path %1$s/proxy-%2$s;
        fastcgi_temp_path %1$s/f-%2$s; uwsgi_temp_path %1$s/u-%2$s; scgi_temp_path %1$s/s-%2$s;
        keepalive_requests 100000000;
        %3$s
      }
      """;

  private Peers() {}

  /** The server behind all of them: nginx that answers a short text. */
  static Peer backend(Path folder) throws IOException {
    return backend(folder, "backend", Peer.freePort());
  }

  /** Another such server on a port of the caller's. */
  static Peer backend(Path folder, String name, int port) throws IOException {
    String server =
        "server { listen 127.0.0.1:%d; location / { return 200 'hello, this is the answer\\n'; } }"
            .formatted(port);
    return nginx(name, port, server, folder);
  }

  /** nginx as a proxy. */
  static Peer nginxProxy(Path folder, int backend) throws IOException {
    int port = Peer.freePort();
    String server =
        """
        upstream api { server 127.0.0.1:%d; keepalive 256; keepalive_requests 100000000; }
        server { listen 127.0.0.1:%d; location / {
          proxy_pass http://api; proxy_http_version 1.1; proxy_set_header Connection "";
          proxy_set_header X-Forwarded-For $remote_addr; } }
        """
            .formatted(backend, port);
    return nginx("nginx", port, server, folder);
  }

  /** nginx with {@code servers} in its http block, on {@code port}. */
  public static Peer nginx(String name, int port, String servers, Path folder) throws IOException {
    Path file = folder.resolve(name + ".conf");
    Files.writeString(file, NGINX.formatted(folder, name, servers));
    return Peer.start(
        name, port, new ProcessBuilder("/usr/sbin/nginx", "-c", file.toString()), folder);
  }

  /** HAProxy; with gates it asks the map for each request, as S22 drives it. */
  static Peer haproxy(Path folder, int backend, boolean gates) throws IOException {
    int port = Peer.freePort();
    String name = gates ? "haproxy with gates" : "haproxy";
    Path map = folder.resolve("gates.map");
    Files.writeString(map, "/uploads closed:0:" + Long.MAX_VALUE + ":\n");
    Path file = folder.resolve(name.replace(' ', '-') + ".cfg");
    String lines = gates ? HaproxyBalancer.configuration(map.toString()) : "";
    Files.writeString(file, HAPROXY.formatted(port, lines, backend));
    return Peer.start(
        name, port, new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", file.toString()), folder);
  }

  /** S22's gateway in its own process, with gates on some of its routes. */
  static Peer gateway(Path folder, int backend) throws IOException {
    return GatewayProcess.start(folder, policy(backend), 1, Map.of()).peer();
  }

  /** Five routes; of the one that is measured a gate opens long from now, others are closed. */
  private static Policy policy(int backend) {
    Pool pool =
        new Pool(
            "api",
            Balance.LEAST_LOADED,
            List.of(new Node("one", "127.0.0.1", backend, 1, Mode.UP)),
            null);
    List<Route> routes = new ArrayList<>();
    for (String prefix : List.of("/api/orders", "/api/users", "/api", "/files", "/")) {
      routes.add(new Route(prefix, prefix, Set.of(), -1, "api"));
    }
    routes.add(new Route("large", "/files", Set.of("PUT", "POST"), 100_000_000, "api"));
    Map<String, String> message = Map.of("en", "Closed until 04:00.");
    List<TimedGate> gates =
        List.of(
            new TimedGate("/api", Effect.CLOSE, Long.MAX_VALUE - 1, Long.MAX_VALUE, message),
            new TimedGate("large", Effect.CLOSE, 0, Long.MAX_VALUE, message),
            new TimedGate("/files", Effect.DEGRADE, 0, Long.MAX_VALUE, message));
    return new Policy(1, List.of(pool), routes, gates);
  }
}
