package io.s22.bench.gateway;

import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import io.s22.rehearsal.proof.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The proof of what the gateway promises, or of some of it: {@code gate}, {@code open}, {@code
 * drain}, {@code sockets}, {@code certificates}. Real processes on loopback.
 *
 * <p>Arguments: the parts; all where left out. {@code S22_PROOF_REQUESTS} (1,000,000) and {@code
 * S22_PROOF_SOCKETS} (5,000) make it shorter. Exit code 1: not all holds.
 */
public final class GatewayProof {
  private final ArtefactStore store;
  private final Path folder;

  private GatewayProof(ArtefactStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  /** One part. */
  private interface Part {
    List<Finding> run() throws Exception;
  }

  private Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("gate", () -> GateProof.instants(folder));
    parts.put("open", () -> GateProof.open(folder, number("S22_PROOF_REQUESTS", 1_000_000)));
    parts.put("drain", () -> DrainProof.run(folder));
    parts.put(
        "sockets", () -> SocketProof.run(store, folder, (int) number("S22_PROOF_SOCKETS", 5_000)));
    parts.put("certificates", () -> CertificateProof.run(folder));
    return parts;
  }

  private static long number(String name, long otherwise) {
    String text = System.getenv(name);
    return text == null ? otherwise : Long.parseLong(text);
  }

  public static void main(String[] arguments) throws Exception {
    List<String> names = List.of(arguments);
    ArtefactStore store = ArtefactStore.ofThisUser();
    List<Finding> all = new ArrayList<>();
    Path place = store.cache().resolveSibling("proof-" + ProcessHandle.current().pid());
    try (OwnFolder folder = OwnFolder.create(place)) {
      for (Map.Entry<String, Part> part :
          new GatewayProof(store, folder.path()).parts().entrySet()) {
        if (names.isEmpty() || names.contains(part.getKey())) {
          List<Finding> findings = part.getValue().run();
          findings.forEach(System.out::println);
          all.addAll(findings);
        }
      }
    }
    System.exit(!all.isEmpty() && all.stream().allMatch(Finding::holds) ? 0 : 1);
  }
}
