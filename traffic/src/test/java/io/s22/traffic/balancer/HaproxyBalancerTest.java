package io.s22.traffic.balancer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.s22.testkit.Haproxy;
import io.s22.traffic.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
      %5$s
        default_backend api
      backend api
        server one 127.0.0.1:%3$d
        server two 127.0.0.1:%4$d
      """;

  private final Backend one = new Backend("one");
  private final Backend two = new Backend("two");
  @TempDir private Path folder = Path.of("");
  private @Nullable Haproxy haproxy;

  @BeforeEach
  void start() throws IOException {
    Optional<Path> program = Haproxy.program();
    assumeTrue(program.isPresent(), "SKIPPED: no haproxy on this machine");
    Files.createFile(folder.resolve("gates.map"));
    haproxy = Haproxy.start(program.get(), folder, this::configuration);
  }

  private String configuration(int port) {
    return CONFIGURATION.formatted(
        folder, port, one.port(), two.port(), HaproxyBalancer.configuration(folder + "/gates.map"));
  }

  @AfterEach
  void stop() {
    if (haproxy != null) {
      haproxy.close();
    }
    one.close();
    two.close();
  }

  @Override
  Balancer balancer() {
    return new HaproxyBalancer(
        folder.resolve("s"), folder.resolve("gates.map").toString(), System::currentTimeMillis);
  }

  @Override
  int port() {
    return Objects.requireNonNull(haproxy).port();
  }
}
