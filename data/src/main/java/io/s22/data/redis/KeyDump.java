package io.s22.data.redis;

import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.RestoreParams;

/**
 * All keys of a server's database 0 in a file of lines: each key as the server itself writes it
 * (DUMP, with the server's own check sum), and the instant at which it expires. A key that is
 * written meanwhile is in it as it was at one moment; it is no snapshot of all keys at once. The
 * last line holds the count and the SHA-256 of all lines before it.
 */
public final class KeyDump {
  private static final String HEADER = "s22-keys-1";
  private static final String END = "end";

  private KeyDump() {}

  /**
   * One key.
   *
   * @param expires in milliseconds since 1970; 0 for never
   * @param payload what DUMP said
   */
  record Entry(byte[] key, long expires, byte[] payload) {
    String line() {
      Base64.Encoder text = Base64.getEncoder();
      return text.encodeToString(key) + " " + expires + " " + text.encodeToString(payload);
    }

    static Entry of(String line) {
      String[] words = line.split(" ", 3);
      Base64.Decoder bytes = Base64.getDecoder();
      return new Entry(bytes.decode(words[0]), Long.parseLong(words[1]), bytes.decode(words[2]));
    }
  }

  /**
   * Writes it; {@code file} is there when it is whole, and not before.
   *
   * @param now in milliseconds since 1970
   * @return how many keys
   * @throws S22Exception S22-8157 when it cannot be written
   */
  public static long write(RedisNode from, Path file, long now) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    long[] count = {0};
    MessageDigest digest = sha256();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (BufferedWriter out = Files.newBufferedWriter(part)) {
        line(out, digest, HEADER);
        KeyScan.each(
            from,
            key -> {
              Entry entry = read(from, key, now);
              if (entry != null) {
                count[0]++;
                line(out, digest, entry.line());
              }
            });
        out.write(END + " " + count[0] + " " + HexFormat.of().formatHex(digest.digest()) + "\n");
      }
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return count[0];
    } catch (IOException e) {
      throw broken(file, e.toString());
    }
  }

  private static void line(BufferedWriter out, MessageDigest digest, String line)
      throws IOException {
    String whole = line + "\n";
    digest.update(whole.getBytes(StandardCharsets.UTF_8));
    out.write(whole);
  }

  /** Null when it is gone. */
  static @Nullable Entry read(RedisNode from, byte[] key, long now) {
    byte[] payload = from.jedis().dump(key);
    long left = from.jedis().pttl(key);
    return payload == null ? null : new Entry(key, left < 0 ? 0 : now + left, payload);
  }

  /**
   * Reads a dump that was checked first, line by line.
   *
   * @return how many keys
   * @throws S22Exception S22-8157 when it is not whole
   */
  static long read(Path file, Consumer<Entry> each) {
    check(file);
    long count = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.readLine();
      for (String line = in.readLine();
          line != null && !line.startsWith(END + " ");
          line = in.readLine()) {
        each.accept(Entry.of(line));
        count++;
      }
      return count;
    } catch (IOException e) {
      throw broken(file, e.toString());
    }
  }

  /**
   * Whether it is whole and as it was written.
   *
   * @return how many keys
   * @throws S22Exception S22-8157 when not
   */
  public static long check(Path file) {
    MessageDigest digest = sha256();
    long count = -1;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(END + " ")) {
          String sum = HexFormat.of().formatHex(digest.digest());
          if (!line.equals(END + " " + count + " " + sum) || in.readLine() != null) {
            throw broken(file, "it is not the file that was written");
          }
          return count;
        }
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        count++;
      }
    } catch (IOException e) {
      throw broken(file, e.toString());
    }
    throw broken(file, "it is cut off");
  }

  /** Puts a key into {@code into}; one that is there is only replaced when told so. */
  static boolean put(RedisNode into, Entry entry, boolean replace) {
    RestoreParams params = RestoreParams.restoreParams().absTtl();
    try {
      into.jedis()
          .restore(entry.key, entry.expires, entry.payload, replace ? params.replace() : params);
      return true;
    } catch (JedisException e) {
      if (String.valueOf(e.getMessage()).startsWith("BUSYKEY")) {
        return false;
      }
      throw new S22Exception(
          "S22-8157",
          "Key '"
              + KeyValues.shown(entry.key)
              + "' cannot be restored on "
              + into.server()
              + ": "
              + e.getMessage(),
          "A server takes what its own or an older version has written.",
          e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static S22Exception broken(Path file, String why) {
    return new S22Exception(
        "S22-8157",
        "The dump of keys " + file + " is of no use: " + why,
        "Take it again with redis.backup.");
  }
}
