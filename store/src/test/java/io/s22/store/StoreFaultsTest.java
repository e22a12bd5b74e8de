package io.s22.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import io.s22.run.Lease;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFaultsTest {
  @TempDir private Path folder;

  private static void assertFails(ThrowingCallable call, String code, String culprit) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S22Exception.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(culprit);
              assertThat(e.mend()).isNotBlank();
            });
  }

  private static void sql(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Path file() {
    return folder.resolve("s22.db");
  }

  @Test
  void theFolderIsHomeUnlessSet() {
    assertThat(StoreFolder.of(Map.of(), Path.of("/home/ann"))).isEqualTo(Path.of("/home/ann/.s22"));
    assertThat(StoreFolder.of(Map.of("S22_HOME", " "), Path.of("/h")))
        .isEqualTo(Path.of("/h/.s22"));
    assertThat(StoreFolder.of(Map.of("S22_HOME", "/srv/s22"), Path.of("/h")))
        .isEqualTo(Path.of("/srv/s22"));
  }

  @Test
  void folderAndFilesAreForTheirOwnerAlone() throws IOException {
    Path home = folder.resolve("a/b");
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      store.open("r1", Runs.START, "ann", Runs.opened());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
          .isEqualTo("rwx------");
      try (var files = Files.list(home)) {
        assertThat(files)
            .hasSize(3)
            .allSatisfy(each ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void aFolderEverybodyMayWriteToIsRefused() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertFails(() -> JdbcRunStore.sqlite(folder), "S22-3107", folder.toString());
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("x"), "not a folder");

    assertFails(() -> JdbcRunStore.sqlite(inTheWay), "S22-3107", inTheWay.toString());
    assertFails(() -> JdbcRunStore.sqlite(inTheWay.resolve("y")), "S22-3107", inTheWay.toString());
  }

  @Test
  void aFolderInPlaceOfTheFileIsNamed() throws IOException {
    Files.createDirectory(file());

    assertFails(() -> JdbcRunStore.sqlite(folder), "S22-3107", file().toString());
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
    Files.writeString(file(), "Dear diary, ".repeat(500));

    assertFails(() -> JdbcRunStore.sqlite(folder), "S22-3102", file().toString());
    assertThat(file()).hasContent("Dear diary, ".repeat(500));
  }

  @Test
  void aDatabaseOfAnotherProgramIsRefused() throws SQLException {
    sql(file(), "create table songs (name text)");

    assertFails(() -> JdbcRunStore.sqlite(folder), "S22-3102", "another program");
  }

  @Test
  void aStoreOfANewerLayoutIsRefused() throws SQLException {
    JdbcRunStore.sqlite(folder).close();
    sql(file(), "pragma user_version = 99");

    assertFails(() -> JdbcRunStore.sqlite(folder), "S22-3104", "layout 99");
  }

  /**
   * Once in some 150 times, two that turn the new file to a write-ahead log meet: so ten rounds.
   */
  @RepeatedTest(10)
  void severalProcessesMayMakeTheStoreAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<JdbcRunStore> open = () -> JdbcRunStore.sqlite(folder);
      var opened = threads.invokeAll(Collections.nCopies(8, open));
      for (var each : opened) {
        try (JdbcRunStore store = each.get()) {
          assertThat(store.runs()).isEmpty();
        }
      }
    }
  }

  @Test
  void aStoreThatMayNotBeWrittenSaysSo() {
    try (JdbcRunStore store = JdbcRunStore.sqlite(folder)) {
      store.database().writeOne(session -> session.update("pragma query_only = true"));

      assertFails(
          () -> store.open("r1", Runs.START, "ann", Runs.opened()), "S22-3103", file().toString());
    }
  }

  @Test
  void aStoreLockedByAnotherProgramSaysSoAndWorksAfterwards() throws SQLException {
    try (SqliteDatabase database =
            SqliteDatabase.open(StoreFolder.prepare(folder), Duration.ofMillis(50));
        JdbcRunStore store = new JdbcRunStore(database)) {
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = other.createStatement()) {
        statement.execute("begin immediate");
        assertFails(
            () -> store.open("r1", Runs.START, "ann", Runs.opened()),
            "S22-3105",
            file().toString());
        assertThat(store.runs()).isEmpty();
        statement.execute("rollback");
      }
      store.open("r1", Runs.START, "ann", Runs.opened());
      assertThat(store.runs()).containsExactly("r1");
    }
  }

  @Test
  void aFullDiskLeavesNothingHalfWrittenAndRoomMakesItGoOn() {
    try (JdbcRunStore store = JdbcRunStore.sqlite(folder)) {
      store.open("r1", Runs.START, "ann", Runs.opened());
      Lease lease = Leases.take(store, "r1", "n1");
      Limit limit = new Limit(store);
      limit.set();

      assertFails(
          () ->
              lease
                  .journal()
                  .append(
                      List.of(
                          Runs.note("n", "small").getFirst(),
                          Runs.note("n", "x".repeat(100_000)).getFirst()),
                      List.of()),
          "S22-3101",
          file().toString());
      assertThat(Runs.entries(store, "r1")).hasSize(1);
      assertThat(lease.held()).isTrue();

      limit.lift();
      lease.journal().append(Runs.note("n", "x".repeat(100_000)), List.of());
      assertThat(Runs.verdict(store, "r1").orThrow().entries()).isEqualTo(2);
    }
  }

  @Test
  void aDamagedFileIsNoticed() throws IOException {
    try (JdbcRunStore store = JdbcRunStore.sqlite(folder)) {
      store.open("r1", Runs.START, "ann", Runs.opened());
      Lease lease = Leases.take(store, "r1", "n1");
      for (int i = 0; i < 200; i++) {
        lease.journal().append(Runs.note("n", "x".repeat(1_000)), List.of());
      }
    }
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      raw.seek(40 * 4096L); // among the entries: before them lies the layout
      raw.write(new byte[20 * 4096]);
    }
    try (JdbcRunStore store = JdbcRunStore.sqlite(folder)) {
      assertFails(() -> Runs.entries(store, "r1"), "S22-3106", file().toString());
    }
  }

  @Test
  void anEntryChangedBehindItsBackIsFoundByItsHash() throws SQLException {
    try (JdbcRunStore store = JdbcRunStore.sqlite(folder)) {
      store.open("r1", Runs.START, "ann", Runs.opened());
      Leases.take(store, "r1", "n1").journal().append(Runs.note("n", "paid 10"), List.of());
      sql(file(), "update entries set entry = replace(entry, 'paid 10', 'paid 99')");

      assertThatThrownBy(() -> Runs.verdict(store, "r1").orThrow())
          .hasMessageContaining("line 2")
          .extracting("code")
          .isEqualTo("S22-3004");
    }
  }
}
