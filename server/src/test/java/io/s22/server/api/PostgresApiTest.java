package io.s22.server.api;

import io.s22.server.Running;
import io.s22.testkit.WithPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithPostgres.class)
final class PostgresApiTest extends ApiTest {
  private final String url;

  PostgresApiTest(WithPostgres.Shared postgres) {
    url = postgres.fresh();
  }

  @Override
  Running running(Path home) {
    return new Running(home, "database", url);
  }
}
