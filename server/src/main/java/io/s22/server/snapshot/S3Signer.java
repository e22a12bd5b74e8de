package io.s22.server.snapshot;

import io.s22.run.Clock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to S3 and what speaks like it: AWS Signature Version 4
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 *
 * @param secret the secret access key; shown by nothing
 */
record S3Signer(String keyId, String secret, String region, Clock clock)
    implements HttpTarget.Signer {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";

  @Override
  public void sign(HttpRequest.Builder request, URI address, byte[] body) {
    String hash = hex(sha256(body));
    String stamp = STAMP.format(clock.now());
    request.header("x-amz-content-sha256", hash);
    request.header("x-amz-date", stamp);
    request.header("Authorization", authorization("PUT", address, hash, stamp));
  }

  String authorization(String method, URI address, String hash, String stamp) {
    int port = address.getPort();
    String host = address.getHost() + (port < 0 ? "" : ":" + port);
    String canonical =
        String.join(
            "\n",
            method,
            address.getRawPath(),
            Objects.requireNonNullElse(address.getRawQuery(), ""),
            "host:" + host,
            "x-amz-content-sha256:" + hash,
            "x-amz-date:" + stamp,
            "",
            SIGNED,
            hash);
    String day = stamp.substring(0, 8);
    String scope = day + "/" + region + "/s3/aws4_request";
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", stamp, scope, hex(sha256(bytes(canonical))));
    byte[] key = hmac(bytes("AWS4" + secret), day);
    for (String part : new String[] {region, "s3", "aws4_request"}) {
      key = hmac(key, part);
    }
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(keyId, scope, SIGNED, hex(hmac(key, toSign)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "S3 as " + keyId;
  }
}
