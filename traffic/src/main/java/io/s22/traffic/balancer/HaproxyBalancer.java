package io.s22.traffic.balancer;

import io.s22.traffic.policy.TimedGate;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * HAProxy through its runtime socket (management guide, 9.3). A route is closed by an entry in a
 * map file that the configuration asks: {@code http-request return status 503 ... if {
 * path,map_beg(/…/s22-gates.map) -m found }}; docs/drivers.md shows the lines.
 */
public final class HaproxyBalancer implements Balancer {
  private static final int MOST_ANSWER = 4 << 20;

  private final Path socket;
  private final String gatesMap;

  /**
   * @param socket the runtime socket, with level admin
   * @param gatesMap the map file that the configuration asks, as it is written there
   */
  public HaproxyBalancer(Path socket, String gatesMap) {
    this.socket = socket;
    this.gatesMap = gatesMap;
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
    throw new IOException("HAProxy knows no server " + pool + "/" + node);
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
    throw new IOException("HAProxy's statistics have no column " + name);
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
    open(gate.route());
    silently("add map " + gatesMap + " " + name(gate.route()) + " closed");
  }

  @Override
  public void open(String route) throws IOException {
    if (isClosed(route)) {
      silently("del map " + gatesMap + " " + name(route));
    }
  }

  @Override
  public boolean isClosed(String route) throws IOException {
    return command("show map " + gatesMap)
        .lines()
        .map(line -> line.split(" "))
        .anyMatch(words -> words.length > 1 && words[1].equals(route));
  }

  /** A command that answers nothing when it worked. */
  private void silently(String command) throws IOException {
    String answer = command(command).strip();
    if (!answer.isEmpty()) {
      throw new IOException("HAProxy answered '" + answer + "' to '" + command + "'");
    }
  }

  /** Names go into a line-based protocol: nothing that ends a word or a command may pass. */
  private static String name(String text) throws IOException {
    if (!text.matches("[A-Za-z0-9_./:-]{1,200}")) {
      throw new IOException("'" + text + "' is no name HAProxy could have");
    }
    return text;
  }

  private String command(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer question = StandardCharsets.UTF_8.encode(line + "\n");
      while (question.hasRemaining()) {
        channel.write(question);
      }
      return answer(channel);
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
