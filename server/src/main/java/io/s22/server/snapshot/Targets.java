package io.s22.server.snapshot;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads where snapshots go: a folder, {@code https://host/path/}, {@code
 * sftp://user@host:22/path?key=FILE&known-hosts=FILE} or {@code
 * s3://bucket/prefix?region=R&endpoint=URL}. Secrets come from the environment: {@code
 * S22_SNAPSHOT_TOKEN} for HTTP, {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY} for S3.
 */
public final class Targets {
  private final Map<String, String> environment;
  private final Path userHome;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /**
   * @param userHome where keys and known hosts lie when not named
   */
  public Targets(Map<String, String> environment, Path userHome, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.userHome = userHome;
    this.clock = clock;
  }

  /**
   * The target that {@code written} means.
   *
   * @throws S22Exception S22-9603 when it means none
   */
  public Target of(String written) {
    if (!written.contains("://")) {
      return new FolderTarget(Path.of(written).toAbsolutePath().normalize());
    }
    try {
      URI uri = URI.create(written);
      return switch (String.valueOf(uri.getScheme())) {
        case "file" -> new FolderTarget(Path.of(uri));
        case "http", "https" -> http(uri);
        case "sftp" -> sftp(uri);
        case "s3" -> s3(uri);
        default -> throw wrong(written, "its kind is unknown", null);
      };
    } catch (IllegalArgumentException e) {
      throw wrong(written, String.valueOf(e.getMessage()), e);
    }
  }

  private Target http(URI uri) {
    if (uri.getUserInfo() != null) {
      throw wrong(uri.getHost(), "a password does not belong into an address", null);
    }
    String token = environment.getOrDefault("S22_SNAPSHOT_TOKEN", "");
    HttpTarget.Signer signer =
        (request, address, body) -> {
          if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
          }
        };
    URI base = URI.create(slashed(uri.toString()));
    return new HttpTarget(uri.toString(), base, client, signer);
  }

  private Target sftp(URI uri) {
    Map<String, String> query = query(uri);
    Path ssh = userHome.resolve(".ssh");
    String user = uri.getUserInfo();
    if (user == null || user.contains(":") || uri.getHost() == null) {
      throw wrong(
          "sftp://" + uri.getHost(), "write sftp://user@host/path; keys, no passwords", null);
    }
    String path = uri.getPath();
    return new SftpTarget(
        user,
        uri.getHost(),
        uri.getPort() < 0 ? 22 : uri.getPort(),
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
        Path.of(query.getOrDefault("key", ssh.resolve("id_ed25519").toString())),
        Path.of(query.getOrDefault("known-hosts", ssh.resolve("known_hosts").toString())));
  }

  private Target s3(URI uri) {
    Map<String, String> query = query(uri);
    String region = query.getOrDefault("region", "us-east-1");
    String endpoint = query.getOrDefault("endpoint", "https://s3." + region + ".amazonaws.com");
    String keyId = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (keyId.isEmpty() || secret.isEmpty() || uri.getHost() == null) {
      throw wrong(
          "s3://" + uri.getHost(), "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set", null);
    }
    String raw = uri.getRawPath();
    String path = raw == null || raw.isEmpty() ? "/" : raw;
    URI base = URI.create(slashed(endpoint) + uri.getHost() + slashed(path));
    return new HttpTarget(
        "s3://" + uri.getHost() + path, base, client, new S3Signer(keyId, secret, region, clock));
  }

  private static String slashed(String text) {
    return text.endsWith("/") ? text : text + "/";
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getQuery() != null) {
      for (String pair : uri.getQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], parts.length > 1 ? parts[1] : "");
      }
    }
    return query;
  }

  private static S22Exception wrong(
      @Nullable String written, String why, @Nullable Exception cause) {
    String what = "Snapshots cannot go to '" + written + "': " + why + ".";
    String mend =
        "Name a folder, or an address of http, https, sftp or s3; see docs/status-page.md.";
    return cause == null
        ? new S22Exception("S22-9603", what, mend)
        : new S22Exception("S22-9603", what, mend, cause);
  }
}
