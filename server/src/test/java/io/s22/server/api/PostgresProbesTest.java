package io.s22.server.api;

import io.s22.server.Running;
import io.s22.testkit.WithPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** A longer proof: what a probe meets before any statement is the same, and that is most of it. */
@EnabledIfSystemProperty(named = "s22.postgres", matches = "whole")
@ExtendWith(WithPostgres.class)
final class PostgresProbesTest extends ProbesTest {
  private final String url;

  PostgresProbesTest(WithPostgres.Shared postgres) {
    url = postgres.fresh();
  }

  @Override
  Running running(Path home) {
    return new Running(home, "database", url);
  }

  /** Waits for the server's patience to end, and no statement is made: once is enough. */
  @Override
  void who_sends_slowly_is_let_go_while_others_are_served() {
    // Not a test here.
  }
}
