package io.s22.store;

import io.s22.testkit.WithPostgres;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithPostgres.class)
class PostgresTakeOverTest extends TakeOverContract {
  private final String url;

  PostgresTakeOverTest(WithPostgres.Shared postgres) {
    url = postgres.fresh();
  }

  @Override
  String place() {
    return url;
  }

  @Override
  Database impatient() {
    return PostgresDatabase.open(
        PostgresAddress.of(Map.of(JdbcRunStore.DATABASE, url)), Duration.ofMillis(100));
  }
}
