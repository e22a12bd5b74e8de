package io.s22.window.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which members of a JSON object mean what. Nested members are named with dots. Of several members
 * with the same meaning, the one that stands first in its list is taken.
 */
final class JsonKeys {
  /** What a member means to the count. */
  enum Meaning {
    TIME,
    STATUS,
    BYTES,
    USER,
    REQUEST,
    PATH,
    SECONDS
  }

  /** A member's meaning, and its rank among members of the same meaning: 0 is best. */
  record Entry(byte[] path, Meaning meaning, int rank) {}

  private static final Map<Meaning, List<String>> USUAL =
      Map.of(
          Meaning.TIME,
          List.of(
              "time_iso8601",
              "time_local",
              "@timestamp",
              "timestamp",
              "time",
              "datetime",
              "date",
              "msec",
              "ts"),
          Meaning.STATUS,
          List.of(
              "status",
              "status_code",
              "response",
              "response_code",
              "http_status",
              "code",
              "response.status",
              "http.response.status_code"),
          Meaning.BYTES,
          List.of(
              "body_bytes_sent",
              "bytes_sent",
              "bytes",
              "size",
              "response_size",
              "bytes_written",
              "http.response.body.bytes"),
          Meaning.USER,
          List.of(
              "remote_addr",
              "remote_ip",
              "client_ip",
              "clientip",
              "ip",
              "client",
              "host",
              "request.client_ip",
              "request.remote_ip",
              "client.ip"),
          Meaning.REQUEST,
          List.of("request"),
          Meaning.PATH,
          List.of("request_uri", "uri", "path", "url", "request.uri", "url.path", "url.original"),
          Meaning.SECONDS,
          List.of("request_time", "duration"));

  private final @Nullable Entry[] table;
  private final int mask;

  /**
   * @param user the member of the user; the usual ones where empty
   */
  JsonKeys(String user) {
    Map<String, Entry> entries = new HashMap<>();
    USUAL.forEach((meaning, names) -> {
      boolean own = meaning == Meaning.USER && !user.isEmpty();
      List<String> wanted = own ? List.of(user) : names;
      for (int i = 0; i < wanted.size(); i++) {
        byte[] path = wanted.get(i).getBytes(StandardCharsets.UTF_8);
        entries.putIfAbsent(wanted.get(i), new Entry(path, meaning, i));
      }
    });
    if (!user.isEmpty()) { // also where the name usually means something else
      entries.put(user, new Entry(user.getBytes(StandardCharsets.UTF_8), Meaning.USER, 0));
    }
    table = new Entry[256];
    mask = table.length - 1;
    for (Entry entry : entries.values()) {
      int slot = hash(entry.path(), entry.path().length) & mask;
      while (table[slot] != null) {
        slot = (slot + 1) & mask;
      }
      table[slot] = entry;
    }
  }

  /** The entry of the path {@code path[0, length)}, or {@code null}. */
  @Nullable Entry find(byte[] path, int length) {
    int slot = hash(path, length) & mask;
    for (Entry entry = table[slot]; entry != null; entry = table[slot]) {
      byte[] own = entry.path();
      if (own.length == length && Arrays.equals(own, 0, length, path, 0, length)) {
        return entry;
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  private static int hash(byte[] bytes, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash ^ hash >>> 8;
  }
}
