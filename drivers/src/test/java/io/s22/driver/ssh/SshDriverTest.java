package io.s22.driver.ssh;

import static java.util.Objects.requireNonNull;

import io.s22.driver.command.CommandContract;
import io.s22.driver.command.CommandRig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SshDriverTest extends CommandContract {
  static final String SERVER = "s22.test.sshd";

  private @Nullable SshServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = SshServer.start(folder);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected CommandRig rig(Path home) {
    String elsewhere = System.getProperty(SERVER);
    return new SshRig(
        home, elsewhere == null ? requireNonNull(server) : SshServer.at(Path.of(elsewhere)));
  }
}
