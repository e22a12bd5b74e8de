package io.s22.data.redis;

import io.s22.plan.S22Exception;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** Values as texts that are equal exactly when the values are: the stored form differs. */
final class KeyValues {
  private KeyValues() {}

  /** The value of {@code key}, read by its type; {@code none} when there is no such key. */
  static String of(RedisNode node, byte[] key) {
    String type = node.jedis().type(key);
    return type
        + switch (type) {
          case "none" -> "";
          case "string" -> read(node, Command.GET, key);
          case "hash" -> pairs(reply(node, Command.HGETALL, key));
          case "list" -> read(node, Command.LRANGE, key, "0", "-1");
          case "set" -> sorted(reply(node, Command.SMEMBERS, key), 1);
          case "zset" -> read(node, Command.ZRANGE, key, "0", "-1", "WITHSCORES");
          case "stream" -> read(node, Command.XRANGE, key, "-", "+");
          default ->
              throw new S22Exception(
                  "S22-8154",
                  "Key '" + shown(key) + "' has type " + type + ", which cannot be compared",
                  "Leave keys of modules out of the sample.");
        };
  }

  /** A key as people read it. */
  static String shown(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  private static String pairs(Object reply) {
    return sorted(reply, 2);
  }

  private static String sorted(Object reply, int each) {
    List<?> items = reply instanceof List<?> list ? list : List.of(reply);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i + each <= items.size(); i += each) {
      parts.add(text(items.subList(i, i + each)));
    }
    return parts.stream().sorted().toList().toString();
  }

  private static String read(RedisNode node, Command command, byte[] key, String... more) {
    return text(reply(node, command, key, more));
  }

  private static Object reply(RedisNode node, Command command, byte[] key, String... more) {
    byte[][] words = new byte[more.length + 1][];
    words[0] = key;
    for (int i = 0; i < more.length; i++) {
      words[i + 1] = more[i].getBytes(StandardCharsets.UTF_8);
    }
    Object reply = node.jedis().sendCommand(command, words);
    return reply == null ? List.of() : reply;
  }

  private static String text(Object reply) {
    return switch (reply) {
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case List<?> items -> items.stream().map(i -> i == null ? "" : text(i)).toList().toString();
      default -> String.valueOf(reply);
    };
  }
}
