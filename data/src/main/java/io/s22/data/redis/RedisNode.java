package io.s22.data.redis;

import io.s22.data.Address;
import io.s22.plan.S22Exception;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** One connection to one Redis server. For one thread at a time. */
public final class RedisNode implements AutoCloseable {
  private final RedisServer server;
  private final Jedis jedis;

  private RedisNode(RedisServer server, Jedis jedis) {
    this.server = server;
    this.jedis = jedis;
  }

  /**
   * Connects.
   *
   * @throws S22Exception S22-8150 when it does not answer
   */
  public static RedisNode open(RedisServer server, Duration patience) {
    int millis = (int) patience.toMillis();
    var config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(millis)
            .socketTimeoutMillis(millis);
    if (!server.password().isEmpty()) {
      config.password(server.password());
    }
    try {
      Jedis jedis =
          new Jedis(
              new HostAndPort(server.address().host(), server.address().port()), config.build());
      jedis.ping();
      return new RedisNode(server, jedis);
    } catch (JedisException e) {
      throw new S22Exception(
          "S22-8150",
          "Redis server " + server + " does not answer: " + e.getMessage(),
          "See that it runs, that it can be reached from here, and that the password holds.",
          e);
    }
  }

  public RedisServer server() {
    return server;
  }

  /** Replication as the server reports it. */
  public State state() {
    Map<String, String> info = info("replication");
    boolean primary = "master".equals(info.get("role"));
    long offset = offset(info);
    Address source =
        primary
            ? Address.UNKNOWN
            : new Address(
                info.getOrDefault("master_host", ""),
                Integer.parseInt(info.getOrDefault("master_port", "0")));
    return new State(
        server,
        primary,
        offset,
        source,
        "up".equals(info.get("master_link_status")),
        Integer.parseInt(info.getOrDefault("connected_slaves", "0")),
        info("server").getOrDefault("redis_version", ""));
  }

  /** How far its replication stream is, in one journey. */
  long offset() {
    return offset(info("replication"));
  }

  private static long offset(Map<String, String> replication) {
    boolean primary = "master".equals(replication.get("role"));
    return Long.parseLong(
        replication.getOrDefault(primary ? "master_repl_offset" : "slave_repl_offset", "0"));
  }

  /**
   * A server at one moment.
   *
   * @param offset how far its replication stream is
   * @param source whom it follows; {@link Address#UNKNOWN} for a primary
   * @param linked whether it is connected to its source and in step
   */
  public record State(
      RedisServer server,
      boolean primary,
      long offset,
      Address source,
      boolean linked,
      int replicas,
      String version) {
    /** Whether it follows {@code other} and is in step. */
    public boolean follows(RedisServer other) {
      return !primary && linked && source.equals(other.address());
    }
  }

  /** A section of INFO. */
  public Map<String, String> info(String section) {
    Map<String, String> values = new HashMap<>();
    for (String line : jedis.info(section).split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return values;
  }

  /**
   * Sends a command.
   *
   * @return its reply as text; lists as lines
   * @throws S22Exception S22-8151 when the server refuses it
   */
  public String run(Protocol.Command command, String... words) {
    try {
      return text(jedis.sendCommand(command, words));
    } catch (JedisException e) {
      throw new S22Exception(
          "S22-8151",
          "Redis server " + server + " refused " + command + ": " + e.getMessage(),
          "Read the server's own words above; its log may say more.",
          e);
    }
  }

  private static String text(Object reply) {
    return switch (reply) {
      case null -> "";
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case List<?> items -> String.join("\n", items.stream().map(RedisNode::text).toList());
      default -> String.valueOf(reply);
    };
  }

  Jedis jedis() {
    return jedis;
  }

  @Override
  public void close() {
    jedis.close();
  }
}
