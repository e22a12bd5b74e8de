package io.s22.store;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class SqliteTakeOverTest extends TakeOverContract {
  @TempDir private Path folder;

  @Override
  String place() {
    return folder.toString();
  }

  @Override
  Database impatient() {
    return SqliteDatabase.open(StoreFolder.prepare(folder), Duration.ofMillis(100));
  }
}
