package io.s22.tell.subscribe;

import io.s22.tell.channel.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Links that prove that a message was read: who signed them up, says yes; who has one, may leave.
 * They hold no address, only a random id.
 */
public final class Tokens {
  /** How long a confirmation may wait to be read. */
  public static final Duration CONFIRM = Duration.ofHours(48);

  /** The way out stays open for as long as mails are kept. */
  public static final Duration LEAVE = Duration.ofDays(3_650);

  private static final int LONGEST = 500;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final byte[] key;

  /**
   * @param key 32 random bytes
   */
  public Tokens(byte[] key) {
    if (key.length < 32) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    this.key = key.clone();
  }

  /** What a token allows. */
  public enum Purpose {
    CONFIRM,
    LEAVE
  }

  /**
   * What a token says.
   *
   * @param about what exactly is confirmed; empty for the way out
   */
  public record Claim(Purpose purpose, String tenant, String subscriber, String about) {}

  /** A token that holds until {@code until}. */
  public String sign(Claim claim, Instant until) {
    String text =
        String.join(
            "|",
            claim.purpose().name().toLowerCase(Locale.ROOT),
            claim.tenant(),
            claim.subscriber(),
            claim.about(),
            Long.toString(until.getEpochSecond()));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return BASE64.encodeToString(bytes) + "." + BASE64.encodeToString(Hmac.sha256(key, bytes));
  }

  /** What {@code token} says; empty when it is forged, broken or too old. */
  public Optional<Claim> read(String token, Purpose purpose, Instant now) {
    int dot = token.indexOf('.');
    if (token.length() > LONGEST || dot < 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] mac = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\\|", -1);
      boolean good =
          MessageDigest.isEqual(mac, Hmac.sha256(key, bytes))
              && parts.length == 5
              && parts[0].equals(purpose.name().toLowerCase(Locale.ROOT))
              && now.getEpochSecond() <= Long.parseLong(parts[4]);
      return good
          ? Optional.of(new Claim(purpose, parts[1], parts[2], parts[3]))
          : Optional.empty();
    } catch (IllegalArgumentException forged) {
      return Optional.empty();
    }
  }
}
