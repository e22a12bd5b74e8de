package io.s22.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunStoreTest extends JdbcRunStoreContract {
  @TempDir private Path folder;

  @Override
  JdbcRunStore openStore() {
    return JdbcRunStore.sqlite(folder);
  }
}
