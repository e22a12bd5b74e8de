package io.s22.rehearsal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.compare.Comparison;
import io.s22.data.compare.Difference;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.rehearsal.load.SampleData;
import io.s22.rehearsal.mariadb.Logins;
import io.s22.rehearsal.mariadb.MariaDbCluster;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ORDERS = 100_000;

  private Path folder;
  private MariaDbCluster cluster;
  private Node primary;
  private Node replica;

  @BeforeAll
  void start(@TempDir Path shared) {
    folder = shared;
    cluster =
        MariaDbCluster.start(
            ArtefactStore.ofThisUser(),
            folder.resolve("cluster"),
            new MariaDbCluster.Shape(MariaDbVersion.V10_11_5, 2, new Logins("admin", "app")));
    primary = Node.open(cluster.node("db-1").server(), PATIENCE);
    replica = Node.open(cluster.node("db-2").server(), PATIENCE);
    SampleData.create(primary, ORDERS);
    assertThat(replica.awaits(primary.state().binlog(), PATIENCE)).isTrue();
  }

  @AfterAll
  void stop() {
    primary.close();
    replica.close();
    cluster.close();
  }

  private Comparison.Report compare() throws InterruptedException {
    return comparison().run(folder.resolve("bookmark"));
  }

  private Comparison comparison() {
    return comparison(System::nanoTime);
  }

  private Comparison comparison(LongSupplier nanos) {
    Server source = cluster.node("db-1").server();
    return new Comparison(
        source,
        List.of(cluster.node("db-2").server()),
        new Comparison.Options(Duration.ofMillis(50), Duration.ofSeconds(1), PATIENCE),
        nanos);
  }

  @Test
  void trueCopiesAreFoundTheSameWhileAllRowsAreRead() throws InterruptedException {
    Comparison.Report report = compare();
    assertThat(report.differences()).isEmpty();
    assertThat(report.tables()).isEqualTo(8);
    assertThat(report.rows())
        .isEqualTo(200 + 1000 + count("film_actor") + 603 + 16044 + 109 + 2000 + ORDERS);
    assertThat(folder.resolve("bookmark")).doesNotExist();
  }

  private long count(String table) {
    return Long.parseLong(primary.text("SELECT COUNT(*) FROM rental." + table));
  }

  /** Changes the replica behind everybody's back, compares, and changes it back. */
  private List<Difference> planted(String fault, String mend) throws InterruptedException {
    replica.run("SET SESSION sql_log_bin = 0");
    replica.run(fault);
    try {
      return compare().differences();
    } finally {
      replica.run(mend);
    }
  }

  @Test
  void oneChangedRowIsFoundAndNamed() throws InterruptedException {
    assertThat(
            planted(
                "UPDATE rental.orders SET amount = amount + 0.01 WHERE id = 31234",
                "UPDATE rental.orders SET amount = amount - 0.01 WHERE id = 31234"))
        .extracting(Difference::toString)
        .containsExactly("rental.orders row 31234 has other values on db-2");
  }

  @Test
  void aRowWithAKeyOfTwoColumnsIsNamedByBoth() throws InterruptedException {
    assertThat(
            planted(
                "DELETE FROM rental.film_actor WHERE actor_id = 8 AND film_id = 50",
                "INSERT INTO rental.film_actor VALUES (8, 50)"))
        .extracting(Difference::toString)
        .containsExactly("rental.film_actor row 8, 50 is missing on db-2");
  }

  @Test
  void aRowBeyondTheLastOneIsFound() throws InterruptedException {
    assertThat(
            planted(
                "INSERT INTO rental.country VALUES ('zzz', 'Nowhere')",
                "DELETE FROM rental.country WHERE code = 'zzz'"))
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.EXTRA);
  }

  @Test
  void nullInPlaceOfAnEmptyTextIsFound() throws InterruptedException {
    primary.run("UPDATE rental.film SET description = '' WHERE film_id = 20");
    assertThat(replica.awaits(primary.state().binlog(), PATIENCE)).isTrue();
    assertThat(
            planted(
                "UPDATE rental.film SET description = NULL WHERE film_id = 20",
                "UPDATE rental.film SET description = '' WHERE film_id = 20"))
        .hasSize(1);
  }

  @Test
  void valuesSwappedBetweenTwoRowsAreFound() throws InterruptedException {
    String swap =
        "UPDATE rental.actor SET first_name = IF(actor_id = 110, 'First111', 'First110')"
            + " WHERE actor_id IN (110, 111)";
    String back =
        "UPDATE rental.actor SET first_name = CONCAT('First', actor_id)"
            + " WHERE actor_id IN (110, 111)";
    assertThat(planted(swap, back)).hasSize(2);
  }

  @Test
  void aTableWithoutAKeyIsComparedAsAWhole() throws InterruptedException {
    assertThat(
            planted(
                "UPDATE rental.visit SET what = 'x' WHERE at = '2024-01-01 00:00:09'",
                "UPDATE rental.visit SET what = 9 WHERE at = '2024-01-01 00:00:09'"))
        .extracting(Difference::toString)
        .containsExactly("rental.visit has other rows on db-2");
  }

  @Test
  void aMissingColumnIsNamedAndTheRestIsComparedAllTheSame() throws InterruptedException {
    assertThat(
            planted(
                "ALTER TABLE rental.address ADD COLUMN more INT",
                "ALTER TABLE rental.address DROP COLUMN more"))
        .extracting(Difference::toString)
        .containsExactly("rental.address has other columns on db-2");
  }

  @Test
  void aTableThatChangesMeanwhileIsNotMisreported() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer = Thread.ofVirtual().start(() -> changeUntil(stop));
    try {
      for (int i = 0; i < 5; i++) {
        assertThat(compare().differences()).isEmpty();
      }
    } finally {
      stop.set(true);
      writer.join();
    }
  }

  private void changeUntil(AtomicBoolean stop) {
    try (Node writing = Node.open(cluster.node("db-1").server(), PATIENCE)) {
      for (int i = 1; !stop.get(); i++) {
        int id = 1 + (i * 7919) % ORDERS;
        writing.run("UPDATE rental.orders SET note = 'changed " + i + "' WHERE id = " + id);
        writing.run("UPDATE rental.film SET length = " + i % 100 + " WHERE film_id = " + i % 1000);
      }
    }
  }

  @Test
  void cutOffInTheMiddleItGoesOnWhereItWas() throws Exception {
    Path bookmark = folder.resolve("bookmark");
    Thread first = Thread.ofPlatform().start(() -> compareUntilCutOff(bookmark));
    first.join();
    assertThat(bookmark).isNotEmptyFile();
    // The last line may have been cut in the middle as well.
    Files.writeString(bookmark, "range\trental.or", java.nio.file.StandardOpenOption.APPEND);
    Comparison.Report report = compare();
    assertThat(report.resumed()).isPositive();
    assertThat(report.rows()).isGreaterThan(ORDERS);
    assertThat(report.same()).isTrue();
  }

  /** The comparison asks the time between ranges: there it is cut off, some ranges on its way. */
  private void compareUntilCutOff(Path bookmark) {
    try {
      comparison(() -> timeUntil(bookmark)).run(bookmark);
    } catch (InterruptedException | RuntimeException cutOff) {
      assertThat(bookmark).exists();
    }
  }

  private static long timeUntil(Path bookmark) {
    try {
      if (Files.exists(bookmark) && Files.readString(bookmark).contains("\trental.orders\t")) {
        Thread.currentThread().interrupt();
      }
      return System.nanoTime();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void whileACopyDoesNotApplyTheComparisonWaits() throws InterruptedException {
    replica.run("STOP SLAVE SQL_THREAD");
    Thread later = Thread.ofVirtual().start(this::startApplyingSoon);
    Comparison.Report report = compare();
    later.join();
    assertThat(report.waited()).isPositive();
    assertThat(report.same()).isTrue();
  }

  private void startApplyingSoon() {
    java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
    try (Node node = Node.open(cluster.node("db-2").server(), PATIENCE)) {
      node.run("START SLAVE SQL_THREAD");
    }
  }
}
