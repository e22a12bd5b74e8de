package io.s22.server.snapshot;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A bucket that takes what is signed right by Signature Version 4 and refuses all else, as S3 does:
 * it reckons the signature from the request as it came, by the headers the request says it signed,
 * and knows nothing of how S22 signs.
 */
final class Bucket implements AutoCloseable {
  private static final Pattern PROOF =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/([0-9]{8})/([^/]+)/s3/aws4_request,"
              + " ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final List<String> MUST = List.of("host", "x-amz-content-sha256", "x-amz-date");

  private final HttpServer server;
  private final Map<String, String> secrets;
  private final String region;
  private final Instant now;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();

  /**
   * @param secrets of those who may write, by key id
   */
  Bucket(Map<String, String> secrets, String region, Instant now) throws IOException {
    this.secrets = Map.copyOf(secrets);
    this.region = region;
    this.now = now;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was taken, by path. */
  Map<String, byte[]> files() {
    return Map.copyOf(files);
  }

  /** Why it refused, in S3's words. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String wrong = wrong(exchange, body);
    if (wrong.isEmpty()) {
      files.put(exchange.getRequestURI().getPath(), body);
    } else {
      refusals.add(wrong);
    }
    exchange.sendResponseHeaders(wrong.isEmpty() ? 200 : 403, -1);
    exchange.close();
  }

  private String wrong(HttpExchange exchange, byte[] body) {
    Headers headers = exchange.getRequestHeaders();
    Matcher proof = PROOF.matcher(String.valueOf(headers.getFirst("Authorization")));
    if (!proof.matches()) {
      return "AuthorizationHeaderMalformed";
    }
    String secret = secrets.get(proof.group(1));
    if (secret == null) {
      return "InvalidAccessKeyId";
    }
    List<String> signed = List.of(proof.group(4).split(";"));
    String stamp = String.valueOf(headers.getFirst("x-amz-date"));
    if (!signed.containsAll(MUST) || !signed.equals(signed.stream().sorted().toList())) {
      return "AccessDenied";
    }
    if (!stamp.startsWith(proof.group(2)) || !proof.group(3).equals(region)) {
      return "AuthorizationHeaderMalformed";
    }
    Instant at = STAMP.parse(stamp, Instant::from);
    if (Duration.between(at, now).abs().compareTo(SKEW) > 0) {
      return "RequestTimeTooSkewed";
    }
    String hash = hex(sha256(body));
    if (!hash.equals(headers.getFirst("x-amz-content-sha256"))) {
      return "XAmzContentSHA256Mismatch";
    }
    String expected = signature(exchange, signed, stamp, hash, secret);
    return expected.equals(proof.group(5)) ? "" : "SignatureDoesNotMatch";
  }

  private String signature(
      HttpExchange exchange, List<String> signed, String stamp, String hash, String secret) {
    String lines =
        signed.stream()
            .map(name ->
                name
                    + ":"
                    + String.join(",", exchange.getRequestHeaders().get(name)).strip()
                    + "\n")
            .collect(Collectors.joining());
    String query = exchange.getRequestURI().getRawQuery();
    String canonical =
        exchange.getRequestMethod()
            + "\n"
            + encoded(exchange.getRequestURI().getPath())
            + "\n"
            + (query == null
                ? ""
                : Arrays.stream(query.split("&")).sorted().collect(Collectors.joining("&")))
            + "\n"
            + lines
            + "\n"
            + String.join(";", signed)
            + "\n"
            + hash;
    String scope = stamp.substring(0, 8) + "/" + region + "/s3/aws4_request";
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    String text =
        "AWS4-HMAC-SHA256\n"
            + stamp
            + "\n"
            + scope
            + "\n"
            + hex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    return hex(hmac(key, text));
  }

  /** As S3 encodes paths: all but letters, digits and {@code -._~/}, byte by byte. */
  private static String encoded(String path) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      encoded.append(
          plain ? String.valueOf(c) : "%" + hex(new byte[] {each}).toUpperCase(Locale.ROOT));
    }
    return encoded.toString();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
