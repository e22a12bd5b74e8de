package io.s22.server.api;

import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.people.Caller;
import io.s22.server.people.Keys;
import io.s22.store.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was answered to requests with an {@code Idempotency-Key}: sent again, a request is answered
 * the same and done once. Kept for a day.
 */
final class Answers {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int LONGEST = 200;

  private final Tables tables;
  private final Clock clock;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  Answers(Tables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  private record Kept(String request, Reply reply) {}

  /**
   * The answer to a request; {@code work} is done where it was not before.
   *
   * @param request what is asked, all of it
   * @param secret whether the answer must not be kept
   */
  Reply once(Caller caller, String key, String request, boolean secret, Supplier<Reply> work) {
    if (key.isBlank() || key.length() > LONGEST) {
      throw Denied.malformed("The Idempotency-Key is empty or too long.", "Take a random UUID.");
    }
    String whole = caller.tenant() + "\n" + caller.login() + "\n" + key;
    if (!underWay.add(whole)) {
      throw Denied.conflict("A request with this key is under way.", "Ask again in a second.");
    }
    try {
      return kept(caller, key)
          .map(kept -> same(kept, Keys.hash(request)))
          .orElseGet(() -> keep(caller, key, Keys.hash(request), secret, work.get()));
    } finally {
      underWay.remove(whole);
    }
  }

  private static Reply same(Kept kept, String request) {
    if (!kept.request().equals(request)) {
      throw new Denied(
          422,
          "S22-9310",
          "The Idempotency-Key was used for another request.",
          "Take a new key for each new request.");
    }
    return kept.reply().with("Idempotent-Replayed", "true");
  }

  private Optional<Kept> kept(Caller caller, String key) {
    long oldest = clock.now().minus(KEPT).toEpochMilli();
    return tables.read(session ->
        session.first(
            row ->
                new Kept(
                    row.getString(1),
                    new Reply(
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4).getBytes(StandardCharsets.UTF_8),
                        Map.of())),
            "select request, status, type, body from answers"
                + " where tenant = ? and login = ? and key = ? and at > ?",
            caller.tenant(),
            caller.login(),
            key,
            oldest));
  }

  private Reply keep(Caller caller, String key, String request, boolean secret, Reply reply) {
    String body = secret ? "{}" : new String(reply.body(), StandardCharsets.UTF_8);
    long now = clock.now().toEpochMilli();
    tables.write(session -> {
      session.update(
          "delete from answers where tenant = ? and at <= ?",
          caller.tenant(),
          now - KEPT.toMillis());
      return session.update(
          "insert into answers (tenant, login, key, request, status, type, body, at)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?)",
          caller.tenant(),
          caller.login(),
          key,
          request,
          reply.status(),
          reply.type(),
          body,
          now);
    });
    return reply;
  }
}
