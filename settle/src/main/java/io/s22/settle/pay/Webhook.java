package io.s22.settle.pay;

import io.s22.settle.ledger.Payments.Payment;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Sends a payment to the payment system: a POST of JSON with an {@code Idempotency-Key} (IETF
 * draft-ietf-httpapi-idempotency-key-header) and {@code S22-Signature: t=SECONDS,v1=HEX}, where HEX
 * is the HMAC-SHA-256 of {@code t + "." + body}. Whatever may have been lost on the way is sent
 * again under the same key, after waits that double.
 */
public final class Webhook {
  private static final int TRIES = 6;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 200;

  private final HttpClient client;
  private final URI to;
  private final Secret secret;
  private final Supplier<Instant> now;
  private final Waiting waiting;

  /** Waits. */
  @FunctionalInterface
  public interface Waiting {
    void until(Duration passed) throws InterruptedException;
  }

  /** What became of a payment. */
  public sealed interface Answer {
    /** What the other side said last, short. */
    String said();

    /** It has it. */
    record Accepted(String said) implements Answer {}

    /** It will not take it, however often it is sent. */
    record Refused(String said) implements Answer {}

    /** Nobody knows; it is to be sent again under the same key. */
    record Unknown(String said) implements Answer {}
  }

  /**
   * @param now for the signature
   * @param waiting between two tries
   */
  public Webhook(HttpClient client, URI to, Secret secret, Supplier<Instant> now, Waiting waiting) {
    this.client = client;
    this.to = to;
    this.secret = secret;
    this.now = now;
    this.waiting = waiting;
  }

  /** Sends it until there is an answer that says something, or too often. */
  public Answer send(Payment payment, int digits) throws InterruptedException {
    String body = body(payment, digits);
    Duration wait = FIRST_WAIT;
    Answer answer = new Answer.Unknown("not sent");
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      answer = once(payment.key(), body);
      if (!(answer instanceof Answer.Unknown)) {
        return answer;
      }
      if (attempt < TRIES) {
        waiting.until(wait);
        wait = wait.multipliedBy(2);
      }
    }
    return answer;
  }

  private Answer once(String key, String body) throws InterruptedException {
    String seconds = Long.toString(now.get().getEpochSecond());
    String signature = HexFormat.of().formatHex(secret.sign("", seconds + "." + body));
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "\"" + key + "\"")
            .header("S22-Signature", "t=" + seconds + ",v1=" + signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      // What is longer is not read: the status says what became of it.
      try (InputStream answer = response.body()) {
        String said = new String(answer.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        return judged(response.statusCode(), said);
      }
    } catch (IOException e) {
      return new Answer.Unknown(cut(e.getClass().getSimpleName() + ": " + e.getMessage()));
    }
  }

  /** 409 and 425 say that the same key is being worked on; 408 and 429 ask to come again. */
  private static Answer judged(int status, String body) {
    String said = cut(status + " " + body);
    if (status >= 200 && status < 300) {
      return new Answer.Accepted(said);
    }
    boolean again =
        status >= 500 || status == 408 || status == 409 || status == 425 || status == 429;
    return again || status < 400 ? new Answer.Unknown(said) : new Answer.Refused(said);
  }

  private static String cut(String text) {
    String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() > LONGEST_ANSWER ? plain.substring(0, LONGEST_ANSWER) : plain;
  }

  /** The body; its members are in a fixed order, so that the same payment is the same bytes. */
  static String body(Payment payment, int digits) {
    boolean points = payment.unit().equals("points");
    String amount =
        points
            ? Long.toString(payment.amount())
            : BigDecimal.valueOf(payment.amount(), digits).toPlainString();
    return "{\"key\":\""
        + payment.key()
        + "\",\"run\":"
        + JsonText.quoted(payment.run())
        + ",\"customer\":"
        + JsonText.quoted(payment.customer())
        + ",\"amount\":\""
        + amount
        + "\",\"unit\":"
        + JsonText.quoted(payment.unit())
        + ",\"at\":\""
        + payment.at()
        + "\"}";
  }
}
