package io.s22.rehearsal.load;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The sakila sample database (a film rental shop, in its edition for MariaDB: datacharmer/test_db),
 * with as many more rentals as wanted. Its two files are no part of the product: they are looked
 * for as {@code shared/data/sql} in this folder and those above it.
 */
public final class Sakila {
  /** The number of the first rental that is not sakila's own. */
  public static final int FIRST_RENTAL = 100_001;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int AT_ONCE = 50_000;
  private static final String RENTALS =
      "INSERT INTO sakila.rental SELECT seq, '2010-01-01' + INTERVAL seq SECOND, 1 + seq %% 4581,"
          + " 1 + seq %% 599, IF(seq %% 90 = 0, NULL, '2010-02-01' + INTERVAL seq SECOND),"
          + " 1 + seq %% 2, '2010-03-01' + INTERVAL seq SECOND FROM seq_%d_to_%d";

  private Sakila() {}

  /** The folder of its files, when it is there. */
  public static Optional<Path> folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path sql = at.resolve("shared/data/sql");
      if (Files.isReadable(sql.resolve("sakila-mv-data.sql"))) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  /**
   * Makes it on {@code primary}, and on its replicas with it.
   *
   * @param client the {@code mariadb} program
   * @param sql the folder of its files
   * @param rentals how many more
   */
  public static void create(String client, Path sql, Server primary, int rentals) {
    try (Node node = Node.open(primary, PATIENCE)) {
      node.run("CREATE DATABASE sakila");
      read(client, primary, sql.resolve("sakila-mv-schema.sql"));
      read(client, primary, sql.resolve("sakila-mv-data.sql"));
      // In parts: one huge transaction would hold up every replica.
      for (int from = 0; from < rentals; from += AT_ONCE) {
        int to = Math.min(rentals, from + AT_ONCE);
        node.run("USE sakila; " + RENTALS.formatted(FIRST_RENTAL + from, FIRST_RENTAL + to - 1));
      }
    }
  }

  private static void read(String client, Server into, Path file) {
    try {
      Path said = Files.createTempFile("s22-sakila", ".log");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(words(client, into))
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("MYSQL_PWD", into.password());
        int code = builder.start().waitFor();
        if (code != 0) {
          throw new IOException("exit code " + code + ": " + Files.readString(said));
        }
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read into " + into, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + file, e);
    }
  }

  private static List<String> words(String client, Server into) {
    return List.of(
        client,
        "--no-defaults",
        "--skip-ssl",
        "--default-character-set=utf8mb4",
        "--host=" + into.address().host(),
        "--port=" + into.address().port(),
        "--user=" + into.user(),
        "sakila");
  }
}
