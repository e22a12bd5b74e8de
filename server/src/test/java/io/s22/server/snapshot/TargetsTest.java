package io.s22.server.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.s22.plan.S22Exception;
import io.s22.tell.Status;
import io.s22.tell.Statuses;
import io.s22.tell.page.PageRenderer;
import io.s22.tell.snapshot.Snapshot;
import io.s22.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetsTest {
  private static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  private static final Status STATUS =
      Statuses.of(
          new Status.Site("s22", "Status", "https://status.example"),
          List.of(),
          List.of(),
          Map.of(),
          NOW);

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  TargetsTest() {}

  private Targets targets(Map<String, String> environment) {
    return new Targets(environment, folder, () -> NOW);
  }

  private static Snapshot snapshot() {
    return Snapshot.of(STATUS, new PageRenderer());
  }

  @Test
  void a_folder_holds_every_file_and_no_half_of_one() throws Exception {
    Target target = targets(Map.of()).of(folder.resolve("out").toString());
    target.put(snapshot());
    target.put(snapshot());
    try (var files = Files.walk(folder.resolve("out"))) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(f -> folder.resolve("out").relativize(f).toString())
              .toList();
      assertThat(names).containsExactlyInAnyOrderElementsOf(snapshot().files().keySet());
    }
    assertThat(new ArrayList<>(snapshot().files().keySet()).getLast()).startsWith("index");
  }

  /** Takes PUT and keeps what it got. */
  private record Shelf(HttpServer server, Map<String, byte[]> files, List<String> proofs)
      implements AutoCloseable {
    static Shelf open(Semaphore refusals) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Map<String, byte[]> files = new ConcurrentHashMap<>();
      List<String> proofs = new CopyOnWriteArrayList<>();
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean refused = refusals.tryAcquire();
            if (!refused && exchange.getRequestMethod().equals("PUT")) {
              files.put(exchange.getRequestURI().getPath(), body);
              proofs.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            }
            exchange.sendResponseHeaders(refused ? 503 : 201, -1);
            exchange.close();
          });
      server.start();
      return new Shelf(server, files, proofs);
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void a_web_server_gets_each_file_by_put_with_the_token_of_the_environment() throws Exception {
    try (Shelf shelf = Shelf.open(new Semaphore(0))) {
      Target target = targets(Map.of("S22_SNAPSHOT_TOKEN", "t0ken")).of(shelf.url() + "/status");
      target.put(snapshot());
      assertThat(shelf.files()).hasSameSizeAs(snapshot().files());
      assertThat(shelf.files()).containsKey("/status/api/v2/incidents/unresolved.json");
      assertThat(shelf.proofs()).containsOnly("Bearer t0ken");
      assertThat(target.name()).doesNotContain("t0ken");
    }
  }

  private Target bucket(String url, String secret, String prefix) {
    return targets(Map.of("AWS_ACCESS_KEY_ID", "AKIA", "AWS_SECRET_ACCESS_KEY", secret))
        .of("s3://bucket/" + prefix + "?region=eu-central-1&endpoint=" + url);
  }

  @Test
  void a_bucket_that_reckons_each_signature_by_itself_takes_every_file() throws Exception {
    try (Bucket bucket = new Bucket(Map.of("AKIA", "hidden"), "eu-central-1", NOW)) {
      Target target = bucket(bucket.url(), "hidden", "status%20page");
      target.put(snapshot());
      assertThat(bucket.refusals()).isEmpty();
      assertThat(bucket.files()).hasSameSizeAs(snapshot().files());
      assertThat(bucket.files()).containsKey("/bucket/status page/index.html");
      assertThat(target.toString()).doesNotContain("hidden");
    }
  }

  @Test
  void a_bucket_refuses_another_secret_and_what_was_changed_after_it_was_signed() throws Exception {
    try (Bucket bucket = new Bucket(Map.of("AKIA", "hidden"), "eu-central-1", NOW)) {
      Target guessed = bucket(bucket.url(), "guessed", "status");
      assertThatThrownBy(() -> guessed.put(snapshot())).hasMessageContaining("403");
      S3Signer signer = new S3Signer("AKIA", "hidden", "eu-central-1", () -> NOW);
      byte[] body = {1, 2, 3};
      URI here = URI.create(bucket.url() + "/bucket/a");
      URI there = URI.create(bucket.url() + "/bucket/b");
      assertThat(put(signer, here, here, body, body)).isEqualTo(200);
      assertThat(put(signer, here, there, body, body)).as("another path").isEqualTo(403);
      assertThat(put(signer, here, here, body, new byte[] {9})).as("another body").isEqualTo(403);
      S3Signer late =
          new S3Signer("AKIA", "hidden", "eu-central-1", () -> NOW.minusSeconds(86_400));
      assertThat(put(late, here, here, body, body)).as("an old signature").isEqualTo(403);
      assertThat(bucket.refusals())
          .containsExactly(
              "SignatureDoesNotMatch",
              "SignatureDoesNotMatch",
              "XAmzContentSHA256Mismatch",
              "RequestTimeTooSkewed");
      assertThat(bucket.files()).containsOnlyKeys("/bucket/a");
    }
  }

  private static int put(S3Signer signer, URI signed, URI sent, byte[] signedBody, byte[] body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(sent).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
    signer.sign(request, signed, signedBody);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  /** The example "GET Bucket Lifecycle" of AWS's documentation of Signature Version 4. */
  @Test
  void the_signature_is_that_of_the_standard_s_own_example() {
    S3Signer signer =
        new S3Signer(
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "us-east-1",
            () -> NOW);
    String made =
        signer.authorization(
            "GET",
            URI.create("https://examplebucket.s3.amazonaws.com/?lifecycle="),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "20130524T000000Z");
    assertThat(made)
        .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void another_machine_gets_it_by_sftp_when_it_is_known_and_not_otherwise() throws Exception {
    KeyPair hostKey = key();
    KeyPair userKey = key();
    Path root = Files.createDirectories(folder.resolve("remote"));
    try (SshServer server = SshServer.setUpDefaultServer()) {
      server.setHost("127.0.0.1");
      server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
      server.setPublickeyAuthenticator(
          (user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
      server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
      server.setFileSystemFactory(new VirtualFileSystemFactory(root));
      server.start();
      Path key = folder.resolve("key");
      try (var out = Files.newOutputStream(key)) {
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(userKey, "test", null, out);
      }
      Path known = folder.resolve("known_hosts");
      String address =
          "sftp://web@127.0.0.1:%d/status?key=%s&known-hosts=%s"
              .formatted(server.getPort(), key, known);
      Files.writeString(known, "");
      Target stranger = targets(Map.of()).of(address);
      assertThatThrownBy(() -> stranger.put(snapshot())).isInstanceOf(IOException.class);
      Files.writeString(
          known,
          "[127.0.0.1]:%d %s\n"
              .formatted(server.getPort(), PublicKeyEntry.toString(hostKey.getPublic())));
      Target target = targets(Map.of()).of(address);
      target.put(snapshot());
      target.put(snapshot());
      assertThat(root.resolve("status/index.html")).content().contains("Status");
      assertThat(root.resolve("status/api/v2/summary.json")).isNotEmptyFile();
      try (var files = Files.walk(root)) {
        assertThat(files.filter(f -> f.toString().endsWith(".new"))).isEmpty();
      }
    }
  }

  private static KeyPair key() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  @Test
  void what_is_no_target_is_refused_with_its_mend_and_without_its_secrets() {
    for (String written :
        List.of(
            "ftp://x/y",
            "s3://bucket/x",
            "sftp://user:pass@host/x",
            "https://u:pass@host/",
            "http://[::")) {
      assertThatThrownBy(() -> targets(Map.of()).of(written))
          .as(written)
          .isInstanceOfSatisfying(
              S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-9603"))
          .hasMessageNotContaining("pass@");
    }
  }

  @Test
  void a_target_that_fails_is_tried_again_with_the_newest_and_said() throws Exception {
    Semaphore refusals = new Semaphore(1);
    List<S22Exception> troubles = new CopyOnWriteArrayList<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Shelf shelf = Shelf.open(refusals);
        Pusher pusher =
            new Pusher(
                targets(Map.of()).of(shelf.url() + "/s"), new PageRenderer(), troubles::add)) {
      pusher.start();
      pusher.offer(STATUS);
      Await.until("the page comes after all", () -> shelf.files().containsKey("/s/index.zh.html"));
      files.putAll(shelf.files());
    }
    assertThat(troubles).singleElement().satisfies(e -> assertThat(e.code()).isEqualTo("S22-9605"));
    assertThat(new String(files.get("/s/index.html"), StandardCharsets.UTF_8))
        .contains("valid until");
  }
}
