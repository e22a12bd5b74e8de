package io.s22.store;

import io.s22.testkit.WithPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithPostgres.class)
class PostgresRunHostTest extends RunHostContract {
  private final String url;

  PostgresRunHostTest(WithPostgres.Shared postgres) {
    url = postgres.fresh();
  }

  @Override
  JdbcRunStore openStore() {
    return JdbcRunStore.open(Path.of("unused"), Map.of(JdbcRunStore.DATABASE, url));
  }
}
