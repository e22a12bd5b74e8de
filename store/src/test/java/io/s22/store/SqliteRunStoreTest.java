package io.s22.store;

import io.s22.run.Lease;
import io.s22.run.RunStore;
import io.s22.testkit.RunStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunStoreTest extends RunStoreContract {
  @TempDir private Path folder;
  private JdbcRunStore store;

  @BeforeEach
  void open() {
    store = JdbcRunStore.sqlite(folder);
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
}
