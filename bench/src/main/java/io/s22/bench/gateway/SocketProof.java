package io.s22.bench.gateway;

import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.proof.Finding;
import io.s22.rehearsal.redis.LocalRedis;
import io.s22.rehearsal.redis.RedisBinary;
import io.s22.rehearsal.service.ServiceMain;
import io.s22.rehearsal.users.SocketUser;
import io.s22.traffic.balancer.GatewayBalancer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Real-time sessions are moved off a node while they talk: how fast they come back, and whether a
 * message is lost. Each session numbers its messages; the node's answer bears the number.
 */
final class SocketProof implements AutoCloseable {
  private static final int RATE = 500;
  private static final double MOST = 1.2;
  private static final int AT_ONCE = 50;
  private static final long SECOND = 1_000_000_000L;
  private static final long PATIENCE = 180 * SECOND;

  /** Says a line for each connection that is refused; held, or it would be collected. */
  private static final Logger VERTX = Logger.getLogger("io.vertx");

  private final int sessions;
  private final LocalRedis redis;
  private final Peer one;
  private final Peer two;
  private final GatewayProcess gateway;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final List<SocketUser> users = new ArrayList<>();
  private final Queue<Long> comebacks = new ConcurrentLinkedQueue<>();

  private SocketProof(ArtefactStore store, Path folder, int sessions) throws IOException {
    VERTX.setLevel(Level.OFF);
    this.sessions = sessions;
    this.redis =
        new LocalRedis(
            "redis", RedisBinary.six(store), folder.resolve("redis"), Peer.freePort(), false);
    redis.start(null);
    this.one = realtime("realtime-1", folder);
    this.two = realtime("realtime-2", folder);
    this.gateway = GatewayProcess.start(folder, Policies.of(one.port(), two.port()), 2, Map.of());
  }

  private Peer realtime(String name, Path folder) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            ServiceMain.class.getName(),
            "realtime");
    int port = Peer.freePort();
    command.environment().put("S22_NODE_NAME", name);
    command.environment().put("S22_NODE_PORT", Integer.toString(port));
    command
        .environment()
        .put("S22_NODE_REDIS", "redis://127.0.0.1:" + redis.server().address().port());
    return Peer.start(name, port, command, folder);
  }

  static List<Finding> run(ArtefactStore store, Path folder, int sessions) throws Exception {
    try (SocketProof proof = new SocketProof(store, folder, sessions)) {
      return proof.move();
    }
  }

  private List<Finding> move() throws Exception {
    GatewayBalancer balancer = gateway.balancer();
    balancer.drain("api", "n2", RATE);
    open();
    await("all sessions are on n1", () -> balancer.status("api", "n1").busy() == sessions);
    balancer.undrain("api", "n2");
    AtomicLong said = new AtomicLong();
    long timer = vertx.setPeriodic(10, tick -> talk(said));
    LockSupport.parkNanos(2 * SECOND);
    long moved = balancer.status("api", "n1").busy();
    comebacks.clear();
    long began = System.nanoTime();
    balancer.drain("api", "n1", RATE);
    await("n1 is empty", () -> balancer.status("api", "n1").drained());
    long took = System.nanoTime() - began;
    await("all sessions are on n2", () -> balancer.status("api", "n2").busy() == sessions);
    vertx.cancelTimer(timer);
    Total total = settled();
    double peak = peak(new ArrayList<>(comebacks));
    return List.of(
        new Finding(
            moved
                + " sessions moved off a node: most reconnects in any second at most "
                + MOST
                + " times the planned "
                + RATE,
            String.format(
                Locale.ROOT,
                "%.0f a second (%.2f times), %d came back; the node was empty after %.1f s",
                peak,
                peak / RATE,
                comebacks.size(),
                took / (double) SECOND),
            peak <= MOST * RATE && comebacks.size() >= moved && moved > sessions / 2),
        new Finding(
            "0 messages lost",
            total.sent + " sent, " + total.seen + " answered, " + total.skipped + " skipped",
            total.sent == total.seen && total.skipped == 0 && total.sent > sessions));
  }

  /** Twenty sessions every 10 ms say something: each once in 2.5 s with 5,000. */
  private void talk(AtomicLong said) {
    for (int i = 0; i < 20; i++) {
      users.get((int) (said.getAndIncrement() % users.size())).say(System.nanoTime());
    }
  }

  private long connected() throws IOException {
    return gateway.balancer().status("api", "n1").busy();
  }

  private void open() throws IOException {
    WebSocketClient client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(sessions * 2));
    WebSocketConnectOptions where =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(gateway.port());
    for (int i = 0; i < sessions; i++) {
      users.add(new SocketUser(vertx, client, where, "s" + i, new Comebacks()));
      if (i % AT_ONCE == AT_ONCE - 1) {
        // A crowd that all connects at once is another proof.
        int most = i + 1 - AT_ONCE;
        await("the first " + most + " are connected", () -> connected() >= most);
      }
    }
  }

  /** When a session is connected again, counted from the client's side. */
  private final class Comebacks implements SocketUser.Witness {
    @Override
    public void answered(long meant) {
      // Counted by the account of each user.
    }

    @Override
    public void back() {
      comebacks.add(System.nanoTime());
    }
  }

  /** Most in any span of one second. */
  private static double peak(List<Long> times) {
    times.sort(null);
    int most = 0;
    int from = 0;
    for (int to = 0; to < times.size(); to++) {
      while (times.get(to) - times.get(from) > SECOND) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  private record Total(long sent, long seen, long skipped) {}

  /** All accounts, when everything sent was answered or nothing more comes. */
  private Total settled() throws Exception {
    long until = System.nanoTime() + 30 * SECOND;
    Total total = total();
    while (total.sent != total.seen && System.nanoTime() < until) {
      LockSupport.parkNanos(SECOND / 5);
      total = total();
    }
    return total;
  }

  private Total total() throws InterruptedException {
    CountDownLatch read = new CountDownLatch(users.size());
    AtomicLong sent = new AtomicLong();
    AtomicLong seen = new AtomicLong();
    AtomicLong skipped = new AtomicLong();
    for (SocketUser user : users) {
      user.account(account -> {
        sent.addAndGet(account.sent());
        seen.addAndGet(account.seen());
        skipped.addAndGet(account.skipped());
        read.countDown();
      });
    }
    if (!read.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the users do not answer");
    }
    return new Total(sent.get(), seen.get(), skipped.get());
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) throws IOException {
    long until = System.nanoTime() + PATIENCE;
    while (!condition.holds()) {
      if (System.nanoTime() > until) {
        throw new IOException("not within 180 s: " + what);
      }
      LockSupport.parkNanos(SECOND / 20);
    }
  }

  @Override
  public void close() {
    users.forEach(SocketUser::stop);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    gateway.close();
    one.close();
    two.close();
    redis.close();
  }
}
