package io.s22.server.console;

import io.s22.server.Denied;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what browsers send. */
final class Requests {
  private static final int MOST_FIELDS = 100;

  private Requests() {}

  /** The segments of the path after {@code prefix}, decoded; none for the prefix itself. */
  static List<String> path(HttpServletRequest request, String prefix) {
    String rest = request.getRequestURI().substring(prefix.length());
    return Arrays.stream(rest.split("/"))
        .filter(each -> !each.isEmpty())
        .map(each -> decoded(each.replace("+", "%2B")))
        .toList();
  }

  static Map<String, String> query(HttpServletRequest request) {
    String text = request.getQueryString();
    return pairs(text == null ? "" : text);
  }

  /** The fields of a form; of several with one name the last. */
  static Map<String, String> form(byte[] body) {
    return pairs(new String(body, StandardCharsets.UTF_8));
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", MOST_FIELDS)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Denied.malformed("The form cannot be read.", "Send it from the page.");
    }
  }
}
