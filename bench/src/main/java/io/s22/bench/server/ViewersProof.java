package io.s22.bench.server;

import io.s22.bench.gateway.Peer;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.store.JdbcRunStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * How many may watch: {@code s22 serve} carries a run out while so many viewers hold a WebSocket;
 * how long after each entry of the journal they have the edition that shows it; then all
 * connections are cut at once. Viewers and server share this machine.
 *
 * <p>Arguments: viewers (20,000); {@code sse} for server-sent events in place of WebSockets. To be
 * run from the top of the checkout, built; each side needs a file descriptor a viewer ({@code
 * ulimit -n}). Ends with 0 if 99 of 100 had each change within a second and all were back within
 * 30.
 */
public final class ViewersProof {
  private static final int CHANGES = 8;
  private static final int ARRIVAL_SECONDS = 25;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration BACK = Duration.ofSeconds(30);
  private static final String RUN = "watched-1";

  private final int viewers;
  private final Crowd.Way way;
  private final Path folder;

  private ViewersProof(int viewers, Crowd.Way way, Path folder) {
    this.viewers = viewers;
    this.way = way;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    int viewers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    boolean events = arguments.length > 1 && arguments[1].equals("sse");
    Crowd.Way way = events ? Crowd.Way.EVENTS : Crowd.Way.SOCKET;
    Path folder = Files.createTempDirectory("s22-viewers");
    boolean holds;
    try {
      holds = new ViewersProof(viewers, way, folder).prove();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    System.exit(holds ? 0 : 1);
  }

  private boolean prove() throws Exception {
    Path home = folder.resolve("home");
    Files.createDirectory(home);
    Instant opens = Instant.now().plusSeconds(ARRIVAL_SECONDS + 25);
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      open(store, opens);
      Arrivals arrivals = new Arrivals(viewers);
      try (Peer server = server(home);
          Crowd one =
              new Crowd(way, server.port(), viewers / 2, ARRIVAL_SECONDS * 1000, 1, 0, arrivals);
          Crowd two =
              new Crowd(
                  way,
                  server.port(),
                  viewers - viewers / 2,
                  ARRIVAL_SECONDS * 1000,
                  2,
                  viewers / 2,
                  arrivals)) {
        await("all viewers are there", 120, () -> one.open() + two.open() == viewers);
        Instant there = Instant.now();
        say(
            "%,d viewers are there; the server has %s in memory and used %.1f s of processor time",
            viewers, server.memory(), server.cpuSeconds());
        await("the run has ended", 180, () -> ended(store));
        LockSupport.parkNanos(3 * SECOND.toNanos());
        boolean told = told(store, there, arrivals);
        return back(server, one, two) & told;
      }
    }
  }

  private Peer server(Path home) throws IOException {
    int port = Peer.freePort();
    return Peer.start(
        "server",
        port,
        new ProcessBuilder(
            "./s22", "serve", "--port", Integer.toString(port), "--home", home.toString()),
        folder);
  }

  private static void open(JdbcRunStore store, Instant opens) {
    StringBuilder plan =
        new StringBuilder(
            """
            plan: watched
            title: {en: A change that is watched, zh: 被关注的变更}
            zone: UTC
            window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
            cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
            people: {lead: somebody}
            stages:
              - stage: only
                title: {en: The only stage, zh: 唯一阶段}
                box: 00:00-01:00
                steps:
            """);
    for (int i = 1; i <= CHANGES; i++) {
      plan.append(
          "      - {step: s%d, run: sleep 2, takes: 2s, %sinterrupts: shop, verify: \"true\", repeat: idempotent, may-stop-after: yes, rollback: {run: \"true\", takes: 1s}}%n"
              .formatted(i, i == 1 ? "" : "after: s" + (i - 1) + ", "));
    }
    store.open(
        RUN,
        Instant.now(),
        "bench",
        new Event.RunOpened(
            "watched",
            plan.toString(),
            "0".repeat(64),
            opens,
            opens.plus(Duration.ofHours(1)),
            Map.of(),
            List.of(),
            "bench"));
  }

  private static boolean ended(JdbcRunStore store) {
    return store
        .head(RUN)
        .map(Entry::event)
        .filter(event -> event instanceof Event.Moved moved && moved.to().ended())
        .isPresent();
  }

  /** Each entry of the journal until all, and 99 of 100, of the viewers had it. */
  private boolean told(JdbcRunStore store, Instant there, Arrivals arrivals) {
    List<Long> late = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    long[] missed = {0};
    store.read(
        RUN,
        1,
        entry -> {
          if (!entry.at().isAfter(there)) {
            return;
          }
          long[] took = arrivals.since(entry.at().toEpochMilli());
          if (took.length < viewers) {
            missed[0]++;
          } else {
            late.add(took[(int) Math.ceil(0.99 * viewers) - 1]);
            all.add(took[viewers - 1]);
          }
        });
    late.sort(null);
    all.sort(null);
    boolean holds = missed[0] == 0 && late.size() > CHANGES && late.getLast() <= SECOND.toMillis();
    say(
        "%d entries of the journal, from their writing until 99 of 100 viewers had them: median %d ms,"
            + " worst %d ms (until the last had them: %d ms); not told to all: %d (wanted: 1,000 ms, 0: %s)",
        late.size(),
        late.isEmpty() ? -1 : late.get(late.size() / 2),
        late.isEmpty() ? -1 : late.getLast(),
        all.isEmpty() ? -1 : all.getLast(),
        missed[0],
        holds ? "holds" : "DOES NOT HOLD");
    return holds;
  }

  private boolean back(Peer server, Crowd one, Crowd two) throws Exception {
    int before = one.refused() + two.refused();
    long cut = System.nanoTime();
    one.cut();
    two.cut();
    await("the cut is felt", 10, () -> one.open() + two.open() < viewers);
    await("all are back", 120, () -> one.open() + two.open() == viewers);
    Duration took = Duration.ofNanos(System.nanoTime() - cut);
    int status = page(server.port());
    boolean holds = took.compareTo(BACK) <= 0 && status == 200;
    say(
        "all %,d connections cut at once: all back after %.1f s, %d attempts in vain; the page answers %d"
            + " (wanted: 30 s: %s); the server has %s in memory and used %.1f s of processor time",
        viewers,
        took.toMillis() / 1000.0,
        one.refused() + two.refused() - before,
        status,
        holds ? "holds" : "DOES NOT HOLD",
        server.memory(),
        server.cpuSeconds());
    return holds;
  }

  private static int page(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static void await(String what, int seconds, BooleanSupplier holds) throws IOException {
    long until = System.nanoTime() + seconds * SECOND.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new IOException("not within " + seconds + " s: " + what);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
