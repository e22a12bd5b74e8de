package io.s22.driver.mariadb;

import io.s22.data.backup.DumpTool;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code mariadb-dump} and {@code mariadb} as they lie on this machine.
 *
 * @param dump {@code mariadb-dump}, not newer than the server it reads: what a newer one writes an
 *     older server may not understand
 * @param client {@code mariadb}
 */
public record MariaDbPrograms(String dump, String client) implements DumpTool {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DATABASES =
      "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN"
          + " ('mysql', 'sys', 'information_schema', 'performance_schema')";

  /** The programs on the search path. */
  public static MariaDbPrograms onPath() {
    return new MariaDbPrograms("mariadb-dump", "mariadb");
  }

  @Override
  public void dump(Server from, Path to) throws InterruptedException {
    List<String> words = words(dump, from);
    words.addAll(
        List.of(
            "--single-transaction",
            "--master-data=2",
            "--gtid",
            "--routines",
            "--triggers",
            "--events",
            "--hex-blob",
            "--quick",
            "--databases"));
    words.addAll(databases(from));
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      run(words, from, Redirect.from(Path.of("/dev/null").toFile()), Redirect.to(part.toFile()));
      refuseCut(part);
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8120",
          "The backup of " + from + " failed: " + e.getMessage(),
          "See that mariadb-dump is installed and that " + to + " has space left.",
          e);
    }
  }

  private static List<String> databases(Server from) {
    try (Node node = Node.open(from, PATIENCE)) {
      return node.rows(DATABASES).stream().map(r -> r.getOrDefault("name", "")).toList();
    }
  }

  /** A whole dump ends with a line that says so. */
  private static void refuseCut(Path dump) throws IOException {
    try (var file = java.nio.channels.FileChannel.open(dump)) {
      int length = (int) Math.min(200, file.size());
      java.nio.ByteBuffer end = java.nio.ByteBuffer.allocate(length);
      file.read(end, file.size() - length);
      String text = new String(end.array(), java.nio.charset.StandardCharsets.ISO_8859_1);
      if (!text.contains("-- Dump completed")) {
        throw new IOException(dump + " is cut off");
      }
    }
  }

  @Override
  public void restore(Path from, Server into) throws InterruptedException {
    List<String> words = words(client, into);
    // Not part of the server's own history: else it would have transactions of its own.
    words.add("--init-command=SET sql_log_bin=0, unique_checks=0, foreign_key_checks=0");
    try {
      run(words, into, Redirect.from(from.toFile()), Redirect.DISCARD);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8121",
          "The backup " + from + " cannot be restored into " + into + ": " + e.getMessage(),
          "Take the backup again; do not go on without one that can be restored.",
          e);
    }
  }

  private static List<String> words(String program, Server server) {
    List<String> words = new ArrayList<>();
    words.addAll(
        List.of(
            program,
            "--no-defaults",
            "--protocol=TCP",
            "--host=" + server.address().host(),
            "--port=" + server.address().port(),
            "--user=" + server.user(),
            "--default-character-set=utf8mb4",
            server.tls().equals("disable") ? "--skip-ssl" : "--ssl"));
    return words;
  }

  /** The password goes through the environment: arguments can be read by every user. */
  private static void run(List<String> words, Server server, Redirect in, Redirect out)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("s22-mariadb", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectInput(in).redirectOutput(out);
      builder.redirectError(errors.toFile()).environment().put("MYSQL_PWD", server.password());
      Process process = builder.start();
      int code = await(process);
      if (code != 0) {
        throw new IOException("exit code " + code + ": " + tail(errors));
      }
    } finally {
      Files.delete(errors);
    }
  }

  private static int await(Process process) throws InterruptedException {
    try {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String tail(Path errors) throws IOException {
    return Files.readAllLines(errors, java.nio.charset.StandardCharsets.ISO_8859_1).stream()
        .limit(10)
        .collect(Collectors.joining(" / "));
  }
}
