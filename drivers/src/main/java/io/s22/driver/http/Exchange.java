package io.s22.driver.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** Sends a call and reads its answer, within limits. */
final class Exchange {
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final int REDIRECTS = 5;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** What came back. */
  sealed interface Reply {
    /** An answer, its body cut after 1 MiB. */
    record Answer(int status, String body, boolean cut) implements Reply {}

    /** It never reached the server. */
    record NotSent(String why) implements Reply {}

    /** It may have reached the server; nothing came back. */
    record Lost(String why) implements Reply {}

    /** The answer sends to somewhere else, where it is not followed. */
    record Elsewhere(int status, String where) implements Reply {}
  }

  private final LazyClient client = new LazyClient(CONNECT_LIMIT);

  /** Sends {@code call}; a GET follows redirects that stay on its server. */
  Reply send(Call call) throws InterruptedException {
    Call current = call;
    for (int i = 0; i <= REDIRECTS; i++) {
      Reply reply = once(current);
      if (!(reply instanceof Reply.Elsewhere elsewhere) || !call.changesNothing()) {
        return reply;
      }
      Optional<URI> next = sameServer(current.url(), elsewhere.where());
      if (next.isEmpty()) {
        return reply;
      }
      current = current.looking(next.get());
    }
    return new Reply.Elsewhere(310, "more than " + REDIRECTS + " redirects");
  }

  private Reply once(Call call) throws InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client.get().send(request(call), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        int status = response.statusCode();
        Optional<String> where = response.headers().firstValue("Location");
        if (status / 100 == 3 && where.isPresent() && !call.accepts(status)) {
          return new Reply.Elsewhere(status, where.get());
        }
        byte[] bytes = body.readNBytes(LONGEST_ANSWER + 1);
        boolean cut = bytes.length > LONGEST_ANSWER;
        int length = Math.min(bytes.length, LONGEST_ANSWER);
        return new Reply.Answer(status, new String(bytes, 0, length, UTF_8), cut);
      }
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      return new Reply.NotSent(said(e));
    } catch (IOException e) {
      return e.getCause() instanceof UnresolvedAddressException
          ? new Reply.NotSent(said(e))
          : new Reply.Lost(said(e));
    }
  }

  private static HttpRequest request(Call call) {
    String body = call.body();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.url())
            .timeout(call.timeout())
            .method(
                call.method(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    call.headers().forEach(request::header);
    return request.build();
  }

  private static Optional<URI> sameServer(URI from, String location) {
    try {
      URI to = from.resolve(location);
      boolean same =
          from.getScheme().equalsIgnoreCase(to.getScheme())
              && from.getHost().equalsIgnoreCase(to.getHost())
              && from.getPort() == to.getPort();
      return same ? Optional.of(to) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String said(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
