package io.s22.rehearsal.mariadb;

import io.s22.plan.S22Exception;
import io.s22.rehearsal.process.ArtefactStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    List<String> scripts = new ArrayList<>();
    scripts.add("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n");
    for (String script :
        List.of(
            version.scripts() + "_system_tables",
            version.scripts() + "_performance_tables",
            version.scripts() + "_system_tables_data",
            "maria_add_gis_sp_bootstrap",
            version.scripts() + "_sys_schema")) {
      scripts.add(Files.readString(installed.resolve("share/" + script + ".sql")));
    }
    run(version, installed, folder, scripts);
  }

  /**
   * Brings the system tables of an older version's data folder to {@code version}, whose server
   * does not run: what {@code mariadb-upgrade} does, which the artefacts lack.
   */
  static void upgrade(MariaDbVersion version, ArtefactStore store, Path data) {
    Path installed = version.installed(store);
    try {
      List<String> scripts = new ArrayList<>();
      scripts.add("USE mysql;\nSET @auth_root_socket=NULL;\n");
      for (String script :
          List.of(
              version.scripts() + "_system_tables",
              version.scripts() + "_performance_tables",
              "maria_add_gis_sp_bootstrap",
              version.scripts() + "_sys_schema")) {
        scripts.add(Files.readString(installed.resolve("share/" + script + ".sql")));
      }
      scripts.add("USE mysql;\n" + String.join("\n", version.alterations()) + "\n");
      run(version, installed, data, scripts);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8002",
          "The system tables in " + data + " cannot be brought to " + version.number() + ": " + e,
          "Bring the copy kept before the upgrade back, and read the message above.",
          e);
    }
  }

  private static void run(MariaDbVersion version, Path installed, Path data, List<String> scripts)
      throws IOException {
    Path log = data.resolveSibling(data.getFileName() + ".bootstrap.log");
    Process process =
        new ProcessBuilder(ServerCommand.bootstrap(version, installed, data))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try (OutputStream sql = process.getOutputStream()) {
      for (String script : scripts) {
        sql.write(script.getBytes(StandardCharsets.UTF_8));
        sql.write('\n');
      }
    } catch (IOException e) {
      // It ended early: its log says why.
      throw new IOException(Files.readString(log), e);
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
