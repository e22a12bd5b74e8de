package io.s22.bench.gateway;

import io.s22.traffic.balancer.GatewayBalancer;
import io.s22.traffic.gateway.GatewayMain;
import io.s22.traffic.gateway.PolicyJson;
import io.s22.traffic.policy.Policy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gateway in its own process, as the documentation says to start it.
 *
 * @param control URL of its control API
 */
record GatewayProcess(Peer peer, URI control, HttpClient client) implements AutoCloseable {
  private static final String TOKEN = "a-token-of-the-bench";

  /** What the documentation recommends. */
  private static final String OPTIONS = "-XX:+UseSerialGC -Xmn64m -Xmx512m";

  /**
   * Starts it.
   *
   * @param more of its environment
   */
  static GatewayProcess start(Path folder, Policy policy, int loops, Map<String, String> more)
      throws IOException {
    int port = Peer.freePort();
    int controlPort = Peer.freePort();
    Files.writeString(folder.resolve("token"), TOKEN);
    Files.writeString(folder.resolve("policy.json"), PolicyJson.write(policy).encode());
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            System.getenv().getOrDefault("S22_GATEWAY_JAVA_OPTIONS", OPTIONS).strip().split(" ")));
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            GatewayMain.class.getName()));
    ProcessBuilder command = new ProcessBuilder(words);
    Map<String, String> environment = command.environment();
    environment.put("S22_GATEWAY_PORT", Integer.toString(port));
    environment.put("S22_GATEWAY_CONTROL_PORT", Integer.toString(controlPort));
    environment.put("S22_GATEWAY_LOOPS", Integer.toString(loops));
    environment.put("S22_GATEWAY_TOKEN_FILE", folder.resolve("token").toString());
    environment.put("S22_GATEWAY_POLICY", folder.resolve("policy.json").toString());
    environment.putAll(more);
    Peer peer = Peer.start("gateway", port, command, folder);
    peer.awaits(controlPort, folder);
    return new GatewayProcess(
        peer, URI.create("http://127.0.0.1:" + controlPort), HttpClient.newHttpClient());
  }

  int port() {
    return peer.port();
  }

  GatewayBalancer balancer() {
    return new GatewayBalancer(client, control, TOKEN, System::currentTimeMillis);
  }

  /** A call of the control API. */
  HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(control.resolve(path))
            .header("Authorization", "Bearer " + TOKEN)
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    peer.close();
    client.shutdownNow();
  }
}
