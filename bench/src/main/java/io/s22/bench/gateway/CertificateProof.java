package io.s22.bench.gateway;

import io.s22.rehearsal.proof.Finding;
import io.s22.testkit.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Certificates are changed while users shake hands without a pause; both versions of HTTP. */
final class CertificateProof {
  private static final int TIMES = 20;
  private static final int USERS = 4;

  private CertificateProof() {}

  static List<Finding> run(Path folder) throws Exception {
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    Pem.write(folder, "users.example", certificate, key);
    Map<String, String> tls =
        Map.of(
            "S22_GATEWAY_CERTIFICATE", certificate.toString(),
            "S22_GATEWAY_KEY", key.toString());
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong good = new AtomicLong();
    AtomicLong bad = new AtomicLong();
    Set<BigInteger> serials = ConcurrentHashMap.newKeySet();
    try (Peer backend = Peers.backend(folder);
        GatewayProcess gateway = GatewayProcess.start(folder, Policies.of(backend.port()), 2, tls);
        ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<?>> users = new ArrayList<>();
      for (int i = 0; i < USERS; i++) {
        users.add(
            threads.submit(() -> {
              while (!done.get()) {
                try {
                  serials.add(Pem.serial("127.0.0.1", gateway.port()));
                  good.incrementAndGet();
                } catch (IOException failed) {
                  bad.incrementAndGet();
                }
              }
            }));
      }
      int stale = 0;
      try {
        for (int i = 0; i < TIMES; i++) {
          BigInteger next = Pem.write(folder, "users.example", certificate, key);
          if (gateway.call("POST", "/certificates").statusCode() != 200
              || !Pem.serial("127.0.0.1", gateway.port()).equals(next)) {
            stale++;
          }
        }
      } finally {
        done.set(true);
      }
      for (Future<?> user : users) {
        user.get();
      }
      return List.of(
          new Finding(
              TIMES + " certificates reloaded without a failed handshake",
              good.get()
                  + " handshakes, "
                  + bad.get()
                  + " failed; "
                  + serials.size()
                  + " certificates seen, "
                  + stale
                  + " reloads not in force when the reload was answered",
              bad.get() == 0 && stale == 0 && serials.size() > TIMES / 2),
          versions(gateway.port()));
    }
  }

  private static Finding versions(int port) throws Exception {
    List<String> seen = new ArrayList<>();
    SSLContext trusting = Pem.trusting();
    for (HttpClient.Version version : HttpClient.Version.values()) {
      if (version.name().equals("HTTP_1_1") || version.name().equals("HTTP_2")) {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
          HttpRequest request =
              HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/orders"))
                  .version(version)
                  .build();
          HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
          seen.add(answer.version() + " " + answer.statusCode());
        }
      }
    }
    return new Finding(
        "HTTP/1.1 and HTTP/2 over TLS",
        String.join(", ", seen),
        seen.equals(List.of("HTTP_1_1 200", "HTTP_2 200")));
  }
}
