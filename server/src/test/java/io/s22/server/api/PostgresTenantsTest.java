package io.s22.server.api;

import io.s22.server.Running;
import io.s22.testkit.WithPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithPostgres.class)
final class PostgresTenantsTest extends TenantsTest {
  private final String url;

  PostgresTenantsTest(WithPostgres.Shared postgres) {
    url = postgres.fresh();
  }

  @Override
  Running running(Path home) {
    return new Running(home, "database", url);
  }
}
