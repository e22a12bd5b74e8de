package io.s22.driver.balance;

import io.s22.run.Driver;
import io.s22.testkit.Haproxy;
import io.s22.traffic.balancer.HaproxyBalancer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The machine's haproxy; in front of its runtime socket stands one that counts. */
final class HaproxyRig extends BalanceRig {
  private static final String CONFIGURATION =
      """
      global
        stats socket %1$s/real mode 600 level admin
      defaults
        mode http
        timeout connect 1s
        timeout client 30s
        timeout server 30s
      frontend users
        bind 127.0.0.1:%2$d
      %5$s
        default_backend api
      backend api
        server a 127.0.0.1:%3$d
        server b 127.0.0.1:%4$d
      """;

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Path folder;
  private final Haproxy haproxy;
  private final ServerSocketChannel doorstep;

  HaproxyRig(Path program, Path home) {
    try {
      // A path of a Unix socket holds 107 bytes at most.
      folder = Files.createTempDirectory("s22-haproxy");
      Files.createFile(folder.resolve("gates.map"));
      haproxy = Haproxy.start(program, folder, this::configuration);
      doorstep = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      doorstep.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
      Thread.ofPlatform().daemon().name("doorstep of " + home).start(this::serve);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String configuration(int port) {
    return CONFIGURATION.formatted(
        folder, port, servers.port("a"), servers.port("b"), HaproxyBalancer.configuration(map()));
  }

  private String map() {
    return folder.resolve("gates.map").toString();
  }

  private void serve() {
    while (doorstep.isOpen()) {
      try (SocketChannel caller = doorstep.accept();
          SocketChannel real =
              SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("real")))) {
        ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
        caller.read(chunk);
        asked.add(StandardCharsets.UTF_8.decode(chunk.flip()).toString());
        real.write(chunk.rewind());
        while (real.read(chunk.clear()) >= 0) {
          caller.write(chunk.flip());
        }
      } catch (AsynchronousCloseException closed) {
        return;
      } catch (IOException e) {
        asked.add("broken: " + e);
      }
    }
  }

  @Override
  public Driver open() {
    return BalanceDriver.haproxy(System::nanoTime);
  }

  @Override
  Map<String, Object> reach() {
    return Map.of("socket", folder.resolve("s").toString(), "map", map());
  }

  @Override
  Map<String, Object> elsewhere(Map<String, Object> with) {
    return BalanceContract.with(with, "socket", folder.resolve("nobody").toString());
  }

  @Override
  void alone(String server, boolean takes) throws IOException {
    HaproxyBalancer balancer =
        new HaproxyBalancer(folder.resolve("real"), map(), System::currentTimeMillis);
    if (takes) {
      balancer.undrain("api", server);
    } else {
      balancer.drain("api", server, 1);
    }
  }

  @Override
  int port() {
    return haproxy.port();
  }

  @Override
  public int count(String step) {
    return (int) asked.stream().filter(call -> call.contains("/" + step + " state drain")).count();
  }

  @Override
  public void close() {
    try {
      doorstep.close();
      haproxy.close();
      servers.close();
      for (String name : new String[] {"s", "real", "gates.map", "haproxy.cfg", "haproxy.log"}) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
