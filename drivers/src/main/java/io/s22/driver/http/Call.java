package io.s22.driver.http;

import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.plan.S22Exception;
import io.s22.run.Task;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as a task asks for it, secrets in place.
 *
 * @param statuses the answers that are well: {@code 200}, {@code 2xx}, {@code 200-204}
 * @param values what JSON pointers (RFC 6901) must lead to in the answer
 * @param probe an address that tells whether a request that changes something arrived; null for
 *     none
 */
record Call(
    String method,
    URI url,
    Map<String, String> headers,
    @Nullable String body,
    List<String> statuses,
    Map<String, String> values,
    @Nullable URI probe,
    Duration timeout) {
  static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern STATUS = Pattern.compile("[1-5](?:xx|[0-9]{2}(?:-[1-5][0-9]{2})?)");

  /**
   * Reads a task.
   *
   * @throws S22Exception {@code S22-5001}, {@code S22-5003}
   */
  static Call of(Task task, Params params, Redaction redaction) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String method = task.action().toUpperCase(java.util.Locale.ROOT);
    if (!method.equals("GET")) {
      headers.put("Idempotency-Key", printable(task.key()));
    }
    params.map("headers").forEach((name, value) -> headers.put(name, redaction.resolve(value)));
    List<String> statuses = params.list("status");
    for (String status : statuses) {
      if (!STATUS.matcher(status).matches()) {
        throw params.wrong("status", "holds '" + status + "'", "Write 200, 2xx or 200-204.");
      }
    }
    Duration timeout = task.timeout();
    return new Call(
        method,
        url(params, "url", redaction.resolve(params.required("url")), redaction),
        headers,
        params.text("body").map(redaction::resolve).orElse(null),
        statuses.isEmpty() ? List.of("2xx") : statuses,
        params.map("expect"),
        params
            .text("probe")
            .map(probe -> url(params, "probe", redaction.resolve(probe), redaction))
            .orElse(null),
        timeout == null ? TIMEOUT : timeout);
  }

  /** A request that looks at {@code address}, with the headers of this one. */
  Call looking(URI address) {
    return new Call("GET", address, headers, null, statuses, Map.of(), null, timeout);
  }

  /** Whether repeating it leaves the world as once would (RFC 9110, section 9.2.2). */
  boolean isIdempotent() {
    return !method.equals("POST");
  }

  boolean changesNothing() {
    return method.equals("GET");
  }

  boolean accepts(int status) {
    return statuses.stream().anyMatch(pattern -> matches(pattern, status));
  }

  private static boolean matches(String pattern, int status) {
    if (pattern.endsWith("xx")) {
      return status / 100 == pattern.charAt(0) - '0';
    }
    String[] ends = pattern.split("-");
    return status >= Integer.parseInt(ends[0]) && status <= Integer.parseInt(ends[ends.length - 1]);
  }

  private static URI url(Params params, String name, String text, Redaction redaction) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      if (uri.getHost() != null && (http || "https".equalsIgnoreCase(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw params.wrong(name, "is no address: " + redaction.clean(e.getReason()), "Mend it.");
    }
    throw params.wrong(
        name, "is no address: " + redaction.clean(text), "Write http://host/path or https://...");
  }

  /** Header values are ASCII; anything else is written as its code. */
  private static String printable(String key) {
    StringBuilder out = new StringBuilder();
    key.chars()
        .forEach(c -> {
          if (c > ' ' && c < 127 && c != '%') {
            out.append((char) c);
          } else {
            out.append("%%%04X".formatted(c));
          }
        });
    return out.toString();
  }
}
