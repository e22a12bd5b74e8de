package io.s22.traffic.gateway;

import io.s22.traffic.gateway.Switchboard.Board;
import io.s22.traffic.policy.Route;
import io.s22.traffic.policy.Ruling;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Hands requests to nodes and answers back; one on each event loop. */
final class Relay {
  /** Nodes tried for one request, of which nothing has been sent to any but the last. */
  private static final int TRIES = 3;

  /** Answers below 100,000 bytes are short. */
  private static final int DIGITS_OF_SHORT = 5;

  private final Switchboard switchboard;
  private final HttpClientAgent client;
  private final LongSupplier millis;
  private final LongSupplier nanos;

  /**
   * @param millis wall time in milliseconds since 1970
   * @param nanos a steady clock in nanoseconds
   */
  Relay(Switchboard switchboard, HttpClientAgent client, LongSupplier millis, LongSupplier nanos) {
    this.switchboard = switchboard;
    this.client = client;
    this.millis = millis;
    this.nanos = nanos;
  }

  /** Takes one request to its end. */
  void handle(HttpServerRequest request) {
    Board board = switchboard.now();
    long now = millis.getAsLong();
    long length = Bodies.declaredLength(request);
    switch (board.routes().rule(request.method().name(), request.path(), length, now)) {
      case Ruling.Pass(Route route) -> pass(board, route, request, now, null);
      case Ruling.PassDegraded(Route route, var gate) ->
          pass(board, route, request, now, Messages.header(gate));
      case Ruling.Refuse(Route route, var gate) -> {
        tally(board, route).refused.increment();
        Messages.refuse(request, gate, now);
      }
      case Ruling.NoRoute() -> Messages.answer(request, 404, "no route for this address");
    }
  }

  private static RouteTally tally(Board board, Route route) {
    RouteTally tally = board.tallies().get(route.name());
    return tally != null ? tally : new RouteTally();
  }

  private void pass(
      Board board, Route route, HttpServerRequest request, long now, @Nullable String degraded) {
    RouteTally tally = tally(board, route);
    tally.accept(now);
    Members members = board.members().get(route.pool());
    if (members == null) {
      tally.failed.increment();
      Messages.answer(request, 502, "route " + route.name() + " has no pool " + route.pool());
      return;
    }
    request.pause();
    new Exchange(members, tally, request, degraded).connect(null, TRIES);
  }

  /** One request on its way to a node and back. */
  private final class Exchange {
    private final Members members;
    private final RouteTally tally;
    private final HttpServerRequest request;
    private final @Nullable String degraded;

    Exchange(
        Members members, RouteTally tally, HttpServerRequest request, @Nullable String degraded) {
      this.members = members;
      this.tally = tally;
      this.request = request;
      this.degraded = degraded;
    }

    void connect(@Nullable Member not, int tries) {
      Member other = members.take(not);
      Member member = other == null && not != null ? members.take(null) : other;
      if (member == null) {
        fail(503, "no healthy node");
        return;
      }
      long began = nanos.getAsLong();
      RequestOptions options =
          new RequestOptions()
              .setServer(member.address)
              .setHost(member.node().host())
              .setPort(member.node().port())
              .setMethod(request.method())
              .setURI(request.uri());
      client
          .request(options)
          .onComplete(
              outgoing -> send(member, outgoing, began, tries),
              refused -> {
                member.release();
                member.refused();
                if (tries > 1) {
                  connect(member, tries - 1);
                } else {
                  fail(502, "no node could be reached");
                }
              });
    }

    private void send(Member member, HttpClientRequest outgoing, long began, int tries) {
      member.keeps(outgoing.connection());
      Bodies.copyHeaders(request.headers(), outgoing.headers());
      Bodies.forwarded(request, outgoing.headers());
      if (degraded != null) {
        outgoing.putHeader("S22-Degraded", degraded);
      }
      boolean body = Bodies.hasBody(request);
      // Without it a body that breaks off on its way would be waited for for ever.
      outgoing.exceptionHandler(broken -> outgoing.reset());
      request.response().exceptionHandler(gone -> outgoing.reset());
      var answer = body ? outgoing.send(request) : resumeAndSend(outgoing);
      answer.onComplete(
          incoming -> receive(member, incoming, began),
          lost -> {
            member.release();
            member.failed.increment();
            if (!body && tries > 1 && mayRepeat(request.method())) {
              connect(member, tries - 1);
            } else {
              fail(502, "the node did not answer");
            }
          });
    }

    /** A node may close a kept connection just when it is used again (RFC 9110, 9.2.2). */
    private boolean mayRepeat(HttpMethod method) {
      return !request.response().headWritten()
          && (method == HttpMethod.GET || method == HttpMethod.HEAD);
    }

    private Future<HttpClientResponse> resumeAndSend(HttpClientRequest outgoing) {
      // At a second try it has been read already.
      if (!request.isEnded()) {
        request.resume();
      }
      return outgoing.send();
    }

    private void receive(Member member, HttpClientResponse incoming, long began) {
      HttpServerResponse response = request.response();
      response.setStatusCode(incoming.statusCode());
      Bodies.copyHeaders(incoming.headers(), response.headers());
      if (degraded != null) {
        response.putHeader("S22-Degraded", degraded);
      }
      member.answered(nanos.getAsLong() - began);
      whole(incoming, response)
          .onComplete(
              done -> {
                member.release();
                member.served.increment();
              },
              broken -> {
                member.release();
                member.failed.increment();
                tally.failed.increment();
                response.reset();
              });
    }

    /** A short answer of known length goes out in one write; others as they come. */
    private static Future<Void> whole(HttpClientResponse incoming, HttpServerResponse response) {
      String length = incoming.getHeader(HttpHeaders.CONTENT_LENGTH);
      return length != null && length.length() <= DIGITS_OF_SHORT
          ? incoming.body().compose(response::end)
          : response.send(incoming);
    }

    private void fail(int status, String why) {
      tally.failed.increment();
      Messages.answer(request, status, why);
    }
  }
}
