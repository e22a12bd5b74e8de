package io.s22.server.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a program is answered. */
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {
  static final String JSON = "application/json";

  public Reply {
    headers = Map.copyOf(headers);
  }

  /** A part of a list, and where it goes on. */
  public record Slice<T>(List<T> items, @Nullable String next) {
    public Slice {
      items = List.copyOf(items);
    }
  }

  static Reply of(Object value) {
    return new Reply(200, JSON, Wire.bytes(value), Map.of());
  }

  static Reply created(String location, Object value) {
    return new Reply(201, JSON, Wire.bytes(value), Map.of("Location", location));
  }

  /** It was taken, and is done when the run gets to it. */
  static Reply accepted(Object value) {
    return new Reply(202, JSON, Wire.bytes(value), Map.of());
  }

  static Reply done() {
    return new Reply(204, JSON, new byte[0], Map.of());
  }

  static Reply text(String type, String text) {
    return new Reply(200, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** A part of a list, with a link to the next (RFC 8288). */
  static <T> Reply slice(List<T> items, @Nullable String next) {
    Reply reply = of(new Slice<>(items, next));
    return next == null ? reply : reply.with("Link", "<?cursor=" + next + ">; rel=\"next\"");
  }

  Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, type, body, more);
  }
}
