package io.s22.bench.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * So many requests over some connections that stay open, each connection sending its next request
 * when its answer is whole. One thread, few system calls: what is measured is the other side.
 */
public final class Volley {
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "\r\ncontent-length: ";

  private final byte[] request;
  private final int port;
  private long good;
  private long bad;
  private long left;

  /**
   * @param path what is asked for
   * @param headers further lines of the request, each ended by CRLF
   */
  public Volley(int port, String path, String headers) {
    this.port = port;
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: users.example\r\n" + headers + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** One connection and what has arrived of its answer. */
  private static final class Line {
    final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    boolean waiting;
  }

  /**
   * What came back.
   *
   * @param good answers 200
   * @param bad all others, and connections that broke
   */
  public record Result(long good, long bad) {}

  /** Sends {@code requests} over {@code connections}. */
  public Result fire(int connections, long requests) throws IOException {
    good = 0;
    bad = 0;
    left = requests;
    List<SocketChannel> open = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, new Line());
        open.add(channel);
        next(key);
      }
      while (good + bad < requests && !selector.keys().isEmpty()) {
        selector.select(this::read);
      }
      return new Result(good, bad + left);
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
  }

  private void next(SelectionKey key) throws IOException {
    Line line = (Line) key.attachment();
    line.in.clear();
    line.waiting = left > 0;
    if (line.waiting) {
      left--;
      ((SocketChannel) key.channel()).write(ByteBuffer.wrap(request));
    }
  }

  private void read(SelectionKey key) {
    Line line = (Line) key.attachment();
    try {
      if (((SocketChannel) key.channel()).read(line.in) < 0) {
        throw new IOException("closed");
      }
      if (whole(line.in)) {
        boolean right = line.in.get(9) == '2' && line.in.get(10) == '0' && line.in.get(11) == '0';
        good += right ? 1 : 0;
        bad += right ? 0 : 1;
        next(key);
      }
    } catch (IOException broken) {
      bad += line.waiting ? 1 : 0;
      key.cancel();
    }
  }

  private static boolean whole(ByteBuffer in) {
    int head = endOfHead(in);
    if (head < 0) {
      return false;
    }
    String text =
        new String(in.array(), 0, head, StandardCharsets.ISO_8859_1)
            .toLowerCase(java.util.Locale.ROOT);
    int at = text.indexOf(LENGTH);
    int end = text.indexOf('\r', at + 2);
    int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + LENGTH.length(), end).strip());
    return in.position() >= head + length;
  }

  private static int endOfHead(ByteBuffer in) {
    for (int i = 0; i + END_OF_HEAD.length <= in.position(); i++) {
      if (in.get(i) == '\r' && in.get(i + 2) == '\r' && in.get(i + 1) == '\n') {
        return i + END_OF_HEAD.length;
      }
    }
    return -1;
  }
}
