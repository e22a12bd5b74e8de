package io.s22.tell.outbox;

import io.s22.testkit.WithPostgres;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

@EnabledIfSystemProperty(
    named = "s22.postgres",
    matches = "whole",
    disabledReason = "-Ds22.postgres=whole runs it: half a minute, for what SQLite shows, too")
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
