package io.s22.rehearsal.driver;

import io.s22.data.mariadb.Node;
import io.s22.driver.mariadb.MariaDbDriver;
import io.s22.driver.mariadb.MariaDbPrograms;
import io.s22.rehearsal.mariadb.LocalScratch;
import io.s22.rehearsal.mariadb.Logins;
import io.s22.rehearsal.mariadb.MariaDbCluster;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.run.Driver;
import io.s22.run.Task;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Backups of a real server; each is counted by the program that writes it. */
final class MariaDbRig implements DriverRig {
  private final ArtefactStore store = ArtefactStore.ofThisUser();
  private final Path home;
  private final MariaDbCluster cluster;

  MariaDbRig(Path home) {
    this.home = home;
    this.cluster =
        MariaDbCluster.start(
            store,
            home.resolve("cluster"),
            new MariaDbCluster.Shape(MariaDbVersion.V10_11_5, 1, new Logins("admin", "app")));
    try (Node node = Node.open(cluster.node("db-1").server(), Duration.ofSeconds(10))) {
      node.run("CREATE TABLE shop.t (id INT PRIMARY KEY)");
      node.run("INSERT INTO shop.t VALUES (1), (2)");
    }
  }

  @Override
  public Driver open() {
    return new MariaDbDriver(
        new LocalScratch(store, home.resolve("scratch"), "admin"), System::nanoTime);
  }

  @Override
  public Task quick(String step) {
    MariaDbPrograms programs = MariaDbVersion.V10_11_5.programs(store);
    return backup(step, "exec " + programs.dump() + " \"$@\"", programs.client());
  }

  @Override
  public Task held(String step) {
    throw new IllegalStateException("it ends with S22");
  }

  @Override
  public void letGo(String step) {}

  @Override
  public Task failing(String step) {
    return backup(step, "echo disk full >&2; exit 1", "mariadb");
  }

  private Task backup(String step, String dump, String client) {
    try {
      Path script = home.resolve(step + "-dump.sh");
      Files.writeString(script, "#!/bin/sh\necho begun >> " + counter(step) + "\n" + dump + "\n");
      if (!script.toFile().setExecutable(true)) {
        throw new IOException(script + " cannot be made executable");
      }
      return TaskDraft.of(
              step,
              Map.of(
                  "nodes",
                  List.of("db-1=" + cluster.node("db-1").address()),
                  "user",
                  Logins.ADMIN,
                  "password",
                  "admin",
                  "from",
                  "db-1",
                  "to",
                  home.resolve(step + ".sql").toString(),
                  "dump",
                  script.toString(),
                  "client",
                  client))
          .action("backup")
          .task();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path counter(String step) {
    return home.resolve(step + ".count");
  }

  @Override
  public int count(String step) {
    try {
      return Files.exists(counter(step)) ? Files.readAllLines(counter(step)).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean outlivesS22() {
    return false;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
