package io.s22.bench.server;

import io.s22.bench.gateway.Peer;
import io.s22.bench.gateway.Peers;
import io.s22.bench.gateway.Volley;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How often the page's summary can be read in a second, beside nginx handing out the same bytes as
 * a file: taking turns in one run, 64 connections, the asking side in one thread on this machine.
 *
 * <p>Arguments: rounds (5), requests a round (40,000). To be run from the top of the checkout,
 * built. Ends with 0 if the server answers 5,000 requests a second.
 */
public final class SummaryRate {
  private static final String PATH = "/api/v2/summary.json";
  private static final int CONNECTIONS = 64;
  private static final double WANTED = 5_000;

  private SummaryRate() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40_000;
    Path folder = Files.createTempDirectory("s22-summary");
    // nginx reads as nobody when root starts it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    boolean holds;
    try {
      holds = compare(folder, rounds, requests);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    System.exit(holds ? 0 : 1);
  }

  private static boolean compare(Path folder, int rounds, int requests) throws Exception {
    int port = Peer.freePort();
    int other = Peer.freePort();
    Path home = folder.resolve("home");
    Files.createDirectory(home);
    ProcessBuilder serve =
        new ProcessBuilder(
            "./s22", "serve", "--port", Integer.toString(port), "--home", home.toString());
    String file =
        "server { listen 127.0.0.1:%d; root %s; }".formatted(other, folder.resolve("files"));
    try (Peer server = Peer.start("server", port, serve, folder)) {
      byte[] summary = summary(port);
      Path copy = folder.resolve("files" + PATH);
      Files.createDirectories(copy.getParent());
      Files.write(copy, summary);
      try (Peer nginx = Peers.nginx("nginx", other, file, folder)) {
        rate(port, requests);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          ours.add(rate(port, requests));
          theirs.add(rate(other, requests));
        }
        return report(summary.length, ours, theirs, server, nginx);
      }
    }
  }

  private static boolean report(
      int bytes, List<Double> ours, List<Double> theirs, Peer server, Peer nginx)
      throws IOException {
    ours.sort(null);
    theirs.sort(null);
    double mine = ours.get(ours.size() / 2);
    double peer = theirs.get(theirs.size() / 2);
    System.out.println(
        String.format(
            Locale.ROOT,
            "summary of %,d bytes: s22 serve %,.0f requests a second (%,.0f to %,.0f), nginx from a file"
                + " %,.0f; ratio %.2f; processor time %.1f s and %.1f s (wanted: 5,000 a second: %s)",
            bytes,
            mine,
            ours.getFirst(),
            ours.getLast(),
            peer,
            mine / peer,
            server.cpuSeconds(),
            nginx.cpuSeconds(),
            mine >= WANTED ? "holds" : "DOES NOT HOLD"));
    return mine >= WANTED;
  }

  private static byte[] summary(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
  }

  private static double rate(int port, int requests) throws IOException {
    long begin = System.nanoTime();
    Volley.Result result = new Volley(port, PATH, "").fire(CONNECTIONS, requests);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (result.bad() > 0) {
      throw new IOException(result.bad() + " wrong answers on port " + port);
    }
    return result.good() / seconds;
  }
}
