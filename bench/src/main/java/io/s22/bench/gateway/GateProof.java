package io.s22.bench.gateway;

import io.s22.rehearsal.proof.Finding;
import io.s22.traffic.balancer.GatewayBalancer;
import io.s22.traffic.policy.TimedGate;
import io.s22.traffic.policy.TimedGate.Effect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Timed gates: how sharp they are, and that open routes do not notice them. */
final class GateProof {
  private static final int TIMES = 20;
  private static final int USERS = 4;
  private static final long LIMIT_MILLIS = 20;

  /** So long before it is due a gate is set; a busy machine may need most of it. */
  private static final long AHEAD_MILLIS = 2_000;

  private static final long BEYOND_MILLIS = 300;
  private static final int CONNECTIONS = 32;
  private static final Map<String, String> MESSAGE = Map.of("en", "Closed until 04:00.");

  private GateProof() {}

  /** Users keep asking while a gate falls due, twenty times. */
  static List<Finding> instants(Path folder) throws Exception {
    try (Peer backend = Peers.backend(folder);
        GatewayProcess gateway =
            GatewayProcess.start(folder, Policies.of(backend.port()), 2, Map.of())) {
      new Volley(gateway.port(), "/timed", "").fire(CONNECTIONS, 20_000);
      List<Long> late = new ArrayList<>();
      List<Long> early = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        once(gateway, late, early);
      }
      late.sort(null);
      early.sort(null);
      return List.of(
          new Finding(
              "due instant to the last request accepted (by when it was sent) at most "
                  + LIMIT_MILLIS
                  + " ms, "
                  + TIMES
                  + " gates",
              String.format(
                  Locale.ROOT, "median %d ms, latest %d ms", late.get(TIMES / 2), late.getLast()),
              late.getLast() <= LIMIT_MILLIS),
          new Finding(
              "nobody is refused before the due instant (by when his answer was there)",
              "earliest refusal " + early.getFirst() + " ms after it",
              early.getFirst() >= 0));
    }
  }

  private static void once(GatewayProcess gateway, List<Long> late, List<Long> early)
      throws Exception {
    GatewayBalancer balancer = gateway.balancer();
    AtomicLong until = new AtomicLong(Long.MAX_VALUE);
    CountDownLatch served = new CountDownLatch(USERS);
    List<Future<User>> users = new ArrayList<>();
    long due;
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int i = 0; i < USERS; i++) {
        users.add(threads.submit(() -> new User(served).ask(gateway.port(), until)));
      }
      try {
        // All of them must be at it before the gate falls due, however slow the machine is.
        served.await();
      } finally {
        due = System.currentTimeMillis() + AHEAD_MILLIS;
        until.set(due + BEYOND_MILLIS);
      }
      balancer.close(new TimedGate("timed", Effect.CLOSE, due, Long.MAX_VALUE, MESSAGE));
      if (System.currentTimeMillis() >= due) {
        throw new IllegalStateException(
            "a gate was set only after it was due: nothing is measured");
      }
    }
    long lastSent = Long.MIN_VALUE;
    long firstRefused = Long.MAX_VALUE;
    for (Future<User> user : users) {
      lastSent = Math.max(lastSent, user.get().lastAcceptedSent);
      firstRefused = Math.min(firstRefused, user.get().firstRefusedAnswered);
    }
    late.add(lastSent - due);
    early.add(firstRefused - due);
    balancer.open("timed");
  }

  /** One user who asks again as soon as he has his answer. */
  private static final class User {
    private static final byte[] REQUEST =
        "GET /timed HTTP/1.1\r\nHost: users.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final CountDownLatch served;
    private long lastAcceptedSent = Long.MIN_VALUE;
    private long firstRefusedAnswered = Long.MAX_VALUE;

    User(CountDownLatch served) {
      this.served = served;
    }

    User ask(int port, AtomicLong until) throws IOException {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        long sent = System.currentTimeMillis();
        while (sent < until.get()) {
          out.write(REQUEST);
          boolean accepted = accepted(in);
          if (accepted) {
            if (lastAcceptedSent == Long.MIN_VALUE) {
              served.countDown();
            }
            lastAcceptedSent = sent;
          } else {
            firstRefusedAnswered = Math.min(firstRefusedAnswered, System.currentTimeMillis());
          }
          sent = System.currentTimeMillis();
        }
        return this;
      }
    }

    private static boolean accepted(BufferedReader in) throws IOException {
      String status = String.valueOf(in.readLine());
      int length = 0;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      if (in.skip(length) != length || !(status.contains(" 200 ") || status.contains(" 503 "))) {
        throw new IOException("answered " + status);
      }
      return status.contains(" 200 ");
    }
  }

  /** So many requests to an open route while another opens and closes all the time. */
  static List<Finding> open(Path folder, long requests) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (Peer backend = Peers.backend(folder);
        GatewayProcess gateway =
            GatewayProcess.start(folder, Policies.of(backend.port()), 2, Map.of());
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> switching = threads.submit(() -> switchAllTheTime(gateway.balancer(), done));
      Volley.Result result;
      try {
        result = new Volley(gateway.port(), "/orders", "").fire(CONNECTIONS, requests);
      } finally {
        done.set(true);
      }
      return List.of(
          new Finding(
              "0 errors on open routes in " + requests + " requests, while another is switched",
              result.good()
                  + " right, "
                  + result.bad()
                  + " wrong; the other was closed and opened "
                  + switching.get()
                  + " times",
              result.bad() == 0 && result.good() == requests));
    }
  }

  private static int switchAllTheTime(GatewayBalancer balancer, AtomicBoolean done)
      throws IOException {
    int times = 0;
    while (!done.get()) {
      balancer.close(new TimedGate("timed", Effect.CLOSE, 0, Long.MAX_VALUE, MESSAGE));
      LockSupport.parkNanos(100_000_000);
      balancer.open("timed");
      LockSupport.parkNanos(100_000_000);
      times++;
    }
    return times;
  }
}
