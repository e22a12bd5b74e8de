package io.s22.cli;

import io.s22.cli.rehearse.Account;
import io.s22.cli.rehearse.Account.Gap;
import io.s22.cli.rehearse.Account.Proof;
import io.s22.cli.rehearse.Account.Row;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.NodeState;
import io.s22.data.mariadb.Server;
import io.s22.journal.Event;
import io.s22.journal.JournalVerifier;
import io.s22.journal.RunState;
import io.s22.journal.Verdict;
import io.s22.plan.Plan;
import io.s22.plan.Promise;
import io.s22.plan.Service;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Databases;
import io.s22.rehearsal.users.Crowd;
import io.s22.rehearsal.users.SocketUser;
import io.s22.rehearsal.users.Tally;
import io.s22.store.JdbcRunStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles a rehearsal: what users got against what was promised, and what must hold. */
final class RehearsalAccounts {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MOST_MEMORY = 3L << 30;

  /** What a switch-over does to users may show a little after it. */
  private static final long AFTER_NANOS = 500_000_000;

  private final Plan plan;
  private final Cluster cluster;
  private final Crowd crowd;
  private final RehearsalMachine machine;
  private final @Nullable String breaks;

  RehearsalAccounts(
      Plan plan, Cluster cluster, Crowd crowd, RehearsalMachine machine, @Nullable String breaks) {
    this.plan = plan;
    this.cluster = cluster;
    this.crowd = crowd;
    this.machine = machine;
    this.breaks = breaks;
  }

  /** Ends the users and reckons up. */
  Account settle(JdbcRunStore store, String run, long memory) throws InterruptedException {
    List<Proof> proofs = new ArrayList<>();
    proofs.add(ended(store, run));
    proofs.add(whole(store, run));
    if (crowd.sockets().isPresent()) {
      proofs.add(messages(crowd.sockets().get().finish()));
    }
    crowd.stopComing();
    cluster.databases().ifPresent(data -> proofs.addAll(database(data)));
    crowd
        .keys()
        .ifPresent(keys -> {
          long lost = keys.lost();
          proofs.add(
              new Proof(
                  "no acknowledged write of the cache is lost",
                  lost == 0 && keys.acknowledged() > 0,
                  lost + " of " + keys.acknowledged() + " lost"));
        });
    List<Row> rows = rows();
    rows.stream().filter(Row::isPromised).forEach(row -> proofs.add(promise(row)));
    proofs.add(
        new Proof(
            "all processes together stay under 3 GiB",
            memory < MOST_MEMORY,
            String.format(Locale.ROOT, "%.2f GiB at the most", memory / (double) (1L << 30))));
    return new Account(rows, gaps(), proofs, memory);
  }

  static RunState state(JdbcRunStore store, String run) {
    List<RunState> states = new ArrayList<>(List.of(RunState.WAITING));
    store.read(
        run,
        1,
        entry -> {
          if (entry.event() instanceof Event.Moved moved) {
            states.add(moved.to());
          }
        });
    return states.getLast();
  }

  private Proof ended(JdbcRunStore store, String run) {
    RunState wanted = breaks == null ? RunState.DONE : RunState.ROLLED_BACK;
    RunState state = state(store, run);
    String word = wanted.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Proof(
        "the run is " + word,
        state == wanted,
        state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static Proof whole(JdbcRunStore store, String run) {
    JournalVerifier verifier = new JournalVerifier();
    store.readLines(run, 1, verifier::accept);
    Verdict verdict = verifier.verdict();
    return new Proof(
        "the journal is whole",
        verdict instanceof Verdict.Whole,
        verdict instanceof Verdict.Whole whole ? whole.entries() + " entries" : verdict.toString());
  }

  private static Proof messages(SocketUser.Account account) {
    long lost = account.skipped() + account.sent() - account.seen();
    return new Proof(
        "no message is lost",
        lost == 0 && account.sent() > 0,
        "%d of %d lost, %d reconnects".formatted(lost, account.sent(), account.reconnects()));
  }

  private List<Proof> database(Databases data) {
    List<NodeState> states =
        data.cluster().servers().stream().map(RehearsalAccounts::look).toList();
    List<Server> primaries =
        states.stream().filter(NodeState::isPrimary).map(NodeState::server).toList();
    List<Proof> proofs = new ArrayList<>();
    proofs.add(
        new Proof(
            "exactly one database takes writes",
            primaries.size() == 1,
            primaries.stream().map(Server::name).toList().toString()));
    if (primaries.size() == 1) {
      crowd
          .orders()
          .ifPresent(orders -> {
            long lost = orders.lost(primaries.getFirst());
            proofs.add(
                new Proof(
                    "no acknowledged write of the database is lost",
                    lost == 0 && orders.acknowledged() > 0,
                    lost + " of " + orders.acknowledged() + " lost"));
          });
    }
    return proofs;
  }

  private static NodeState look(Server server) {
    try (Node node = Node.open(server, PATIENCE)) {
      return node.state();
    }
  }

  private static Proof promise(Row row) {
    return new Proof(
        row.title() + ": what was promised was kept",
        row.kept(),
        String.format(
            Locale.ROOT,
            "%.3f %% of %d, longest interruption %.0f ms",
            row.got().availability() * 100,
            row.got().requests(),
            row.got().longestGapMillis()));
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, Tally> each : crowd.tallies().entrySet()) {
      Service service = plan.cluster().services().get(each.getKey());
      Promise promise = service == null ? null : service.promise();
      String title =
          service == null || service.title() == null
              ? each.getKey()
              : service.title().in(Locale.getDefault());
      Double share =
          promise == null || promise.availability() == null ? null : promise.availability().value();
      Duration longest = promise == null ? null : promise.longestInterruption();
      if (longest == null && service != null && service.failOver() != null) {
        longest = service.failOver().limit();
      }
      rows.add(new Row(title, share, longest, each.getValue().total()));
    }
    rows.sort(java.util.Comparator.comparing((Row row) -> !row.isPromised()));
    return rows;
  }

  private List<Gap> gaps() {
    return machine.bound().lapses("mariadb.switch").stream()
        .filter(each -> !each.effect().contains("/verify/"))
        .map(each ->
            new Gap(
                each.effect(),
                crowd
                    .orders()
                    .map(orders -> orders.longestGap(each.from(), each.to() + AFTER_NANOS))
                    .orElse(Duration.ZERO)))
        .toList();
  }
}
