package io.s22.tell.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Posts with the JDK's client: no redirections, short patience, answers read no further than 16 KB.
 */
public final class JdkHttp implements Http, AutoCloseable {
  private static final int MOST = 16 << 10;

  private final AddressGuard guard;
  private final Duration patience;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  public JdkHttp(AddressGuard guard, Duration patience) {
    this.guard = guard;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
  }

  @Override
  public Answer post(URI address, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    guard.check(address);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      String text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
      Map<String, String> received = new HashMap<>();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> received.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      return new Answer(answer.statusCode(), received, text);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
