package io.s22.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Entry;
import io.s22.run.Lease;
import io.s22.run.RunStore;
import io.s22.testkit.RunStoreContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store in a database does; subclassed per database. */
abstract class JdbcRunStoreContract extends RunStoreContract {
  private JdbcRunStore store;

  /** Opens the test's store. */
  abstract JdbcRunStore openStore();

  @BeforeEach
  void open() {
    store = openStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected Lease take(String run, String node) {
    return Leases.take(store, run, node);
  }

  @Test
  void oneEntryIsFoundByItsNumberOrItsType() {
    store.open("r1", Runs.START, "ann", Runs.opened());
    Lease lease = take("r1", "a");
    // a text that looks like a type must not be taken for one
    lease.journal().append(Runs.note("a", "first"), List.of());
    lease.journal().append(Runs.note("a", "\"type\":\"taken-over\""), List.of());
    store.open("r2", Runs.START, "ann", Runs.opened());

    assertThat(store.entry("r1", 2)).map(Entry::seq).contains(2L);
    assertThat(store.entry("r1", 4)).isEmpty();
    assertThat(store.entry("none", 1)).isEmpty();
    assertThat(store.newest("r1", "noted")).map(Entry::seq).contains(3L);
    assertThat(store.newest("r1", "taken-over")).isEmpty();
    assertThat(store.newest("r1", "run-opened")).map(Entry::seq).contains(1L);
    assertThat(store.newest("r2", "noted")).isEmpty();
  }

  @Test
  void aTenantFindsHisOwnRunsAlone() {
    JdbcRunStore ours = store.of("ours");
    store
        .tables()
        .write(session ->
            session.update(
                "insert into tenants (tenant, title, created) values (?, ?, ?)",
                "ours",
                "Ours",
                1));
    store.open("r1", Runs.START, "ann", Runs.opened());
    ours.open("ours.r1", Runs.START, "bob", Runs.opened());
    ours.post("ours.r1", Runs.pause("mine"));

    assertThat(ours.runs()).containsExactly("ours.r1");
    assertThat(ours.head("r1")).isEmpty();
    assertThat(store.of("theirs").inbox("ours.r1")).isEmpty();
    assertThat(store.runs()).containsExactly("ours.r1", "r1");
    assertThat(ours.turns()).containsOnlyKeys("ours.r1");
  }
}
