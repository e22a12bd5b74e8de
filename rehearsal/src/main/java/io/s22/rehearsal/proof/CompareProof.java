package io.s22.rehearsal.proof;

import static java.util.stream.Collectors.joining;

import io.s22.data.Progress;
import io.s22.data.backup.Backup;
import io.s22.data.compare.Comparison;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.rehearsal.load.Sakila;
import io.s22.rehearsal.load.SampleData;
import io.s22.rehearsal.mariadb.LocalScratch;
import io.s22.rehearsal.mariadb.Logins;
import io.s22.rehearsal.mariadb.MariaDbCluster;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The comparison of all tables: beside pt-table-checksum on the same tables in one run, and with
 * planted faults of one row; and a backup of the same tables, restored and compared.
 */
public final class CompareProof implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int ROUNDS = 5;
  private static final Path PERCONA = Path.of("/usr/bin/pt-table-checksum");

  private final ArtefactStore store;
  private final MariaDbCluster cluster;
  private final LongSupplier nanos;
  private final int rows;
  private final Subject subject;

  /**
   * What is compared.
   *
   * @param database as pt-table-checksum is told
   * @param table the large one
   * @param key its only column
   * @param date a column that faults are planted in
   * @param first key of its generated rows, which follow one another
   */
  private record Subject(String database, String table, String key, String date, int first) {
    static final Subject SAKILA =
        new Subject("sakila", "sakila.rental", "rental_id", "rental_date", Sakila.FIRST_RENTAL);
    static final Subject GENERATED = new Subject("rental", "rental.orders", "id", "created", 1);

    String change() {
      return "UPDATE " + table + " SET " + date + " = '1999-09-09'";
    }

    String delete() {
      return "DELETE FROM " + table;
    }

    @Override
    public String toString() {
      return equals(SAKILA) ? "sakila" : "tables like sakila's, which is not here";
    }
  }

  private CompareProof(ArtefactStore store, Path folder, int rows, LongSupplier nanos) {
    this.store = store;
    this.nanos = nanos;
    this.rows = rows;
    this.subject = Sakila.folder().isPresent() ? Subject.SAKILA : Subject.GENERATED;
    this.cluster =
        MariaDbCluster.start(
            store,
            folder,
            new MariaDbCluster.Shape(
                MariaDbVersion.V10_11_5, 2, new Logins("admin-of-rehearsal", "app")));
  }

  /**
   * Runs everything.
   *
   * @param rows how many more than its own the large table gets
   * @param faults how many to plant, one after the other
   * @param random where they are planted
   */
  public static List<Finding> run(
      ArtefactStore store,
      Path folder,
      int rows,
      int faults,
      RandomGenerator random,
      LongSupplier nanos)
      throws InterruptedException {
    try (CompareProof proof = new CompareProof(store, folder, rows, nanos)) {
      proof.fill();
      List<Finding> findings = new ArrayList<>();
      findings.add(proof.beside());
      findings.add(proof.plant(faults, random));
      findings.add(proof.backup());
      return findings;
    }
  }

  private Server source() {
    return cluster.node("db-1").server();
  }

  private Server copy() {
    return cluster.node("db-2").server();
  }

  private void fill() {
    try (Node primary = Node.open(source(), PATIENCE);
        Node replica = Node.open(copy(), PATIENCE)) {
      Optional<Path> sakila = Sakila.folder();
      if (sakila.isPresent()) {
        String client = MariaDbVersion.V10_11_5.programs(store).client();
        Sakila.create(client, sakila.get(), source(), rows);
      } else {
        SampleData.create(primary, rows);
      }
      replica.awaits(primary.state().binlog(), PATIENCE);
    }
  }

  private Comparison.Report compare() throws InterruptedException {
    return new Comparison(source(), List.of(copy()), Comparison.Options.USUAL, nanos)
        .run(cluster.folder().resolve("compared"));
  }

  private Finding beside() throws InterruptedException {
    String claim = "rows a second at least 3 times those of pt-table-checksum";
    if (!Files.isExecutable(PERCONA)) {
      return new Finding(claim, "not measured: this machine has no percona-toolkit", false);
    }
    nameReplica();
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    compare();
    percona();
    for (int i = 0; i < ROUNDS; i++) {
      Comparison.Report report = compare();
      ours.add(report.rows() / seconds(report.took().toNanos()));
      long began = nanos.getAsLong();
      percona();
      theirs.add(report.rows() / seconds(nanos.getAsLong() - began));
    }
    double ratio = median(ours) / median(theirs);
    return new Finding(
        claim,
        String.format(
            Locale.ROOT,
            "%.0f against %.0f, %.1f times (%s and %d rows more; medians of %d rounds, in turns)",
            median(ours),
            median(theirs),
            ratio,
            subject,
            rows,
            ROUNDS),
        ratio >= 3);
  }

  private static double seconds(long length) {
    return length / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private void nameReplica() {
    try (Node primary = Node.open(source(), PATIENCE)) {
      primary.run("CREATE DATABASE IF NOT EXISTS percona");
      primary.run(
          "CREATE TABLE percona.dsns (id INT AUTO_INCREMENT PRIMARY KEY, parent_id INT,"
              + " dsn VARCHAR(255) NOT NULL)");
      primary.run(
          "INSERT INTO percona.dsns (dsn) VALUES ('h=127.0.0.1,P="
              + copy().address().port()
              + "')");
    }
  }

  private void percona() throws InterruptedException {
    Path options = cluster.folder().resolve("pt.cnf");
    try {
      Files.writeString(
          options,
          "[client]\nuser=" + source().user() + "\npassword=" + source().password() + "\n");
      String at = "h=127.0.0.1,P=" + source().address().port() + ",F=" + options;
      Process process =
          new ProcessBuilder(
                  PERCONA.toString(),
                  "--no-version-check",
                  "--no-check-binlog-format",
                  "--databases=" + subject.database(),
                  "--recursion-method=dsn=" + at + ",D=percona,t=dsns",
                  at)
              .redirectErrorStream(true)
              .redirectOutput(cluster.folder().resolve("pt.log").toFile())
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            "exit code " + code + ": " + Files.readString(cluster.folder().resolve("pt.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("pt-table-checksum did not do its work", e);
    }
  }

  private Finding plant(int faults, RandomGenerator random) throws InterruptedException {
    List<String> missed = new ArrayList<>();
    try (Node replica = Node.open(copy(), PATIENCE)) {
      replica.run("SET SESSION sql_log_bin = 0, foreign_key_checks = 0");
      for (int i = 0; i < faults; i++) {
        int id = subject.first() + random.nextInt(rows);
        boolean change = i % 2 == 0;
        List<String> said = planted(replica, id, change ? subject.change() : subject.delete());
        String how = change ? "has other values on db-2" : "is missing on db-2";
        if (!said.equals(List.of(subject.table() + " row " + id + " " + how))) {
          missed.add(id + " -> " + said);
        }
      }
    }
    return new Finding(
        "a planted fault of one row is found and named, " + faults + " times in " + faults,
        (faults - missed.size())
            + " times ("
            + subject
            + "); missed "
            + missed.stream().limit(3).toList(),
        missed.isEmpty());
  }

  /** The row is kept and put back as it was: a change alone could change more than it says. */
  private List<String> planted(Node replica, int id, String fault) throws InterruptedException {
    replica.run("CREATE OR REPLACE TEMPORARY TABLE mysql.s22_kept AS SELECT *" + where(id));
    if (!replica.text("SELECT COUNT(*) FROM mysql.s22_kept").equals("1")) {
      throw new IllegalStateException("there is no row " + id + " to plant a fault in");
    }
    replica.run(fault + at(id));
    List<String> said = compare().differences().stream().map(Object::toString).toList();
    putBack(replica, id);
    return said;
  }

  /** Column by column after the row: triggers and ON UPDATE have words of their own. */
  private void putBack(Node replica, int id) {
    List<String> columns =
        replica.rows("SHOW COLUMNS FROM " + subject.table()).stream()
            .map(row -> "`" + row.getOrDefault("Field", "") + "`")
            .toList();
    String both = subject.table() + " t, mysql.s22_kept k";
    String key = "k." + subject.key() + " = t." + subject.key();
    replica.run("INSERT IGNORE INTO " + subject.table() + " SELECT * FROM mysql.s22_kept");
    replica.run(
        "UPDATE "
            + both
            + " SET "
            + columns.stream().map(c -> "t." + c + " = k." + c).collect(joining(", "))
            + " WHERE "
            + key);
    String equal = columns.stream().map(c -> "t." + c + " <=> k." + c).collect(joining(" AND "));
    if (!replica.text("SELECT COUNT(*) FROM " + both + " WHERE " + equal).equals("1")) {
      throw new IllegalStateException("row " + id + " could not be put back as it was");
    }
  }

  private String where(int id) {
    return " FROM " + subject.table() + at(id);
  }

  private String at(int id) {
    return " WHERE " + subject.key() + " = " + id;
  }

  private Finding backup() throws InterruptedException {
    long began = nanos.getAsLong();
    Backup.Report report =
        new Backup(
                MariaDbVersion.V10_11_5.programs(store),
                new LocalScratch(store, cluster.folder().resolve("scratch"), source().password()),
                Comparison.Options.USUAL,
                Progress.SILENT,
                nanos)
            .take(source(), cluster.folder().resolve("backup.sql"));
    return new Finding(
        "a backup is restored into an empty server and compared",
        subject
            + ": "
            + report.bytes()
            + " bytes, "
            + report.compared().rows()
            + " rows of "
            + report.compared().tables()
            + " tables the same, in "
            + Math.round(seconds(nanos.getAsLong() - began))
            + " s",
        report.compared().same());
  }

  @Override
  public void close() {
    cluster.close();
  }
}
