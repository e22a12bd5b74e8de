package io.s22.traffic.gateway;

import io.s22.plan.S22Exception;
import io.s22.traffic.policy.Policy;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The gateway in one process: one relay on each event loop, one control API. */
public final class Gateway implements AutoCloseable {
  /**
   * How it is started.
   *
   * @param host the address users connect to
   * @param port its port; 0 picks one
   * @param controlPort of the control API, on loopback; 0 picks one
   * @param token what each call of the control API must carry
   * @param certificate PEM chain; null for plain HTTP
   * @param key PEM key; null for plain HTTP
   * @param loops event loops
   */
  public record Options(
      String host,
      int port,
      int controlPort,
      String token,
      @Nullable Path certificate,
      @Nullable Path key,
      int loops) {}

  private static final int MOST_SOCKETS = 1_000_000;

  private final Vertx vertx;
  private final Switchboard switchboard = new Switchboard();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<SocketRelay> sockets = new ArrayList<>();
  private final Options options;
  private final LongSupplier millis;
  private final LongSupplier nanos;
  private final AtomicInteger certificateVersion = new AtomicInteger(1);
  private final int port;
  private int controlPort;

  private Gateway(Options options, LongSupplier millis, LongSupplier nanos) {
    this.options = options;
    this.millis = millis;
    this.nanos = nanos;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(options.loops())
                .setPreferNativeTransport(true));
    this.port = options.port() == 0 ? freePort(options.host()) : options.port();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param millis wall time in milliseconds since 1970
   * @param nanos a steady clock in nanoseconds
   */
  public static Gateway start(Options options, LongSupplier millis, LongSupplier nanos) {
    Gateway gateway = new Gateway(options, millis, nanos);
    try {
      for (int loop = 0; loop < options.loops(); loop++) {
        gateway.listen();
      }
      gateway.listenForControl();
      return gateway;
    } catch (RuntimeException failed) {
      gateway.close();
      throw failed;
    }
  }

  private void listen() {
    await(
        vertx.deployVerticle(
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return serve();
                  }
                },
            new DeploymentOptions()));
  }

  private Future<?> serve() {
    var client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setKeepAlive(true).setConnectTimeout(1000))
            .with(new PoolOptions().setHttp1MaxSize(512))
            .build();
    Relay relay = new Relay(switchboard, client, millis, nanos);
    SocketRelay socketRelay =
        new SocketRelay(
            vertx, switchboard, vertx.createWebSocketClient(webSockets()), millis, nanos);
    if (sockets.isEmpty()) {
      new Health(switchboard, oneQuestion()).start(vertx);
    }
    sockets.add(socketRelay);
    HttpServer server = vertx.createHttpServer(serverOptions());
    servers.add(server);
    return server
        .requestHandler(request -> {
          if (SocketRelay.isUpgrade(request)) {
            socketRelay.handle(request);
          } else {
            relay.handle(request);
          }
        })
        .listen(port, options.host());
  }

  /** Keeps no connection: a health check is to find out whether somebody answers now. */
  private HttpClientAgent oneQuestion() {
    return vertx
        .httpClientBuilder()
        .with(new HttpClientOptions().setKeepAlive(false).setConnectTimeout(1000))
        .build();
  }

  /** As many as there are: users' sockets are not to wait for each other. */
  private static WebSocketClientOptions webSockets() {
    return new WebSocketClientOptions().setMaxConnections(MOST_SOCKETS).setConnectTimeout(1000);
  }

  private HttpServerOptions serverOptions() {
    HttpServerOptions server =
        new HttpServerOptions().setHandle100ContinueAutomatically(true).setReuseAddress(true);
    PemKeyCertOptions pair = certificates();
    return pair == null ? server : server.setSsl(true).setUseAlpn(true).setKeyCertOptions(pair);
  }

  private @Nullable PemKeyCertOptions certificates() {
    Path certificate = options.certificate();
    Path key = options.key();
    return certificate == null || key == null
        ? null
        : new PemKeyCertOptions().addCertPath(certificate.toString()).addKeyPath(key.toString());
  }

  private void listenForControl() {
    Control control = new Control(switchboard, sockets, options.token(), this::reloadCertificates);
    HttpServer server = vertx.createHttpServer().requestHandler(control::handle);
    controlPort = await(server.listen(options.controlPort(), "127.0.0.1")).actualPort();
  }

  /**
   * Serves new handshakes with the certificate that is in the files now; old connections stay. What
   * cannot be read, or does not belong together, changes nothing.
   *
   * @return how often the certificates were loaded, this time included
   */
  public Future<Integer> reloadCertificates() {
    PemKeyCertOptions pair = certificates();
    if (pair == null) {
      return Future.failedFuture("this gateway serves plain HTTP");
    }
    List<Future<Boolean>> all =
        servers.stream()
            .map(server ->
                server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(pair), true))
            .toList();
    return Future.all(all).map(done -> certificateVersion.incrementAndGet());
  }

  /** Puts a policy into force for every request from now on. */
  public void install(Policy policy) {
    switchboard.install(policy);
  }

  /** The port users connect to. */
  public int port() {
    return port;
  }

  /** The port of the control API. */
  public int controlPort() {
    return controlPort;
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  /** One port for all event loops: Vert.x shares a port between them only when it is named. */
  private static int freePort(String host) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new S22Exception(
          "S22-8501",
          "the gateway found no free port on " + host + ": " + none.getMessage(),
          "Name a port of this machine's own address.",
          none);
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
