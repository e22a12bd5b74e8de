package io.s22.rehearsal.users;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session on the real-time channel: numbers its messages, sends again what was not answered,
 * and after a break comes back with the last number it has seen. Lives on one event loop.
 */
public final class SocketUser {
  private static final long LONGEST_BACKOFF_MILLIS = 2_000;

  private final Vertx vertx;
  private final Context context;
  private final WebSocketClient client;
  private final WebSocketConnectOptions where;
  private final String session;
  private final Witness witness;
  private final Map<Long, Long> intended = new HashMap<>();
  private @Nullable WebSocket socket;
  private long sent;
  private long seen;
  private long reconnects;
  private long skipped;
  private int failures;
  private boolean stopped;

  /** Who watches a session; told on its event loop. */
  @FunctionalInterface
  public interface Witness {
    /**
     * A message came back.
     *
     * @param meant when it was meant to be sent, on the steady clock
     */
    void answered(long meant);

    /** After a break the session is connected again. */
    default void back() {}
  }

  /**
   * @param where host and port of the gateway, and the path of the channel
   * @param session its resume id
   */
  public SocketUser(
      Vertx vertx,
      WebSocketClient client,
      WebSocketConnectOptions where,
      String session,
      Witness witness) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.client = client;
    this.where = where;
    this.session = session;
    this.witness = witness;
    context.runOnContext(now -> connect());
  }

  private void connect() {
    if (stopped) {
      return;
    }
    WebSocketConnectOptions options =
        new WebSocketConnectOptions(where)
            .setURI(where.getURI() + "?session=" + session + "&after=" + seen);
    client.connect(options).onComplete(this::connected, refused -> comeBackLater(backoff()));
  }

  private void connected(WebSocket opened) {
    failures = 0;
    socket = opened;
    if (reconnects > 0) {
      witness.back();
    }
    opened.textMessageHandler(this::receive);
    opened.exceptionHandler(broken -> opened.close());
    opened.closeHandler(closed -> {
      socket = null;
      if (!stopped) {
        reconnects++;
        comeBackLater(opened.closeStatusCode() == null ? backoff() : 1);
      }
    });
    for (long number = seen + 1; number <= sent; number++) {
      write(opened, number);
    }
  }

  /** Doubles with each failure, with full jitter, so that a crowd does not come back at once. */
  private long backoff() {
    long most = Math.min(LONGEST_BACKOFF_MILLIS, 20L << Math.min(failures++, 10));
    return 1 + ThreadLocalRandom.current().nextLong(most);
  }

  private void comeBackLater(long millis) {
    vertx.setTimer(millis, due -> connect());
  }

  private void receive(String text) {
    long number = new JsonObject(text).getLong("n");
    if (number > seen + 1) {
      skipped += number - seen - 1;
    }
    seen = Math.max(seen, number);
    Long meant = intended.remove(number);
    if (meant != null) {
      witness.answered(meant);
    }
  }

  /**
   * Sends the next message, now or when it is back.
   *
   * @param meant when, on the steady clock
   */
  public void say(long meant) {
    context.runOnContext(now -> {
      sent++;
      intended.put(sent, meant);
      if (socket != null) {
        write(socket, sent);
      }
    });
  }

  private static void write(WebSocket socket, long number) {
    socket.writeTextMessage(new JsonObject().put("n", number).encode());
  }

  /**
   * What became of its messages; read on its own event loop.
   *
   * @param skipped numbers that never came though a later one did: lost
   */
  public record Account(long sent, long seen, long skipped, long reconnects) {}

  /** Its account so far, handed to {@code reader} on its event loop. */
  public void account(Consumer<Account> reader) {
    context.runOnContext(now -> reader.accept(new Account(sent, seen, skipped, reconnects)));
  }

  /** Ends the session. */
  public void stop() {
    context.runOnContext(now -> {
      stopped = true;
      if (socket != null) {
        socket.close();
      }
    });
  }
}
