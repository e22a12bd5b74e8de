package io.s22.cli;

import io.s22.cli.proof.SwitchTorture;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Topology;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import io.s22.rehearsal.users.Crowd;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The database and its users around {@link SwitchTorture}. */
final class TortureSwitch {
  private static final Topology DATABASE =
      new Topology(
          List.of("db-1", "db-2", "db-3"), "database", List.of(), "cache", List.of(), List.of());

  private final Screen screen;

  TortureSwitch(Screen screen) {
    this.screen = screen;
  }

  SwitchTorture.Tally run(int middle) throws IOException, InterruptedException {
    Path place =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "s22-" + UUID.randomUUID().toString().substring(0, 8));
    OwnFolder folder = OwnFolder.create(place);
    HttpClient client = HttpClient.newHttpClient();
    try (Cluster cluster =
            Cluster.start(
                new Cluster.Setup(
                    ArtefactStore.ofThisUser(),
                    place.resolve("c"),
                    DATABASE,
                    client,
                    () -> UUID.randomUUID().toString(),
                    screen.err()::println),
                started -> {});
        Crowd crowd =
            Crowd.start(new Crowd.Setup(cluster, client, System::nanoTime, Workshop.now()))) {
      return new SwitchTorture(place, cluster, crowd, screen.err()::println).run(middle);
    } finally {
      client.close();
      folder.close();
    }
  }
}
