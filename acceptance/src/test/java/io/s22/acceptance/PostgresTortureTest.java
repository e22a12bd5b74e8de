package io.s22.acceptance;

import io.s22.cli.proof.Torture;
import io.s22.store.JdbcRunStore;
import io.s22.testkit.WithPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link TortureTest} with the journals in PostgreSQL. A longer proof: every build holds the store
 * in PostgreSQL to the same contract, and its take-overs.
 */
@EnabledIfSystemProperty(named = "s22.postgres", matches = "whole")
@ExtendWith(WithPostgres.class)
final class PostgresTortureTest {
  @TempDir private Path folder;

  @Test
  void killed_around_its_first_writes_and_at_random_nothing_is_lost_or_done_twice(
      WithPostgres.Shared postgres) throws Exception {
    TortureTest.prove(
        new Torture(
            folder, System.out::println, round -> Map.of(JdbcRunStore.DATABASE, postgres.fresh())),
        2,
        4);
  }
}
