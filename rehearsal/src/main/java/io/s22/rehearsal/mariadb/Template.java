package io.s22.rehearsal.mariadb;

import io.s22.plan.S22Exception;
import io.s22.rehearsal.process.ArtefactStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An empty data folder of a version, made once and copied for each node. */
final class Template {
  private Template() {}

  static Path of(MariaDbVersion version, ArtefactStore store) {
    Path installed = version.installed(store);
    try {
      return store.once(
          "mariadb-" + version.number() + "-data-1", folder -> fill(version, installed, folder));
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8002",
          "MariaDB " + version.number() + " cannot make an empty data folder: " + e.getMessage(),
          "See that "
              + store.cache()
              + " can be written and that the machine has the libraries"
              + " libsystemd, liblz4 and libzstd.",
          e);
    }
  }

  private static void fill(MariaDbVersion version, Path installed, Path folder) throws IOException {
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    List<String> command = ServerCommand.bootstrap(version, installed, folder);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try (OutputStream sql = process.getOutputStream()) {
      sql.write(
          "CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n"
              .getBytes(StandardCharsets.UTF_8));
      for (String script :
          List.of("_system_tables", "_performance_tables", "_system_tables_data")) {
        Files.copy(installed.resolve("share/" + version.scripts() + script + ".sql"), sql);
      }
      Files.copy(installed.resolve("share/maria_add_gis_sp_bootstrap.sql"), sql);
      Files.copy(installed.resolve("share/" + version.scripts() + "_sys_schema.sql"), sql);
    }
    await(process, log);
    Files.delete(log);
  }

  private static void await(Process process, Path log) throws IOException {
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("exit code " + code + ": " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
