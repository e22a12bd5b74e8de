package io.s22.driver.wait;

import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.http.LazyClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is waited for. */
sealed interface Wish {
  Duration ASK_LIMIT = Duration.ofSeconds(2);

  /** That so much time passes. */
  record Pass(Duration span) implements Wish {}

  /** That it is so late. */
  record Reach(Instant instant) implements Wish {}

  /** That something can be connected to. */
  record Port(String host, int port) implements Wish {}

  /** That an address answers 2xx. */
  record Http(URI url) implements Wish {}

  /** Reads the one thing a task waits for. */
  static Wish of(Params params, Redaction redaction) {
    List<String> written =
        Stream.of("for", "until", "port", "http").filter(n -> params.text(n).isPresent()).toList();
    if (written.size() != 1) {
      throw params.wrong(
          "for",
          "is not alone or missing: found " + written,
          "Write one of for, until, port, http.");
    }
    String text = redaction.resolve(params.required(written.getFirst()));
    return switch (written.getFirst()) {
      case "for" -> new Pass(params.duration("for").orElseThrow());
      case "until" -> new Reach(instant(params, text));
      case "port" -> port(params, text);
      default -> http(params, text);
    };
  }

  private static Instant instant(Params params, String text) {
    try {
      Optional<String> zone = params.text("zone");
      String iso = text.strip().replace(' ', 'T');
      return zone.isPresent()
          ? LocalDateTime.parse(iso).atZone(ZoneId.of(zone.get())).toInstant()
          : OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException e) {
      throw params.wrong(
          "until",
          "is no instant: " + text,
          "Write 2024-03-16T01:30:00+08:00, or 2024-03-16 01:30 with zone: Asia/Shanghai.");
    }
  }

  private static Wish port(Params params, String text) {
    int colon = text.lastIndexOf(':');
    String number = text.substring(colon + 1);
    if (colon < 1 || !number.matches("[0-9]{1,5}") || Integer.parseInt(number) > 65_535) {
      throw params.wrong("port", "is no host and port: " + text, "Write db-1:3306.");
    }
    return new Port(text.substring(0, colon).replaceAll("[\\[\\]]", ""), Integer.parseInt(number));
  }

  private static Wish http(Params params, String text) {
    try {
      URI url = URI.create(text);
      HttpRequest.newBuilder(url);
      return new Http(url);
    } catch (IllegalArgumentException e) {
      throw params.wrong("http", "is no address: " + text, "Write http://host/path.");
    }
  }

  /** Whether it has come true. */
  default boolean holds(Instant since, Instant now, LazyClient client) throws InterruptedException {
    return switch (this) {
      case Pass(Duration span) -> !now.isBefore(since.plus(span));
      case Reach(Instant instant) -> !now.isBefore(instant);
      case Port(String host, int port) -> connects(host, port);
      case Http(URI url) -> answers(url, client);
    };
  }

  private static boolean connects(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) ASK_LIMIT.toMillis());
      return true;
    } catch (IOException e) {
      return false; // that is the question's answer: not yet
    }
  }

  private static boolean answers(URI url, LazyClient client) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(ASK_LIMIT).build();
      return client.get().send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100
          == 2;
    } catch (IOException e) {
      return false; // that is the question's answer: not yet
    }
  }
}
