package io.s22.server.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small OIDC issuer over real connections: everybody who comes is the person it was told of.
 * Codes are good once, and wanted with their PKCE verifier and the client's secret.
 */
final class Issuer implements AutoCloseable {
  static final String CLIENT = "s22-test";
  static final String SECRET = "a secret between the two that is long enough";

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile String name = "";
  private volatile String audience = CLIENT;
  private int number;

  Issuer() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, about()));
    server.createContext(
        "/keys", exchange -> json(exchange, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Who comes next, and whom its tokens are for. */
  void next(String who, String forWhom) {
    name = who;
    audience = forWhom;
  }

  private String about() {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
    "jwks_uri":"%1$s/keys","response_types_supported":["code"],
    "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
    """
        .formatted(url());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = pairs(exchange.getRequestURI().getRawQuery());
    String code = "code-" + ++number;
    codes.put(code, asked);
    String back = asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state");
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> given = pairs(body);
    Map<String, String> asked = codes.remove(given.getOrDefault("code", ""));
    String basic = exchange.getRequestHeaders().getFirst("Authorization");
    Map<String, String> known = asked == null ? Map.of() : asked;
    boolean good =
        asked != null
            && challenge(given.getOrDefault("code_verifier", ""))
                .equals(known.get("code_challenge"))
            && ("Basic " + encoded(CLIENT + ":" + SECRET.replace(' ', '+'))).equals(basic);
    if (!good) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] refusal = "{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(400, refusal.length);
      exchange.getResponseBody().write(refusal);
      exchange.close();
      return;
    }
    json(
        exchange,
        "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\""
            + signed(String.valueOf(known.get("nonce")))
            + "\"}");
  }

  private String signed(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .subject("sub-" + name)
            .audience(audience)
            .claim("nonce", nonce)
            .claim("preferred_username", name)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .build();
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.split("&")) {
      String[] halves = pair.split("=", 2);
      pairs.put(halves[0], URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
    }
    return pairs;
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
