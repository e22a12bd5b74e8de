package io.s22.rehearsal.proof;

import io.s22.data.backup.Rebuild;
import io.s22.data.mariadb.Gtid;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.mariadb.MariaDbNode;
import java.util.ArrayList;
import java.util.List;

/** A writer whom read_only does not bind writes on a replica: the switch-over to it must refuse. */
public final class ErrantProof {
  private static final String USER = "'boss'@'127.0.0.1'";

  private ErrantProof() {}

  /** Writes past the fence {@code times} times, each time on a replica, and asks for a switch. */
  public static List<Finding> run(Lab lab, int times) throws InterruptedException {
    makeUser(lab);
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      lab.awaitWrites(100);
      MariaDbNode victim = lab.cluster().node(i % 2 == 0 ? "db-2" : "db-3");
      Gtid gtid = writePastTheFence(victim.server(), i);
      String said = refusal(lab, victim.name());
      if (!said.contains(gtid.toString()) || !said.contains("shop.notes")) {
        missed.add(gtid + " on " + victim.name() + " -> " + said);
      }
      rebuild(lab, victim);
    }
    return List.of(
        new Finding(
            times + " errant transactions of a privileged writer: each found and named",
            (times - missed.size()) + " named; missed: " + missed,
            missed.isEmpty()));
  }

  private static void makeUser(Lab lab) {
    try (Node primary = Node.open(lab.primary(), Lab.PATIENCE)) {
      primary.run("CREATE TABLE IF NOT EXISTS shop.notes (id INT PRIMARY KEY, body TEXT)");
      primary.run("CREATE USER IF NOT EXISTS " + USER + " IDENTIFIED BY 'boss-of-rehearsal'");
      primary.run("GRANT INSERT ON shop.* TO " + USER);
      primary.run("GRANT READ ONLY ADMIN ON *.* TO " + USER);
      for (MariaDbNode node : lab.cluster().nodes()) {
        try (Node other = Node.open(node.server(), Lab.PATIENCE)) {
          other.awaits(primary.state().binlog(), Lab.PATIENCE);
        }
      }
    }
  }

  private static Gtid writePastTheFence(Server replica, int number) {
    Server asBoss = new Server(replica.name(), replica.address(), "boss", "boss-of-rehearsal");
    try (Node boss = Node.open(asBoss, Lab.PATIENCE)) {
      boss.run("INSERT INTO shop.notes VALUES (" + number + ", 'a secret of mine')");
      return Gtid.parse(boss.text("SELECT @@last_gtid"));
    }
  }

  private static String refusal(Lab lab, String victim) {
    try {
      lab.switchOver().to(victim);
      return "nothing was refused";
    } catch (S22Exception e) {
      return e.getMessage() == null ? e.code() : e.getMessage();
    }
  }

  private static void rebuild(Lab lab, MariaDbNode node) throws InterruptedException {
    node.stop();
    node.create();
    node.start();
    try (Node fresh = Node.open(node.server(), Lab.PATIENCE)) {
      fresh.run("SET sql_log_bin = 0");
      fresh.run("CREATE USER IF NOT EXISTS " + USER + " IDENTIFIED BY 'boss-of-rehearsal'");
      fresh.run("GRANT INSERT ON shop.* TO " + USER);
      fresh.run("GRANT READ ONLY ADMIN ON *.* TO " + USER);
    }
    new Rebuild(lab.tool(), Lab.PATIENCE)
        .of(node.server(), lab.primary(), node.folder().resolve("rebuild.sql"));
  }
}
