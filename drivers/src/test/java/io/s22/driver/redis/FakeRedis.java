package io.s22.driver.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Redis server that knows PING and INFO, and whose version stands in a file. */
final class FakeRedis implements AutoCloseable {
  private final ServerSocket door;
  private final String replication;
  private final Path version;

  /**
   * @param replication its section of INFO
   * @param version the file
   */
  FakeRedis(String replication, Path version) {
    this.replication = replication;
    this.version = version;
    try {
      door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      for (List<String> words = read(in); !words.isEmpty(); words = read(in)) {
        out.write(answer(words).getBytes(UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // The client went away.
      Thread.onSpinWait();
    }
  }

  /** An array of bulk strings; empty at the end. */
  private static List<String> read(InputStream in) throws IOException {
    List<String> words = new ArrayList<>();
    String head = line(in);
    int count = head.isEmpty() ? 0 : Integer.parseInt(head.substring(1));
    for (int i = 0; i < count; i++) {
      int length = Integer.parseInt(line(in).substring(1));
      words.add(new String(in.readNBytes(length), UTF_8));
      line(in);
    }
    return words;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private String answer(List<String> words) throws IOException {
    return switch (words.getFirst().toUpperCase(Locale.ROOT)) {
      case "PING" -> "+PONG\r\n";
      case "INFO" -> bulk(words.contains("server") ? server() : replication);
      default -> "+OK\r\n";
    };
  }

  private String server() throws IOException {
    return "redis_version:" + Files.readString(version).strip() + "\r\n";
  }

  private static String bulk(String text) {
    return "$" + text.length() + "\r\n" + text + "\r\n";
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
