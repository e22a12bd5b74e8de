package io.s22.cli;

import io.s22.tell.outbox.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What people were told, by this machine or by the server that was named. */
sealed interface NoticeBook extends AutoCloseable {
  Account account();

  /** Deliveries in {@code state}, or all where that is empty. */
  List<Account.Line> lines(String state, int most);

  /** Sends again what was given up: one, or all where {@code key} is empty; how many those are. */
  int retry(String key);

  /** The journal of sending, line by line. */
  void journal(Consumer<String> reader);

  @Override
  void close();

  /** The one that is meant. */
  static NoticeBook of(Screen screen, Common common) {
    String server = common.server;
    return server == null
        ? new Here(OpenBook.of(screen, common.home))
        : new There(new ServerCalls(server, ServerCalls.token(common.token, screen.environment())));
  }

  /** Of this machine. */
  record Here(OpenBook open) implements NoticeBook {
    @Override
    public Account account() {
      return open.book().account(NoticesCommand.TENANT);
    }

    @Override
    public List<Account.Line> lines(String state, int most) {
      return open.book().lines(NoticesCommand.TENANT, state, most);
    }

    @Override
    public int retry(String key) {
      return open.book().retry(NoticesCommand.TENANT, key, Workshop.now());
    }

    @Override
    public void journal(Consumer<String> reader) {
      open.book().journal(NoticesCommand.TENANT, reader);
    }

    @Override
    public void close() {
      open.close();
    }
  }

  /** Of a server; the tenant is the token's. */
  record There(ServerCalls calls) implements NoticeBook {
    @Override
    public Account account() {
      JsonNode it = calls.get("/notices").path("account");
      return new Account(
          it.path("notices").asLong(),
          it.path("waiting").asLong(),
          it.path("sending").asLong(),
          it.path("sent").asLong(),
          it.path("dead").asLong(),
          it.path("dropped").asLong(),
          it.path("perhaps-twice").asLong(),
          it.path("delivered").asLong());
    }

    @Override
    public List<Account.Line> lines(String state, int most) {
      List<Account.Line> lines = new ArrayList<>();
      String from = "";
      do {
        JsonNode part = calls.get("/deliveries?limit=500" + wanted(state) + from);
        part.path("items").forEach(each -> lines.add(line(each)));
        JsonNode next = part.path("next");
        from = next.isString() ? "&cursor=" + next.asString() : "";
      } while (!from.isEmpty() && lines.size() < most);
      return lines.subList(0, Math.min(most, lines.size()));
    }

    private static String wanted(String state) {
      return state.isEmpty() ? "" : "&state=" + state;
    }

    private static Account.Line line(JsonNode it) {
      JsonNode error = it.path("error");
      return new Account.Line(
          it.path("key").asString(),
          it.path("run").asString(),
          it.path("event").asString(),
          it.path("channel").asString(),
          it.path("severity").asString(),
          it.path("language").asString(),
          it.path("state").asString(),
          it.path("attempts").asInt(),
          it.path("resent").asInt(),
          it.path("to").asString(),
          it.path("masked").asString(),
          Instant.parse(it.path("due").asString()),
          text(error));
    }

    private static @Nullable String text(JsonNode node) {
      return node.isString() ? node.asString() : null;
    }

    @Override
    public int retry(String key) {
      String one = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
      String path = key.isEmpty() ? "/dead-letters/retry" : "/deliveries/" + one + "/retry";
      return calls.post(path, Map.of()).path("deliveries").asInt();
    }

    @Override
    public void journal(Consumer<String> reader) {
      calls.text("/notices/journal").lines().forEach(reader);
    }

    @Override
    public void close() {
      calls.close();
    }
  }
}
