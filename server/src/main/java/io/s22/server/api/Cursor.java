package io.s22.server.api;

import io.s22.server.Denied;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Where a list goes on: the key of the last that was seen, so that nothing is seen twice. */
final class Cursor {
  private static final int LONGEST = 400;

  private Cursor() {}

  static String of(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** The key within a cursor; empty for the beginning. */
  static String key(Ask ask) {
    String cursor = ask.query().getOrDefault("cursor", "");
    try {
      if (cursor.length() <= LONGEST) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException e) {
      throw bad();
    }
    throw bad();
  }

  /** A number within a cursor. */
  static long number(Ask ask, long otherwise) {
    String key = key(ask);
    try {
      return key.isEmpty() ? otherwise : Long.parseLong(key);
    } catch (NumberFormatException e) {
      throw bad();
    }
  }

  private static Denied bad() {
    return Denied.malformed("The cursor is none.", "Take 'next' of the answer before, unchanged.");
  }

  /** The part of {@code all} that is asked for, sorted by key. */
  static <T> Reply slice(Ask ask, List<T> all, Function<T, String> key) {
    String after = key(ask);
    List<T> rest =
        all.stream()
            .sorted(Comparator.comparing(key))
            .filter(each -> key.apply(each).compareTo(after) > 0)
            .limit(ask.limit() + 1L)
            .toList();
    return slice(ask, rest, key, ask.limit());
  }

  /** What is there of {@code found}, which holds one more than is asked for where there is more. */
  static <T> Reply slice(Ask ask, List<T> found, Function<T, String> key, int limit) {
    boolean more = found.size() > limit;
    List<T> items = more ? found.subList(0, limit) : found;
    return Reply.slice(items, more ? of(key.apply(items.getLast())) : null);
  }
}
