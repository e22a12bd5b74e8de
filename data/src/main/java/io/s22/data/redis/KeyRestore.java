package io.s22.data.redis;

import io.s22.plan.S22Exception;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A dump of keys read back, and held against the servers. */
public final class KeyRestore {
  private KeyRestore() {}

  /**
   * What was done.
   *
   * @param keys of the dump
   * @param put of these
   * @param expired of these, before they could be put
   */
  public record Report(long keys, long put, long expired) {}

  /**
   * Puts the keys of {@code file} that {@code into} lacks; what is there stays as it is, for it was
   * written later.
   *
   * @param now in milliseconds since 1970
   * @throws S22Exception S22-8157
   */
  public static Report missing(Path file, RedisNode into, long now) {
    long[] put = {0, 0};
    long keys =
        KeyDump.read(
            file,
            entry -> {
              if (entry.expires() != 0 && entry.expires() <= now) {
                put[1]++;
              } else if (KeyDump.put(into, entry, false)) {
                put[0]++;
              }
            });
    return new Report(keys, put[0], put[1]);
  }

  /**
   * Restores {@code file} into the empty server {@code scratch}, compares each key by its value
   * with {@code source}, and leaves the scratch server empty. A key that was written since the dump
   * cannot be compared: of it only the check sum within its dump was proven, by the restore.
   *
   * @return what was proven, for people
   * @throws S22Exception S22-8158 when a key differs or the scratch server is not empty
   */
  public static String prove(Path file, RedisNode source, RedisNode scratch, long now) {
    if (scratch.jedis().dbSize() != 0) {
      throw new S22Exception(
          "S22-8158",
          scratch.server() + " is not empty: nothing is tried there",
          "Name an empty server as 'scratch'.");
    }
    List<String> differing = new ArrayList<>();
    long[] seen = {0, 0};
    try {
      missing(file, scratch, now);
      KeyDump.read(
          file,
          entry -> {
            if (same(source, scratch, entry.key())) {
              seen[0]++;
              return;
            }
            KeyDump.Entry current = KeyDump.read(source, entry.key(), now);
            if (current == null || !Arrays.equals(current.payload(), entry.payload())) {
              seen[1]++;
            } else {
              differing.add(KeyValues.shown(entry.key()));
            }
          });
    } finally {
      scratch.jedis().flushDB();
    }
    if (!differing.isEmpty()) {
      throw new S22Exception(
          "S22-8158",
          differing.size()
              + " keys of "
              + file
              + " are not as on "
              + source.server()
              + ": "
              + differing.stream().limit(10).toList(),
          "Do not go on: take the backup again.");
    }
    return "restored and compared: " + seen[0] + " keys the same, " + seen[1] + " written since";
  }

  private static boolean same(RedisNode source, RedisNode scratch, byte[] key) {
    return KeyValues.of(source, key).equals(KeyValues.of(scratch, key));
  }
}
