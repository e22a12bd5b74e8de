package io.s22.server.snapshot;

import io.s22.tell.snapshot.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A web server that takes PUT: WebDAV, a content delivery network, or S3 and what speaks like it.
 *
 * @param base ends with a slash
 * @param signer adds what proves who we are
 */
record HttpTarget(String name, URI base, HttpClient client, Signer signer) implements Target {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Adds headers to a request that is about to be sent. */
  interface Signer {
    void sign(HttpRequest.Builder request, URI address, byte[] body);
  }

  @Override
  public void put(Snapshot snapshot) throws IOException, InterruptedException {
    for (Map.Entry<String, byte[]> file : snapshot.files().entrySet()) {
      put(base.resolve(encoded(file.getKey())), file.getKey(), file.getValue());
    }
  }

  private void put(URI address, String path, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", Snapshot.type(path))
            .header("Cache-Control", "max-age=5")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body));
    signer.sign(request, address, body);
    int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("it answered " + status + " to " + path);
    }
  }

  /** A path as it stands in an address: slashes kept, all else that is not plain encoded. */
  static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
