package io.s22.traffic.balancer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.s22.traffic.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Against a real haproxy of this machine. */
final class HaproxyBalancerTest extends BalancerContract {
  private static final String CONFIGURATION =
      """
      global
        stats socket %1$s/s mode 600 level admin
      defaults
        mode http
        timeout connect 1s
        timeout client 10s
        timeout server 10s
      frontend users
        bind 127.0.0.1:%2$d
        http-request return status 503 if { path,map_beg(%1$s/gates.map) -m found }
        default_backend api
      backend api
        server one 127.0.0.1:%3$d
        server two 127.0.0.1:%4$d
      """;

  private final Backend one = new Backend("one");
  private final Backend two = new Backend("two");
  private final int port = freePort();
  @TempDir private Path folder;
  private Process haproxy;

  @BeforeEach
  void start() throws IOException {
    List<Path> places = List.of(Path.of("/usr/sbin/haproxy"), Path.of("/usr/local/sbin/haproxy"));
    Path program = places.stream().filter(Files::isExecutable).findFirst().orElse(null);
    assumeTrue(program != null, "SKIPPED: no haproxy on this machine");
    Files.createFile(folder.resolve("gates.map"));
    Path configuration = folder.resolve("haproxy.cfg");
    Files.writeString(configuration, CONFIGURATION.formatted(folder, port, one.port(), two.port()));
    haproxy =
        new ProcessBuilder(program.toString(), "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    while (!listens() && haproxy.isAlive()) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private boolean listens() {
    try (Socket users = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return users.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @AfterEach
  void stop() {
    if (haproxy != null) {
      haproxy.destroyForcibly();
    }
    one.close();
    two.close();
  }

  @Override
  Balancer balancer() {
    return new HaproxyBalancer(folder.resolve("s"), folder.resolve("gates.map").toString());
  }

  @Override
  int port() {
    return port;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
