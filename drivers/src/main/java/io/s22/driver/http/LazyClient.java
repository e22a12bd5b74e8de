package io.s22.driver.http;

import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that is made when first needed: it costs a tenth of a second, and most plans ask
 * no server. HTTP/1.1; redirects are the caller's.
 */
public final class LazyClient {
  private final Duration connectLimit;
  private @Nullable HttpClient client;

  public LazyClient(Duration connectLimit) {
    this.connectLimit = connectLimit;
  }

  /** The client; the same each time. */
  public synchronized HttpClient get() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connectLimit)
              .build();
    }
    return client;
  }
}
