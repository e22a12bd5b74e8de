package io.s22.rehearsal.proof;

import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * The long proof of everything this module promises of databases, or of some of it: {@code switch},
 * {@code kill}, {@code silence}, {@code control}, {@code errant}, {@code upgrade}, {@code cut},
 * {@code compare}, {@code redis}.
 */
public final class DatabaseProof {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final ArtefactStore store;
  private final Path folder;
  private final int times;
  private final LongSupplier nanos;

  /**
   * @param folder under which everything runs and of which nothing stays
   * @param times how often each trial is repeated
   */
  public DatabaseProof(ArtefactStore store, Path folder, int times, LongSupplier nanos) {
    this.store = store;
    this.folder = folder;
    this.times = times;
    this.nanos = nanos;
  }

  /** One part. */
  private interface Part {
    List<Finding> run() throws InterruptedException;
  }

  private Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("switch", () -> with(l -> SwitchOverProof.run(l, times, Duration.ofMillis(150))));
    parts.put("kill", () -> with(l -> KillProof.run(l, times, Duration.ofMillis(500))));
    parts.put("silence", () -> with(l -> KillProof.silence(l, Math.max(1, times / 4))));
    parts.put("control", () -> with(l -> KillProof.control(l, Math.max(1, times / 4))));
    parts.put("errant", () -> with(l -> ErrantProof.run(l, Math.max(1, times / 2))));
    parts.put(
        "upgrade",
        () -> with(l -> UpgradeProof.run(l, MariaDbVersion.V11_4_5, Duration.ofMillis(200))));
    parts.put("cut", () -> with(l -> CutProof.run(l, CutProof.boundaries(l))));
    parts.put(
        "compare",
        () ->
            CompareProof.run(
                store, folder.resolve("compare"), 500_000, times * 5, new Random(22), nanos));
    parts.put(
        "redis",
        () -> RedisProof.run(store, folder.resolve("redis"), times, Duration.ofMillis(300), nanos));
    return parts;
  }

  private interface InLab {
    List<Finding> run(Lab lab) throws InterruptedException;
  }

  private List<Finding> with(InLab act) throws InterruptedException {
    Lab.Setup setup =
        new Lab.Setup(store, folder.resolve("lab"), MariaDbVersion.V10_11_5, PAUSE, nanos);
    try (Lab lab = Lab.open(setup)) {
      return act.run(lab);
    }
  }

  /**
   * Runs the parts of {@code names}, all where it is empty, and prints each finding at once.
   *
   * @return whether everything holds
   */
  public boolean run(List<String> names, PrintStream out) throws InterruptedException {
    List<Finding> all = new ArrayList<>();
    for (Map.Entry<String, Part> part : parts().entrySet()) {
      if (names.isEmpty() || names.contains(part.getKey())) {
        List<Finding> findings = part.getValue().run();
        findings.forEach(out::println);
        all.addAll(findings);
      }
    }
    return !all.isEmpty() && all.stream().allMatch(Finding::holds);
  }

  /**
   * Arguments: how often each trial is repeated (20), then the parts. Exit code 1: not all holds.
   */
  public static void main(String[] args) throws InterruptedException {
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    List<String> names = args.length > 1 ? List.of(args).subList(1, args.length) : List.of();
    ArtefactStore store = ArtefactStore.ofThisUser();
    Path folder = store.cache().resolveSibling("proof-" + ProcessHandle.current().pid());
    boolean holds;
    try (OwnFolder own = OwnFolder.create(folder)) {
      holds = new DatabaseProof(store, own.path(), times, System::nanoTime).run(names, System.out);
    }
    System.exit(holds ? 0 : 1);
  }
}
