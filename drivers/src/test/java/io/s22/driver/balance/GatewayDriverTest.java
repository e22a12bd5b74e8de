package io.s22.driver.balance;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against the gateway in a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GatewayDriverTest extends BalanceContract {
  private @Nullable GatewayServer gateway;

  @BeforeAll
  void start(@TempDir Path folder) {
    gateway = new GatewayServer(folder);
  }

  @AfterAll
  void stop() {
    Objects.requireNonNull(gateway).close();
  }

  @Override
  BalanceRig balanceRig(Path folder) {
    return new GatewayRig(Objects.requireNonNull(gateway));
  }
}
