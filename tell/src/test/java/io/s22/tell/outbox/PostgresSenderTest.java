package io.s22.tell.outbox;

import io.s22.testkit.WithPostgres;
import java.time.Instant;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

@EnabledIfSystemProperty(
    named = "s22.postgres",
    matches = "whole",
    disabledReason = "-Ds22.postgres=whole runs it: half a minute, for what SQLite shows, too")
@ExtendWith(WithPostgres.class)
final class PostgresSenderTest extends SenderTest {
  private final String url;

  PostgresSenderTest(WithPostgres.Shared postgres) {
    url = postgres.fresh();
  }

  @Override
  Desk desk(Instant now) {
    return new Desk(() -> PostgresBook.at(url), now);
  }
}
