package io.s22.rehearsal.service;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * The real-time channel: {@code /realtime?session=ID&after=N}. A client numbers its messages from
 * 1; each is kept in the session's Redis stream under its number before it is sent back, so
 * whichever node the client comes back to can give it all after {@code N}. Redis itself refuses a
 * number twice, so a message that is sent again is kept once.
 */
final class Channel implements Node.Service {
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int KEEP = 1000;

  private final Vertx vertx;
  private final RedisClient redis;
  private final Executor blocking;

  Channel(Vertx vertx, RedisClient redis, Executor blocking) {
    this.vertx = vertx;
    this.redis = redis;
    this.blocking = blocking;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String session = String.valueOf(request.getParam("session"));
    String after = request.getParam("after", "0");
    if (!SESSION.matcher(session).matches() || !after.matches("[0-9]{1,18}")) {
      Answers.problem(request, 400, "needs session and after");
      return;
    }
    request.toWebSocket().onSuccess(socket -> open(socket, session, Long.parseLong(after)));
  }

  private void open(ServerWebSocket socket, String session, long after) {
    Context context = vertx.getOrCreateContext();
    InTurn turns = new InTurn(blocking);
    turns.add(() -> resend(context, socket, session, after));
    socket.textMessageHandler(text -> turns.add(() -> keep(context, socket, session, text)));
  }

  /**
   * One socket's messages, one after the other: Redis would refuse one that is overtaken. After one
   * that failed nothing is done any more: the next would be kept and answered before it.
   */
  private static final class InTurn {
    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    InTurn(Executor executor) {
      this.executor = executor;
    }

    synchronized void add(Runnable work) {
      last = last.thenRunAsync(work, executor);
    }
  }

  private void resend(Context context, ServerWebSocket socket, String session, long after) {
    try {
      List<StreamEntry> missed =
          redis.xrange(key(session), new StreamEntryID(after, 1), StreamEntryID.MAXIMUM_ID);
      missed.forEach(entry -> send(context, socket, entry.getID().getTime()));
    } catch (JedisException gone) {
      context.runOnContext(now -> socket.close((short) 1013, "try again"));
      throw gone;
    }
  }

  private void keep(Context context, ServerWebSocket socket, String session, String text) {
    try {
      long number = new JsonObject(text).getLong("n", 0L);
      XAddParams params = XAddParams.xAddParams().id(number, 0).maxLen(KEEP).approximateTrimming();
      try {
        redis.xadd(key(session), Map.of("n", Long.toString(number)), params);
      } catch (JedisDataException refused) {
        if (!String.valueOf(refused.getMessage()).contains("equal or smaller")) {
          throw refused;
        }
      }
      send(context, socket, number);
    } catch (JedisException gone) {
      context.runOnContext(now -> socket.close((short) 1013, "try again"));
      throw gone;
    } catch (DecodeException | ClassCastException garbled) {
      context.runOnContext(now -> socket.close((short) 1003, "not a message"));
    }
  }

  private static void send(Context context, ServerWebSocket socket, long number) {
    context.runOnContext(now -> {
      if (!socket.isClosed()) {
        socket.writeTextMessage(new JsonObject().put("n", number).encode());
      }
    });
  }

  private static String key(String session) {
    return "realtime:" + session;
  }
}
