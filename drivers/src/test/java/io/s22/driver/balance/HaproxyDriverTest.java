package io.s22.driver.balance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.s22.testkit.Haproxy;
import java.nio.file.Path;

/** Against the machine's own haproxy. */
final class HaproxyDriverTest extends BalanceContract {
  @Override
  BalanceRig balanceRig(Path folder) {
    assumeTrue(Haproxy.program().isPresent(), "SKIPPED: no haproxy on this machine");
    return new HaproxyRig(Haproxy.program().orElseThrow(), folder);
  }
}
