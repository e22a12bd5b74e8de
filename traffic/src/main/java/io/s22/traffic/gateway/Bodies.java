package io.s22.traffic.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers and bodies across a hop (RFC 9110, 7.6). */
final class Bodies {
  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "host");

  private Bodies() {}

  /** The length a request declares; 0 without a body, -1 when it sends one of unknown length. */
  static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return parse(length);
    }
    return hasBody(request) ? -1 : 0;
  }

  private static long parse(String length) {
    try {
      return Long.parseLong(length.strip());
    } catch (NumberFormatException garbled) {
      return -1;
    }
  }

  static boolean hasBody(HttpServerRequest request) {
    if (request.getHeader(HttpHeaders.CONTENT_LENGTH) != null
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      return true;
    }
    HttpMethod method = request.method();
    return request.version() == HttpVersion.HTTP_2
        && method != HttpMethod.GET
        && method != HttpMethod.HEAD;
  }

  static void copyHeaders(MultiMap from, MultiMap to) {
    for (Map.Entry<String, String> header : from) {
      String name = header.getKey();
      if (!isOfOneHop(name)) {
        to.add(name, header.getValue());
      }
    }
  }

  private static boolean isOfOneHop(String name) {
    int length = name.length();
    return length >= 2
        && (length <= 17 && OF_ONE_HOP.contains(lower(name)) || name.charAt(0) == ':');
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Tells the node who asked, and through what. */
  static void forwarded(HttpServerRequest request, MultiMap to) {
    var remote = request.remoteAddress();
    if (remote != null && remote.hostAddress() != null) {
      to.add("X-Forwarded-For", remote.hostAddress());
    }
    to.set("X-Forwarded-Proto", request.isSSL() ? "https" : "http");
    if (request.authority() != null) {
      to.set("X-Forwarded-Host", request.authority().toString());
    }
  }
}
