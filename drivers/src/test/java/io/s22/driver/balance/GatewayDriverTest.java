package io.s22.driver.balance;

import java.nio.file.Path;

/** Against the gateway in a process of its own. */
final class GatewayDriverTest extends BalanceContract {
  @Override
  BalanceRig balanceRig(Path folder) {
    return new GatewayRig(folder);
  }
}
