package io.s22.traffic.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runtime socket that resets connections: who closes one with words unread resets it. */
@Timeout(20)
final class HaproxyResetTest {
  private static final String RESET = "";

  @TempDir Path folder;

  @Test
  void a_command_whose_connection_was_reset_is_asked_again() throws Exception {
    assertThat(standingAfter(2)).isEqualTo(Balancer.Standing.OPEN);
  }

  @Test
  void a_socket_that_resets_every_connection_is_an_error() {
    assertThatThrownBy(() -> standingAfter(3)).isInstanceOf(SocketException.class);
  }

  @Test
  void a_route_whose_opening_was_carried_out_but_not_answered_is_open() throws Exception {
    Path socket = folder.resolve("haproxy.sock");
    List<String> answers = List.of("0x1 /api closed:0:9:\n", RESET, "Key not found.\n\n");
    try (ExecutorService threads = Executors.newSingleThreadExecutor();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Future<?> serving = threads.submit(() -> script(server, answers));
      new HaproxyBalancer(socket, "gates.map", () -> 0).open("/api");
      serving.get();
    }
  }

  private static @Nullable Void script(ServerSocketChannel server, List<String> answers)
      throws IOException {
    for (String answer : answers) {
      try (SocketChannel connection = server.accept()) {
        ByteBuffer in = ByteBuffer.allocate(1024);
        connection.read(answer.equals(RESET) ? in.limit(1) : in);
        connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
      }
    }
    return null;
  }

  private Balancer.Standing standingAfter(int resets) throws IOException {
    Path socket = folder.resolve("haproxy.sock");
    // Closed in the other order: the thread ends when the server does.
    try (ExecutorService threads = Executors.newSingleThreadExecutor();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      threads.submit(() -> serve(server, resets));
      return new HaproxyBalancer(socket, "gates.map", () -> 0).standing("/api");
    }
  }

  private static void serve(ServerSocketChannel server, int resets) {
    ByteBuffer in = ByteBuffer.allocate(1024);
    try {
      for (int asked = 1; ; asked++) {
        try (SocketChannel connection = server.accept()) {
          in.clear().limit(1);
          connection.read(in);
          if (asked > resets) {
            connection.read(in.clear());
            connection.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
          }
        }
      }
    } catch (IOException closed) {
      assertThat(server.isOpen()).isFalse();
    }
  }
}
