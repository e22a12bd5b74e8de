package io.s22.rehearsal.users;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sessions on the real-time channel; each says something every second. */
public final class SocketCrowd implements AutoCloseable {
  /** Connections break in a rehearsal, and that is counted: Vert.x need not say so as well. */
  private static final Logger VERTX = Logger.getLogger("io.vertx");

  private static final long EVERY_MILLIS = 1_000;
  private static final int LAST_LOOKS = 400;
  private static final long LOOK_MILLIS = 50;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final List<SocketUser> sessions = new ArrayList<>();
  private final List<Long> timers = new ArrayList<>();

  /**
   * @param port of the gateway
   * @param path of the channel
   * @param nanos a steady clock
   */
  SocketCrowd(int port, String path, int count, Tally tally, LongSupplier nanos) {
    VERTX.setLevel(Level.OFF);
    WebSocketClient client = vertx.createWebSocketClient();
    WebSocketConnectOptions where =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path);
    for (int i = 0; i < count; i++) {
      SocketUser session =
          new SocketUser(
              vertx,
              client,
              where,
              "session-" + i,
              meant -> tally.count(meant, nanos.getAsLong(), Answer.RIGHT));
      sessions.add(session);
      long first = 1 + i * EVERY_MILLIS / count;
      vertx.setTimer(
          first,
          begun -> {
            session.say(nanos.getAsLong());
            timers.add(vertx.setPeriodic(EVERY_MILLIS, due -> session.say(nanos.getAsLong())));
          });
    }
  }

  /** What became of all their messages. */
  public SocketUser.Account account() {
    List<CompletableFuture<SocketUser.Account>> each = new ArrayList<>();
    for (SocketUser session : sessions) {
      CompletableFuture<SocketUser.Account> account = new CompletableFuture<>();
      session.account(account::complete);
      each.add(account);
    }
    return each.stream()
        .map(account -> account.orTimeout(10, TimeUnit.SECONDS).join())
        .reduce(
            new SocketUser.Account(0, 0, 0, 0),
            (a, b) ->
                new SocketUser.Account(
                    a.sent() + b.sent(),
                    a.seen() + b.seen(),
                    a.skipped() + b.skipped(),
                    a.reconnects() + b.reconnects()));
  }

  /** Says nothing more, waits for what is under way, and returns the last account. */
  public SocketUser.Account finish() throws InterruptedException {
    vertx.runOnContext(now -> timers.forEach(vertx::cancelTimer));
    SocketUser.Account account = account();
    for (int i = 0; i < LAST_LOOKS && account.seen() < account.sent(); i++) {
      Thread.sleep(LOOK_MILLIS);
      account = account();
    }
    return account;
  }

  @Override
  public void close() {
    sessions.forEach(SocketUser::stop);
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
