package io.s22.tell.outbox;

import io.s22.testkit.WithPostgres;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithPostgres.class)
final class PostgresKilledTest extends KilledTest {
  private final String url;

  PostgresKilledTest(WithPostgres.Shared postgres) {
    url = postgres.fresh();
  }

  @Override
  String place() {
    return url;
  }
}
