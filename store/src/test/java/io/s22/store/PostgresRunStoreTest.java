package io.s22.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import io.s22.testkit.Postgres;
import io.s22.testkit.WithPostgres;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithPostgres.class)
class PostgresRunStoreTest extends JdbcRunStoreContract {
  private final String url;

  PostgresRunStoreTest(WithPostgres.Shared postgres) {
    url = postgres.fresh();
  }

  @Override
  JdbcRunStore openStore() {
    return open(url);
  }

  private static JdbcRunStore open(String url) {
    return JdbcRunStore.open(Path.of("unused"), Map.of(JdbcRunStore.DATABASE, url));
  }

  @Test
  void severalNodesMayMakeTheSchemaAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(6)) {
      Callable<JdbcRunStore> open = () -> open(url.replaceAll("=t", "=made_"));
      for (var each : threads.invokeAll(Collections.nCopies(6, open))) {
        try (JdbcRunStore store = each.get()) {
          assertThat(store.runs()).isEmpty();
        }
      }
    }
  }

  @Test
  void aSchemaOfANewerLayoutIsRefused() {
    try (JdbcRunStore store = openStore()) {
      store.tables().write(session -> session.update("insert into layout (number) values (99)"));
    }

    assertThatThrownBy(this::openStore)
        .isInstanceOfSatisfying(
            S22Exception.class,
            e -> {
              assertThat(e.code()).isEqualTo("S22-3104");
              assertThat(e).hasMessageContaining("layout 99");
            });
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedWithoutItsPassword() {
    assertThatThrownBy(() -> open("postgresql://ann:hush%20hush@127.0.0.1:1/plans"))
        .isInstanceOfSatisfying(
            S22Exception.class,
            e -> {
              assertThat(e.code()).isEqualTo("S22-3107");
              assertThat(e).hasMessageContaining("postgresql://127.0.0.1:1/plans");
              assertThat(e.toString() + e.mend()).doesNotContain("hush");
            });
  }

  @Test
  void aDatabaseKilledAndStartedAgainHasEverythingAndTheStoreGoesOn() {
    try (Postgres own = Postgres.start(Postgres.programs().orElseThrow());
        JdbcRunStore store = open(own.url("s22"))) {
      store.open("r1", Runs.START, "ann", Runs.opened());
      own.kill();

      assertThatThrownBy(store::runs)
          .isInstanceOfSatisfying(
              S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-3107"));

      own.startAgain();
      assertThat(store.runs()).containsExactly("r1");
      Leases.take(store, "r1", "n1").journal().append(Runs.note("n1", "on"), java.util.List.of());
      assertThat(Runs.verdict(store, "r1").orThrow().entries()).isEqualTo(2);
    }
  }
}
