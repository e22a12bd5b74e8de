package io.s22.cli;

import io.s22.plan.S22Exception;
import io.s22.settle.ledger.Booked;
import io.s22.settle.ledger.Cases;
import io.s22.settle.ledger.Cases.Case;
import io.s22.settle.ledger.Payments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server's ledger and cases, and what it books and pays. */
final class SettleThere {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Screen screen;
  private final RemoteArchive server;
  private final SettleOptions options;

  SettleThere(Screen screen, RemoteArchive server, SettleOptions options) {
    this.screen = screen;
    this.server = server;
    this.options = options;
  }

  /** What the server's ledger says. */
  record Said(Booked booked, Payments.Standing standing) {}

  /** A server pays where it was told to when it was started, and nowhere else. */
  void paysItself(String to, @Nullable String secret) {
    ServerOption.notThere("--pay-secret", secret != null);
    ServerOption.notThere("An address after --pay", !to.equals("server"));
  }

  /** The server's cases of a run. */
  Map<String, Case> cases(String run) {
    Map<String, Case> cases = new LinkedHashMap<>();
    String cursor = "";
    do {
      JsonNode part = server.read(run, "cases?limit=500" + cursor);
      part.path("items").forEach(each -> cases.put(each.path("name").asString(), one(run, each)));
      JsonNode next = part.path("next");
      cursor = next.isString() ? "&cursor=" + next.asString() : "";
    } while (!cursor.isEmpty());
    return cases;
  }

  private static Case one(String run, JsonNode each) {
    String name = each.path("name").asString();
    String user = each.path("user").asString();
    List<String> evidence = new ArrayList<>();
    each.path("evidence").forEach(line -> evidence.add(line.asString()));
    Cases.Event opened =
        new Cases.Event(
            run,
            name,
            user,
            null,
            "",
            Instant.parse(each.path("opened").asString()),
            each.path("by").asString(),
            each.path("because").asString(),
            String.join("\n", evidence));
    List<Cases.Event> decisions = new ArrayList<>();
    for (JsonNode decision : each.path("decisions")) {
      decisions.add(
          new Cases.Event(
              run,
              name,
              user,
              decision.path("amount").asLong(),
              decision.path("unit").asString(),
              Instant.parse(decision.path("at").asString()),
              decision.path("by").asString(),
              decision.path("because").asString(),
              ""));
    }
    return new Case(opened, decisions);
  }

  /** Books there, or asks what would be booked. */
  Said book(String run, boolean preview) {
    JsonNode said = server.post(run, preview ? "settlement/standing" : "bookings", sources());
    return new Said(
        new Booked(
            said.path("customers").asLong(),
            said.path("corrected").asLong(),
            said.path("change").asLong()),
        new Payments.Standing(
            said.path("due").asLong(),
            said.path("paid").asLong(),
            said.path("owed").asLong(),
            said.path("customers-owed").asLong(),
            said.path("overpaid").asLong()));
  }

  private Map<String, Object> sources() {
    Map<String, Object> sources = new LinkedHashMap<>();
    sources.put("users", options.users == null ? null : text(options.users));
    sources.put("outages", options.outages.stream().map(SettleThere::text).toList());
    sources.put("orders", options.orders == null ? null : text(options.orders));
    sources.put("forecast", false);
    return sources;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-9662",
          "'" + file + "' cannot be read: " + e.getMessage() + ".",
          "See that this user may read it.",
          e);
    }
  }

  /** Has the server pay, and waits for the end; the exit code says whether everything is paid. */
  int pay(String run, boolean json) throws InterruptedException {
    JsonNode paid = server.post(run, "payments", Map.of());
    while (paid.path("running").asBoolean()) {
      Thread.sleep(LOOK);
      paid = server.read(run, "payments");
    }
    long refused = paid.path("refused").asLong();
    long unknown = paid.path("unknown").asLong();
    PrintWriter out = json ? screen.err() : screen.out();
    out.printf(
        "sent: %,d accepted, %,d refused, %,d without an answer%n",
        paid.path("accepted").asLong(), refused, unknown);
    boolean trouble = false;
    for (JsonNode each : paid.path("troubles")) {
      trouble = true;
      out.println("  " + each.asString());
    }
    return refused > 0 ? ExitCode.NO : trouble || unknown > 0 ? ExitCode.UNAVAILABLE : ExitCode.OK;
  }
}
