package io.s22.traffic.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Map;

/** Headers and bodies across a hop (RFC 9110, 7.6). */
final class Bodies {
  private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
  private static final CharSequence FORWARDED_PROTO =
      HttpHeaders.createOptimized("X-Forwarded-Proto");
  private static final CharSequence FORWARDED_HOST =
      HttpHeaders.createOptimized("X-Forwarded-Host");
  private static final CharSequence HTTP = HttpHeaders.createOptimized("http");
  private static final CharSequence HTTPS = HttpHeaders.createOptimized("https");

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
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return !length.equals("0");
    }
    if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
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

  /** By length first: most headers are told apart by it, and nothing is copied. */
  private static boolean isOfOneHop(String name) {
    if (!name.isEmpty() && name.charAt(0) == ':') {
      return true;
    }
    return switch (name.length()) {
      case 2 -> name.equalsIgnoreCase("te");
      case 4 -> name.equalsIgnoreCase("host");
      case 7 -> name.equalsIgnoreCase("trailer") || name.equalsIgnoreCase("upgrade");
      case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
      case 16 -> name.equalsIgnoreCase("proxy-connection");
      case 17 -> name.equalsIgnoreCase("transfer-encoding");
      default -> false;
    };
  }

  /** Tells the node who asked, and through what. */
  static void forwarded(HttpServerRequest request, MultiMap to) {
    var remote = request.remoteAddress();
    if (remote != null && remote.hostAddress() != null) {
      to.add(FORWARDED_FOR, remote.hostAddress());
    }
    to.set(FORWARDED_PROTO, request.isSSL() ? HTTPS : HTTP);
    String host = request.getHeader(HttpHeaders.HOST);
    if (host != null) {
      to.set(FORWARDED_HOST, host);
    } else if (request.authority() != null) {
      to.set(FORWARDED_HOST, request.authority().toString());
    }
  }
}
