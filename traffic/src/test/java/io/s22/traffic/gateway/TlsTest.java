package io.s22.traffic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.testkit.Pem;
import io.s22.traffic.Backend;
import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.Route;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway with certificates, over both versions of HTTP. */
@Timeout(120)
final class TlsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void both_versions_are_served_and_certificates_change_without_a_restart() throws Exception {
    Path certificate = folder.resolve("c.pem");
    Path key = folder.resolve("k.pem");
    BigInteger first = Pem.write(folder, "users.example", certificate, key);
    Gateway.Options options = new Gateway.Options("127.0.0.1", 0, 0, "secret", certificate, key, 2);
    try (Backend one = new Backend("one");
        Gateway gateway = Gateway.start(options, System::currentTimeMillis, System::nanoTime);
        HttpClient client = HttpClient.newBuilder().sslContext(Pem.trusting()).build()) {
      gateway.install(policy(one.port()));
      assertThat(get(client, gateway.port(), HttpClient.Version.HTTP_1_1).version())
          .isEqualTo(HttpClient.Version.HTTP_1_1);
      HttpResponse<String> second = get(client, gateway.port(), HttpClient.Version.HTTP_2);
      assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(second.body()).startsWith("one 5 ");
      assertThat(Pem.serial("127.0.0.1", gateway.port())).isEqualTo(first);

      BigInteger next = Pem.write(folder, "users.example", certificate, key);
      assertThat(reload(gateway).body()).contains("\"certificateVersion\":2");
      assertThat(Pem.serial("127.0.0.1", gateway.port())).isEqualTo(next);

      Files.writeString(key, "no key at all");
      assertThat(reload(gateway).statusCode()).isEqualTo(422);
      assertThat(Pem.serial("127.0.0.1", gateway.port())).isEqualTo(next);
    }
  }

  private static Policy policy(int port) {
    Node node = new Node("one", "127.0.0.1", port, 1, Mode.UP);
    return new Policy(
        1,
        List.of(new Pool("api", Balance.LEAST_LOADED, List.of(node), null)),
        List.of(new Route("api", "/", Set.of(), -1, "api")),
        List.of());
  }

  private static HttpResponse<String> get(HttpClient client, int port, HttpClient.Version version)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/x"))
            .version(version)
            .POST(BodyPublishers.ofString("hello"))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> reload(Gateway gateway) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + gateway.controlPort() + "/certificates"))
              .header("Authorization", "Bearer secret")
              .POST(BodyPublishers.noBody())
              .build();
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
