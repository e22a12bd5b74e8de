package io.s22.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.users.Crowd;
import io.s22.rehearsal.users.Tally;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services and the gateway alone: no database is needed to see users served and nothing left. */
class ClusterTest {
  private static final Topology FILES =
      new Topology(
          List.of(),
          "database",
          List.of(),
          "cache",
          List.of(new Topology.Nodes("files", Role.FILES, List.of("files-1", "files-2"))),
          List.of("large-uploads"));

  @TempDir Path temp;

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void usersAreServedWhileANodeIsRolledAndNothingIsLeft() throws IOException, InterruptedException {
    Path folder = temp.resolve("c");
    List<String> said = new ArrayList<>();
    List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
    List<ProcessHandle> started;
    try (HttpClient client = HttpClient.newHttpClient()) {
      Cluster.Setup setup =
          new Cluster.Setup(
              ArtefactStore.ofThisUser(), folder, FILES, client, () -> "a-token", said::add);
      try (Cluster cluster = Cluster.start(setup, owner -> {})) {
        started = new ArrayList<>(ProcessHandle.current().descendants().toList());
        started.removeAll(before);
        try (Crowd crowd =
            Crowd.start(new Crowd.Setup(cluster, client, System::nanoTime, Instant.EPOCH))) {
          awaitRequests(crowd, 20);
          roll(cluster, "files-1");
          awaitRequests(crowd, 40);
          crowd.stopComing();
          Tally.Total total = files(crowd).total();
          assertThat(total.failed()).as("failed of " + total.requests()).isZero();
        }
        assertThat(cluster.node("files-1").orElseThrow().version()).isEqualTo("2");
        everyFaultIsRealUntilTheNodeIsStartedAgain(cluster.node("files-2").orElseThrow(), client);
      }
    }
    assertThat(said).anyMatch(line -> line.contains("gateway"));
    assertThat(folder).doesNotExist();
    assertThat(started).isNotEmpty().allSatisfy(process -> assertThat(ends(process)).isTrue());
  }

  private static void everyFaultIsRealUntilTheNodeIsStartedAgain(
      ServiceNode node, HttpClient client) throws IOException, InterruptedException {
    for (Fault fault : Fault.values()) {
      assertThat(asked(node, client, 0)).as("before it is " + fault).isEqualTo("404");
      node.suffer(fault, client);
      if (fault == Fault.SLOW) {
        long began = System.nanoTime();
        assertThat(asked(node, client, 0)).isEqualTo("404");
        assertThat(System.nanoTime() - began).isGreaterThan(1_000_000_000L);
      } else {
        assertThat(asked(node, client, 0) + asked(node, client, 1))
            .as("it is " + fault)
            .isNotEqualTo("404200");
      }
      node.restart("2");
    }
  }

  /** The status of an answer, of the health check where {@code turn} is 1; or what is wrong. */
  private static String asked(ServiceNode node, HttpClient client, int turn)
      throws IOException, InterruptedException {
    String path = turn == 1 ? "/health" : "/files/none";
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.body().contains("on purpose") ? "wrong" : "" + answer.statusCode();
    } catch (IOException gone) {
      return "gone";
    }
  }

  private static Tally files(Crowd crowd) {
    return Objects.requireNonNull(crowd.tallies().get("files"));
  }

  private static boolean ends(ProcessHandle process) {
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    return !process.isAlive();
  }

  private static void roll(Cluster cluster, String node) throws IOException, InterruptedException {
    var balancer = cluster.gateway().orElseThrow().balancer(System::currentTimeMillis);
    balancer.drain("files", node, 100);
    while (!balancer.status("files", node).drained()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    cluster.node(node).orElseThrow().restart("2");
    balancer.undrain("files", node);
  }

  private static void awaitRequests(Crowd crowd, long count) throws InterruptedException {
    Tally tally = files(crowd);
    long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (tally.total().requests() < count) {
      assertThat(System.nanoTime()).as("users are not served").isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void aCommandReachesWhoOwnsTheServersAndItsAnswerComesBack() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("hand with blank"));
    try (Hand hand =
        new Hand(
            folder,
            (word, node, version) -> {
              if (node.equals("db-9")) {
                throw new IllegalArgumentException("no db-9 here");
              }
              return word + " " + node + " " + version;
            })) {
      assertThat(run(hand, "install", "db-1", "11.4.5")).isEqualTo("0 ok install db-1 11.4.5");
      assertThat(run(hand, "stop", "db-9", "")).isEqualTo("1 failed: no db-9 here");
    }
  }

  private static String run(Hand hand, String word, String node, String version) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", hand.command(word)).redirectErrorStream(true);
    builder.environment().put("S22_NODE", node);
    builder.environment().put("S22_VERSION", version);
    Process process = builder.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() + " " + said;
  }
}
