package io.s22.traffic.gateway;

import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool.Mode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The local control API: {@code PUT /policy}, {@code GET /policy}, {@code GET /state}, {@code POST
 * /pools/P/nodes/N/drain?rate=100}, {@code POST /pools/P/nodes/N/up}, {@code POST /certificates}.
 * Every call carries the token. A policy that is put with {@code If-Match: VERSION} is refused with
 * 412 when another one has come into force since.
 */
final class Control {
  private static final int DEFAULT_RATE = 100;

  private final Switchboard switchboard;
  private final List<SocketRelay> sockets;
  private final byte[] token;
  private final Supplier<Future<Integer>> reloadCertificates;

  Control(
      Switchboard switchboard,
      List<SocketRelay> sockets,
      String token,
      Supplier<Future<Integer>> reloadCertificates) {
    this.switchboard = switchboard;
    this.sockets = sockets;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.reloadCertificates = reloadCertificates;
  }

  void handle(HttpServerRequest request) {
    if (!admitted(request.getHeader("Authorization"))) {
      Messages.answer(request, 401, "the token is missing or wrong");
      return;
    }
    String[] words = request.path().substring(1).split("/");
    if (words.length == 5 && request.method() == HttpMethod.POST) {
      node(request, words);
    } else if (words.length == 1) {
      top(request, words[0]);
    } else {
      Messages.answer(request, 404, "no such call");
    }
  }

  private boolean admitted(@Nullable String header) {
    return header != null
        && header.startsWith("Bearer ")
        && MessageDigest.isEqual(header.substring(7).getBytes(StandardCharsets.UTF_8), token);
  }

  private void top(HttpServerRequest request, String word) {
    String call = request.method().name() + " " + word;
    switch (call) {
      case "GET state" -> reply(request, StateJson.of(switchboard.now()));
      case "GET policy" -> reply(request, PolicyJson.write(switchboard.now().policy()));
      case "PUT policy" -> request.body().onSuccess(body -> install(request, body));
      case "POST certificates" ->
          reloadCertificates
              .get()
              .onComplete(
                  version -> reply(request, new JsonObject().put("certificateVersion", version)),
                  wrong ->
                      Messages.answer(request, 422, "the certificates: " + wrong.getMessage()));
      default -> Messages.answer(request, 404, "no such call");
    }
  }

  private void install(HttpServerRequest request, Buffer body) {
    try {
      Policy policy = PolicyJson.read(body.toJsonObject());
      String before = request.getHeader("If-Match");
      if (before == null) {
        switchboard.install(policy);
      } else if (!switchboard.replace(Long.parseLong(before), policy)) {
        Messages.answer(request, 412, "the policy is no longer version " + before);
        return;
      }
      reply(request, new JsonObject().put("policyVersion", policy.version()));
    } catch (IllegalArgumentException | DecodeException | ClassCastException wrong) {
      Messages.answer(request, 400, "the policy cannot be read: " + wrong.getMessage());
    }
  }

  /** {@code pools/P/nodes/N/VERB}. */
  private void node(HttpServerRequest request, String[] words) {
    Mode mode =
        switch (words[4].toLowerCase(Locale.ROOT)) {
          case "drain" -> Mode.DRAIN;
          case "up" -> Mode.UP;
          default -> null;
        };
    Member member = mode == null ? null : switchboard.mode(words[1], words[3], mode);
    if (mode == null || member == null) {
      Messages.answer(request, 404, "no such node or verb: " + request.path());
      return;
    }
    if (mode == Mode.DRAIN) {
      GivingUp pace = new GivingUp(rate(request.getParam("rate")));
      sockets.forEach(relay -> relay.giveUp(member, pace));
    }
    reply(request, StateJson.member(member));
  }

  private static int rate(@Nullable String word) {
    return word != null && word.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(word) : DEFAULT_RATE;
  }

  private static void reply(HttpServerRequest request, JsonObject json) {
    request.response().putHeader("Content-Type", "application/json").end(json.encode());
  }
}
