package io.s22.driver.mariadb;

import io.s22.data.Address;
import io.s22.data.backup.Backup;
import io.s22.data.backup.ScratchServers;
import io.s22.data.compare.Comparison;
import io.s22.data.mariadb.ClusterCheck;
import io.s22.data.mariadb.FailOver;
import io.s22.data.mariadb.PrimaryWatch;
import io.s22.data.mariadb.Rejoin;
import io.s22.data.mariadb.Server;
import io.s22.data.mariadb.SwitchOver;
import io.s22.data.mariadb.Upgrade;
import io.s22.journal.Phase;
import io.s22.plan.S22Exception;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The driver's actions, one method each; each returns what the operator should see. */
record Actions(Call call, ScratchServers scratches, LongSupplier nanos) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  String act() throws InterruptedException {
    return switch (call.task().action()) {
      case "switch" -> switchOver();
      case "fail-over" -> failOver();
      case "rejoin" -> rejoin(call.server(call.node()));
      case "upgrade" -> upgrade();
      case "restore" -> restore();
      case "backup" -> backup();
      case "compare" -> compare();
      case "set" -> new ServerVariables(call).set();
      default -> throw new IllegalStateException("the spec has no " + call.task().action());
    };
  }

  String prove(String phrase) throws InterruptedException {
    return switch (phrase.strip()) {
      case MariaDbSpec.ONE_PRIMARY, MariaDbSpec.WRITING -> living().prove(call.router());
      case MariaDbSpec.FOLLOWS, MariaDbSpec.ANSWERING -> check().follows(call.node());
      case MariaDbSpec.AGAIN -> replicatingAgain();
      case MariaDbSpec.EQUAL -> compare();
      case MariaDbSpec.UNDER_WAY -> comparisons().prove();
      case MariaDbSpec.PROVEN -> proveBackup();
      case MariaDbSpec.EVERYWHERE -> new ServerVariables(call).proveSet();
      case MariaDbSpec.RESTORABLE -> new ServerVariables(call).proveRestorable();
      default ->
          throw call.params()
              .wrong("proof", "'" + phrase + "' is not known", "Use one that mariadb knows.");
    };
  }

  /** Of a switch-over: everybody; of one node: that one. */
  private String replicatingAgain() {
    return call.task().action().equals("switch")
        ? check().prove(call.router())
        : check().follows(call.node());
  }

  /** Without a primary that was cut off: it cannot be asked. */
  private ClusterCheck living() {
    String dead = call.params().text("from").orElse("");
    return new ClusterCheck(
        call.servers().stream().filter(s -> !s.name().equals(dead)).toList(), call.limits());
  }

  private ClusterCheck check() {
    return new ClusterCheck(call.servers(), call.limits());
  }

  private String switchOver() {
    SwitchOver.Report report =
        new SwitchOver(call.servers(), call.router(), call.limits(), call.progress(), nanos)
            .to(call.params().required("to"));
    return report.proof() + "; clients were held " + report.held().toMillis() + " ms";
  }

  private String failOver() throws InterruptedException {
    Server dead = call.server(call.params().required("from"));
    List<Server> rest = call.servers().stream().filter(s -> !s.equals(dead)).toList();
    if (new PrimaryWatch(dead, rest, PrimaryWatch.Beat.FAST, nanos).deadNow().isEmpty()) {
      throw new S22Exception(
          "S22-8108",
          dead + " is alive: nothing was changed",
          "Use mariadb.switch for a primary that answers.");
    }
    FailOver.Report report =
        new FailOver(
                call.servers(),
                call.router(),
                new Commands(call),
                call.limits(),
                call.progress(),
                nanos)
            .from(dead.name());
    return report.proof()
        + (report.unprotected() ? "; UNPROTECTED: no replica acknowledges its commits yet" : "");
  }

  private String rejoin(Server server) {
    return switch (new Rejoin(PATIENCE).of(server, check().primary())) {
      case Rejoin.Result.Follows f -> server.name() + " follows and is at " + f.position();
      case Rejoin.Result.Behind b ->
          throw new S22Exception(
              "S22-8106",
              server.name() + " follows but has not caught up: " + b.why(),
              "Wait and run the step again.");
      case Rejoin.Result.Diverged d ->
          throw new S22Exception(
              "S22-8105",
              server.name() + " has what nobody else has: " + d.errants(),
              "Carry over by hand what must not be lost, then rebuild it from a backup.");
    };
  }

  private String upgrade() throws InterruptedException {
    Upgrade upgrade =
        new Upgrade(call.servers(), new Commands(call), call.limits(), call.progress());
    String version = call.params().required("to");
    if (call.task().effect().phase() == Phase.UNDO) {
      return upgrade.back(call.node(), version);
    }
    remember(version);
    return upgrade.to(call.node(), version);
  }

  /** What runs now is what there is to go back to, unless it was upgraded before a cut already. */
  private void remember(String to) {
    try {
      String now = number(check().state(call.node()).version());
      if (!now.equals(to)) {
        new Kept(call).remember(call.node(), now);
      }
    } catch (S22Exception down) {
      if (!down.code().equals("S22-8101")) {
        throw down;
      }
      // Cut off between stop and start: it was remembered before that.
    }
  }

  private static String number(String version) {
    int dash = version.indexOf('-');
    return dash < 0 ? version : version.substring(0, dash);
  }

  private String restore() throws InterruptedException {
    String version = new Kept(call).version(call.node());
    return new Upgrade(call.servers(), new Commands(call), call.limits(), call.progress())
        .back(call.node(), version);
  }

  private String backup() throws InterruptedException {
    Backup.Report report = backups().take(source(), file());
    Manifest.write(report);
    return report.bytes()
        + " bytes at "
        + report.position()
        + "; restored and compared: "
        + report.compared().rows()
        + " rows of "
        + report.compared().tables()
        + " tables are the same";
  }

  private String proveBackup() {
    return Manifest.check(file());
  }

  private Backup backups() {
    MariaDbPrograms programs =
        new MariaDbPrograms(
            call.params().text("dump").orElse("mariadb-dump"),
            call.params().text("client").orElse("mariadb"));
    return new Backup(programs, chosenScratches(), options(), call.progress(), nanos);
  }

  private ScratchServers chosenScratches() {
    return call.params().text("scratch").<ScratchServers>map(this::given).orElse(scratches);
  }

  private ScratchServers given(String at) {
    Server source = source();
    Server scratch =
        new Server("scratch", Address.parse(at), source.user(), source.password(), source.tls());
    return asked -> new GivenScratch(scratch);
  }

  private Server source() {
    return call.params().text("from").map(call::server).orElseGet(() -> check().primary());
  }

  private Path file() {
    return call.file();
  }

  private Comparison.Options options() {
    return new Comparison.Options(
        Comparison.Options.USUAL.chunk(), call.maxLag(), Comparison.Options.USUAL.patience());
  }

  private Comparisons comparisons() {
    return new Comparisons(call, nanos);
  }

  private String compare() throws InterruptedException {
    Server primary = check().primary();
    List<Server> copies = call.servers().stream().filter(s -> !s.equals(primary)).toList();
    return comparisons().run(primary, copies);
  }
}
