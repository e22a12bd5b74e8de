package io.s22.bench.gateway;

import io.s22.rehearsal.proof.Finding;
import io.s22.traffic.balancer.GatewayBalancer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Nodes are drained under load, stopped as soon as they are empty, started again and put back. */
final class DrainProof {
  private static final int TIMES = 10;
  private static final int CONNECTIONS = 32;
  private static final long EACH_VOLLEY = 5_000;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private DrainProof() {}

  static List<Finding> run(Path folder) throws Exception {
    int ports = Peer.freePort();
    try (Peer one = Peers.backend(folder)) {
      Peer two = Peers.backend(folder, "second", ports);
      try (GatewayProcess gateway =
              GatewayProcess.start(folder, Policies.of(one.port(), ports), 2, Map.of());
          ExecutorService threads = Executors.newSingleThreadExecutor()) {
        AtomicBoolean done = new AtomicBoolean();
        Future<Volley.Result> users = threads.submit(() -> ask(gateway.port(), done));
        List<Long> took = new ArrayList<>();
        try {
          for (int i = 0; i < TIMES; i++) {
            took.add(drained(gateway.balancer()));
            two.close();
            two = Peers.backend(folder, "second", ports);
            gateway.balancer().undrain("api", "n2");
            LockSupport.parkNanos(200_000_000);
          }
        } finally {
          done.set(true);
        }
        Volley.Result result = users.get();
        return List.of(
            new Finding(
                "a node drained under load and stopped, " + TIMES + " times: 0 failed requests",
                result.good() + " right, " + result.bad() + " failed; empty after " + took + " ms",
                result.bad() == 0));
      } finally {
        two.close();
      }
    }
  }

  private static Volley.Result ask(int port, AtomicBoolean done) throws IOException {
    long good = 0;
    long bad = 0;
    while (!done.get()) {
      Volley.Result result = new Volley(port, "/orders", "").fire(CONNECTIONS, EACH_VOLLEY);
      good += result.good();
      bad += result.bad();
    }
    return new Volley.Result(good, bad);
  }

  private static long drained(GatewayBalancer balancer) throws IOException {
    long began = System.nanoTime();
    balancer.drain("api", "n2", 100);
    while (!balancer.status("api", "n2").drained()) {
      if (System.nanoTime() - began > PATIENCE) {
        throw new IOException("n2 did not become empty");
      }
      LockSupport.parkNanos(1_000_000);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }
}
