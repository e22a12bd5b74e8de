package io.s22.traffic.gateway;

import io.s22.traffic.policy.Ruling;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries WebSockets. A node that drains gives its sockets up at a planned rate: each is closed
 * with 1012 (service restart, RFC 6455 registry), and its client comes back with its resume id.
 */
final class SocketRelay {
  /** Close code of the IANA WebSocket registry: the service restarts, the client may reconnect. */
  static final short SERVICE_RESTART = 1012;

  private static final long TICK_MILLIS = 5;

  /** Nodes tried for one socket. */
  private static final int TRIES = 3;

  private final Vertx vertx;
  private final Switchboard switchboard;
  private final WebSocketClient client;
  private final LongSupplier millis;
  private final LongSupplier nanos;
  private final Map<Member, Queue<Pair>> open = new ConcurrentHashMap<>();
  private final Map<Member, Giving> giving = new ConcurrentHashMap<>();

  /**
   * @param millis wall time in milliseconds since 1970
   * @param nanos a steady clock in nanoseconds
   */
  SocketRelay(
      Vertx vertx,
      Switchboard switchboard,
      WebSocketClient client,
      LongSupplier millis,
      LongSupplier nanos) {
    this.nanos = nanos;
    this.vertx = vertx;
    this.switchboard = switchboard;
    this.client = client;
    this.millis = millis;
  }

  static boolean isUpgrade(HttpServerRequest request) {
    String upgrade = request.getHeader("Upgrade");
    return upgrade != null && upgrade.equalsIgnoreCase("websocket");
  }

  void handle(HttpServerRequest request) {
    var board = switchboard.now();
    long now = millis.getAsLong();
    switch (board.routes().rule("GET", request.path(), 0, now)) {
      case Ruling.Pass(var route) -> begin(board.members().get(route.pool()), request);
      case Ruling.PassDegraded(var route, var gate) ->
          begin(board.members().get(route.pool()), request);
      case Ruling.Refuse(var route, var gate) -> Messages.refuse(request, gate, now);
      case Ruling.NoRoute() -> Messages.answer(request, 404, "no route for this address");
    }
  }

  private void begin(@Nullable Members members, HttpServerRequest request) {
    if (members == null) {
      Messages.answer(request, 503, "no healthy node");
      return;
    }
    request.pause();
    connect(members, request, null, TRIES);
  }

  private void connect(
      Members members, HttpServerRequest request, @Nullable Member not, int tries) {
    Member member = members.take(not);
    if (member == null) {
      Messages.answer(request, 503, "no healthy node");
      return;
    }
    // Taken as a request; from now on it is a socket.
    member.sockets.incrementAndGet();
    member.release();
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setServer(member.address)
            .setHost(member.node().host())
            .setPort(member.node().port())
            .setURI(request.uri());
    client
        .connect(options)
        .onComplete(
            upstream -> accept(member, request, upstream),
            failure -> {
              member.sockets.decrementAndGet();
              if (failure instanceof UpgradeRejectedException refusal) {
                // The node is well: it is this client that it does not want.
                Messages.answer(request, refusal.getStatus(), "the node refused the WebSocket");
                return;
              }
              member.refused();
              if (tries > 1) {
                connect(members, request, member, tries - 1);
              } else {
                Messages.answer(request, 502, "no node could be reached");
              }
            });
  }

  private void accept(Member member, HttpServerRequest request, WebSocket upstream) {
    upstream.pause();
    request
        .toWebSocket()
        .onComplete(
            downstream -> join(member, downstream, upstream),
            lost -> {
              member.sockets.decrementAndGet();
              upstream.close();
            });
  }

  private void join(Member member, ServerWebSocket downstream, WebSocket upstream) {
    // Whoever comes while clients are asked to leave is taken for one of them.
    giving.values().forEach(each -> each.pace.back());
    Pair pair = new Pair(downstream, upstream);
    Queue<Pair> pairs = open.computeIfAbsent(member, any -> new ConcurrentLinkedDeque<>());
    pairs.add(pair);
    pipe(downstream, upstream);
    pipe(upstream, downstream);
    upstream.closeHandler(closed -> {
      pairs.remove(pair);
      member.sockets.decrementAndGet();
    });
    downstream.resume();
    upstream.resume();
  }

  /** Frame by frame, no faster than the other side reads; a close goes on with its own code. */
  private static void pipe(WebSocketBase from, WebSocketBase to) {
    from.frameHandler(frame -> forward(frame, from, to));
    from.endHandler(end -> to.close(code(from.closeStatusCode()), from.closeReason()));
    from.exceptionHandler(broken -> to.close());
  }

  private static short code(@Nullable Short received) {
    return received == null || received == 1006 || received == 1005 ? 1000 : received;
  }

  private static void forward(WebSocketFrame frame, WebSocketBase from, WebSocketBase to) {
    if (frame.isClose() || frame.isPing() || to.isClosed()) {
      return;
    }
    to.writeFrame(frame);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(ready -> from.resume());
    }
  }

  /**
   * Asks every client on {@code member} to come back, oldest first, until it has none or takes work
   * again. Asked for again, only the pace changes.
   *
   * @param pace one for the relays of all event loops
   */
  void giveUp(Member member, GivingUp pace) {
    Queue<Pair> pairs = open.computeIfAbsent(member, any -> new ConcurrentLinkedDeque<>());
    long timer =
        vertx.setPeriodic(
            TICK_MILLIS,
            tick -> {
              if (member.takes() || member.sockets.get() == 0) {
                vertx.cancelTimer(tick);
                giving.remove(member, new Giving(tick, pace));
              } else {
                ask(pairs, pace);
              }
            });
    Giving before = giving.put(member, new Giving(timer, pace));
    if (before != null) {
      vertx.cancelTimer(before.timer);
    }
  }

  private void ask(Queue<Pair> pairs, GivingUp pace) {
    while (!pairs.isEmpty() && pace.ask(nanos.getAsLong())) {
      Pair pair = pairs.poll();
      if (pair != null) {
        pair.downstream.close(SERVICE_RESTART, "resume");
      }
    }
  }

  private record Pair(ServerWebSocket downstream, WebSocket upstream) {}

  private record Giving(long timer, GivingUp pace) {}
}
