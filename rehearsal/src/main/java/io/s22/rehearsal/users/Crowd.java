package io.s22.rehearsal.users;

import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Databases;
import io.s22.rehearsal.cluster.GatewayProcess;
import io.s22.rehearsal.cluster.Role;
import io.s22.rehearsal.cluster.Routes;
import io.s22.rehearsal.cluster.Topology;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Users of everything real in a rehearsal, each service at a rate of its own. */
public final class Crowd implements AutoCloseable {
  private static final double API_RATE = 24;
  private static final double OTHER_RATE = 6;
  private static final double FILE_RATE = 10;
  private static final double DATABASE_RATE = 30;
  private static final double CACHE_RATE = 40;
  private static final int SESSIONS = 40;
  private static final long LOOK_MILLIS = 1_000;
  private static final double WARM_MILLIS = 400;

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final List<AutoCloseable> users = new ArrayList<>();
  private final Setup setup;
  private Optional<DatabaseUsers> orders = Optional.empty();
  private Optional<CacheUsers> keys = Optional.empty();
  private Optional<SocketCrowd> sockets = Optional.empty();

  /**
   * What they are.
   *
   * @param client through which they ask
   * @param nanos a steady clock
   * @param from when counting begins, in the time of the plan
   */
  public record Setup(Cluster cluster, HttpClient client, LongSupplier nanos, Instant from) {}

  private Crowd(Setup setup) {
    this.setup = setup;
  }

  /** Lets them come. */
  public static Crowd start(Setup setup) {
    Crowd crowd = new Crowd(setup);
    try {
      setup.cluster().gateway().ifPresent(crowd::ask);
      setup.cluster().databases().ifPresent(crowd::write);
      setup
          .cluster()
          .caches()
          .ifPresent(caches -> {
            CacheUsers cached = new CacheUsers(caches.router().address());
            crowd.keys = Optional.of(cached);
            crowd.loop(setup.cluster().topology().cache(), CACHE_RATE, cached);
            crowd.users.add(cached);
          });
      return crowd;
    } catch (RuntimeException e) {
      crowd.close();
      throw e;
    }
  }

  private void ask(GatewayProcess gateway) {
    Topology topology = setup.cluster().topology();
    URI base = URI.create("http://127.0.0.1:" + gateway.port());
    for (Topology.Nodes each : topology.services()) {
      URI place = base.resolve(Routes.path(each.service()));
      switch (each.role()) {
        case API -> loop(each.service(), API_RATE, new OrderUsers(setup.client(), place, 3));
        case FILES -> loop(each.service(), FILE_RATE, new FileUsers(setup.client(), place));
        case REALTIME -> {
          SocketCrowd crowd =
              new SocketCrowd(
                  gateway.port(),
                  Routes.path(each.service()),
                  SESSIONS,
                  tally(each.service()),
                  setup.nanos());
          sockets = Optional.of(crowd);
          users.add(crowd);
        }
      }
    }
    if (topology.services().stream().anyMatch(each -> each.role() == Role.API)) {
      topology.routes().stream()
          .filter(route -> !route.contains("upload"))
          .forEach(route ->
              loop(
                  route,
                  OTHER_RATE,
                  new OrderUsers(setup.client(), base.resolve(Routes.path(route)), 2)));
    }
  }

  private void write(Databases databases) {
    try {
      DatabaseUsers writers = new DatabaseUsers(databases.jdbc(16), setup.nanos());
      orders = Optional.of(writers);
      users.add(writers);
      loop(setup.cluster().topology().database(), DATABASE_RATE, writers);
    } catch (SQLException e) {
      throw new IllegalStateException("users of the database cannot begin", e);
    }
  }

  private void loop(String service, double rate, OpenLoop.Visit visit) {
    users.add(new OpenLoop(tally(service), rate, setup.nanos(), visit));
  }

  private Tally tally(String service) {
    return tallies.computeIfAbsent(
        service, name -> new Tally(name, setup.from(), setup.nanos().getAsLong()));
  }

  /** Waits until everybody is answered quickly, at most so long: programs are slow at first. */
  public void warmUp(Duration most) throws InterruptedException {
    long began = setup.nanos().getAsLong();
    boolean warm = false;
    while (!warm && setup.nanos().getAsLong() - began < most.toNanos()) {
      Thread.sleep(LOOK_MILLIS);
      long now = setup.nanos().getAsLong();
      warm =
          tallies.values().stream()
              .map(tally -> tally.cut(setup.from(), now).measured())
              .allMatch(
                  got -> got.requests() > 0 && got.failed() == 0 && got.p99Millis() < WARM_MILLIS);
    }
  }

  /** Counts from now on. */
  public void begin() {
    long now = setup.nanos().getAsLong();
    tallies.values().forEach(tally -> tally.begin(setup.from(), now));
  }

  /** By service. */
  public Map<String, Tally> tallies() {
    return Map.copyOf(tallies);
  }

  /** Those who write orders to the database. */
  public Optional<DatabaseUsers> orders() {
    return orders;
  }

  /** Those who write keys to the cache. */
  public Optional<CacheUsers> keys() {
    return keys;
  }

  /** Those on the real-time channel. */
  public Optional<SocketCrowd> sockets() {
    return sockets;
  }

  /** Lets nobody in any more, and waits for those who are inside; the accounts stay. */
  public void stopComing() {
    users.stream().filter(OpenLoop.class::isInstance).forEach(Crowd::end);
  }

  /** Ends at once: what they ask is being taken away, and nobody counts any more. */
  public void abandon() {
    users.forEach(user -> {
      if (user instanceof OpenLoop loop) {
        loop.abandon();
      }
    });
  }

  /** Ends all of it. */
  @Override
  public void close() {
    stopComing();
    users.stream().filter(each -> !(each instanceof OpenLoop)).forEach(Crowd::end);
    users.clear();
  }

  private static void end(AutoCloseable user) {
    try {
      user.close();
    } catch (Exception e) {
      System.getLogger(Crowd.class.getName()).log(System.Logger.Level.WARNING, "ending users", e);
    }
  }
}
