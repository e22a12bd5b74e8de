package io.s22.tell.outbox;

import io.s22.tell.notice.Medium;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names that are made of others, always the same. */
final class Keys {
  private Keys() {}

  /** The idempotency key: 128 bits in hex. */
  static String of(String tenant, String run, String event, String subscriber, Medium medium) {
    return hash(String.join("\u0000", tenant, run, event, subscriber, medium.word()))
        .substring(0, 32);
  }

  /** What stands behind an address: one robot, or the host that many addresses share. */
  static String endpoint(Medium medium, String address) {
    return switch (medium) {
      case EMAIL, SMS -> "";
      case SLACK, DINGTALK, FEISHU, WECOM -> hash(address).substring(0, 16);
      case PUSH, WEBHOOK, CLOUDEVENTS -> {
        URI uri = URI.create(address);
        yield hash(String.valueOf(uri.getRawAuthority()).toLowerCase(Locale.ROOT)).substring(0, 16);
      }
    };
  }

  static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
