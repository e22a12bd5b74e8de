package io.s22.traffic.balancer;

import io.s22.traffic.policy.TimedGate;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * HAProxy through its runtime socket (management guide, 9.3). A gate is an entry in a map file that
 * the configuration asks for each request, with the instants at which it begins and ends, so that
 * HAProxy keeps them by itself; {@link #configuration} gives the lines.
 */
public final class HaproxyBalancer implements Balancer {
  private static final int MOST_ANSWER = 4 << 20;

  /** How often a command is asked whose connection was reset. */
  private static final int ATTEMPTS = 3;

  private static final String GONE = "Key not found.";
  private static final String CLOSED = "closed";
  private static final String DEGRADED = "degraded";

  private final Path socket;
  private final String gatesMap;
  private final LongSupplier millis;

  /**
   * @param socket the runtime socket, with level admin
   * @param gatesMap the map file that the configuration asks, as it is written there
   * @param millis wall time in milliseconds since 1970
   */
  public HaproxyBalancer(Path socket, String gatesMap, LongSupplier millis) {
    this.millis = millis;
    this.socket = socket;
    this.gatesMap = gatesMap;
  }

  /**
   * The lines of a frontend that keep the gates of {@code map}: a closed route is answered with the
   * announced message and Retry-After, a degraded one is read with a mark and not written.
   */
  public static String configuration(String map) {
    String holds =
        " { var(txn.now),sub(txn.from) -m int ge 0 } !{ var(txn.now),sub(txn.until) -m int ge 0 }";
    return """
      http-request set-var(txn.gate) path,map_beg(%1$s)
      http-request set-var(txn.now) date(0,ms)
      http-request set-var(txn.from) var(txn.gate),field(2,:)
      http-request set-var(txn.until) var(txn.gate),field(3,:)
      http-request set-var(txn.text) var(txn.gate),field(4,:)
      http-request set-var(txn.state) str(closed) if { var(txn.gate) -m beg closed: }%2$s
      http-request set-var(txn.state) str(degraded) if { var(txn.gate) -m beg degraded: }%2$s
      http-request set-var(txn.state) str(closed) if { var(txn.state) -m str degraded } \
    !{ method GET HEAD OPTIONS }
      http-request set-var(txn.wait) var(txn.until),sub(txn.now),add(999),div(1000)
      http-request set-var(txn.wait) int(300) if { var(txn.wait) -m int gt 31536000 }
      http-request return status 503 content-type "text/plain; charset=utf-8" \
    hdr Retry-After %%[var(txn.wait)] hdr Cache-Control no-store \
    lf-string %%[var(txn.text),b64dec] if { var(txn.state) -m str closed }
      http-request set-header S22-Degraded %%[var(txn.text)] if { var(txn.state) -m str degraded }
      http-response set-header S22-Degraded %%[var(txn.text)] if { var(txn.state) -m str degraded }
    """
        .formatted(map, holds);
  }

  @Override
  public NodeStatus status(String pool, String node) throws IOException {
    List<String> lines = command("show stat").lines().toList();
    String[] names = lines.getFirst().substring(2).split(",", -1);
    for (String line : lines) {
      String[] row = line.split(",", -1);
      if (row.length > 2 && row[0].equals(pool) && row[1].equals(node)) {
        return new NodeStatus(
            takesWork(field(names, row, "status")),
            (int) number(field(names, row, "weight")),
            number(field(names, row, "scur")));
      }
    }
    throw new Denied("HAProxy knows no server " + pool + "/" + node);
  }

  /** A server without health checks is never called UP. */
  private static boolean takesWork(String status) {
    return status.startsWith("UP") || status.equals("no check");
  }

  private static String field(String[] names, String[] row, String name) throws IOException {
    for (int i = 0; i < names.length && i < row.length; i++) {
      if (names[i].equals(name)) {
        return row[i];
      }
    }
    throw new Denied("HAProxy's statistics have no column " + name);
  }

  private static long number(String text) {
    return text.isBlank() ? 0 : Long.parseLong(text.strip());
  }

  @Override
  public void drain(String pool, String node, int socketsPerSecond) throws IOException {
    silently("set server " + name(pool) + "/" + name(node) + " state drain");
  }

  @Override
  public void undrain(String pool, String node) throws IOException {
    silently("set server " + name(pool) + "/" + name(node) + " state ready");
  }

  @Override
  public void weight(String pool, String node, int weight) throws IOException {
    silently("set server " + name(pool) + "/" + name(node) + " weight " + weight);
  }

  @Override
  public void close(TimedGate gate) throws IOException {
    String route = name(gate.route());
    String verb = entry(route).isPresent() ? "set" : "add";
    silently(verb + " map " + gatesMap + " " + route + " " + value(gate));
  }

  /** {@code EFFECT:FROM:UNTIL:MESSAGE}; HAProxy's clock is asked by its own configuration. */
  private static String value(TimedGate gate) {
    String message = gate.message().getOrDefault("en", String.join(" ", gate.message().values()));
    return String.join(
        ":",
        gate.effect() == TimedGate.Effect.CLOSE ? CLOSED : DEGRADED,
        Long.toString(gate.fromMillis()),
        Long.toString(gate.untilMillis()),
        Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void open(String route) throws IOException {
    if (entry(route).isPresent()) {
      String command = "del map " + gatesMap + " " + name(route);
      String answer = command(command).strip();
      // Asked again after a reset, it may find that it was carried out before.
      if (!answer.equals(GONE)) {
        requireSilence(command, answer);
      }
    }
  }

  @Override
  public Standing standing(String route) throws IOException {
    String[] parts = entry(route).orElse("").split(":", -1);
    if (parts.length < 3) {
      return Standing.OPEN;
    }
    long now = millis.getAsLong();
    if (now < number(parts[1]) || now >= number(parts[2])) {
      return Standing.OPEN;
    }
    return parts[0].equals(CLOSED) ? Standing.CLOSED : Standing.DEGRADED;
  }

  /** What the map holds for {@code route}. */
  private Optional<String> entry(String route) throws IOException {
    String answer = command("show map " + gatesMap);
    if (answer.startsWith("Unknown map")) {
      throw new Denied("HAProxy has no map " + gatesMap + ": its configuration does not ask it");
    }
    return answer
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length > 2 && words[1].equals(route))
        .map(words -> words[2])
        .findFirst();
  }

  /** A command that answers nothing when it worked. */
  private void silently(String command) throws IOException {
    requireSilence(command, command(command).strip());
  }

  private static void requireSilence(String command, String answer) throws IOException {
    if (!answer.isEmpty()) {
      throw new Denied("HAProxy answered '" + answer + "' to '" + command + "'");
    }
  }

  /** Names go into a line-based protocol: nothing that ends a word or a command may pass. */
  private static String name(String text) throws IOException {
    if (!text.matches("[A-Za-z0-9_./:-]{1,200}")) {
      throw new Denied("'" + text + "' is no name HAProxy could have");
    }
    return text;
  }

  /**
   * One whose connection was reset is asked again: all may be repeated, since an entry that is
   * there twice is asked, changed and deleted as one.
   */
  private String command(String line) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return ask(line);
      } catch (SocketException reset) {
        if (attempt == ATTEMPTS) {
          throw reset;
        }
      }
    }
  }

  private String ask(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      connect(channel);
      ByteBuffer question = StandardCharsets.UTF_8.encode(line + "\n");
      while (question.hasRemaining()) {
        channel.write(question);
      }
      return answer(channel);
    }
  }

  private void connect(SocketChannel channel) throws IOException {
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException nobody) {
      throw new Unreachable("HAProxy's socket " + socket + ": " + nobody.getMessage(), nobody);
    }
  }

  private static String answer(SocketChannel channel) throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
    while (channel.read(chunk) >= 0) {
      chunk.flip();
      text.append(StandardCharsets.UTF_8.decode(chunk));
      chunk.clear();
      if (text.length() > MOST_ANSWER) {
        throw new IOException("HAProxy's answer is longer than " + MOST_ANSWER + " characters");
      }
    }
    return text.toString();
  }
}
