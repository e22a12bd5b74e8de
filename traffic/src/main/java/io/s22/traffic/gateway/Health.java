package io.s22.traffic.gateway;

import io.s22.traffic.policy.Pool.HealthCheck;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.HashMap;
import java.util.Map;

/** Asks the nodes whether they are well, or tries them again. Runs on one event loop. */
final class Health {
  private static final long TICK_MILLIS = 20;

  /** So long a node that nobody checks is left out after it could not be reached. */
  private static final long LEFT_OUT_MILLIS = 1_000;

  private final Switchboard switchboard;
  private final HttpClientAgent client;
  private final Map<Member, Long> due = new HashMap<>();
  private long ticks;

  Health(Switchboard switchboard, HttpClientAgent client) {
    this.switchboard = switchboard;
    this.client = client;
  }

  void start(Vertx vertx) {
    vertx.setPeriodic(TICK_MILLIS, timer -> tick());
  }

  private void tick() {
    long now = ++ticks * TICK_MILLIS;
    for (Members members : switchboard.now().members().values()) {
      HealthCheck check = members.pool().health();
      if (check != null) {
        members.all().forEach(member -> askWhenDue(member, check, now));
      } else {
        members.all().forEach(member -> takeBackWhenDue(member, now));
      }
    }
  }

  /** Without a check only users can find out whether a node is there again. */
  private void takeBackWhenDue(Member member, long now) {
    if (member.healthy()) {
      due.remove(member);
    } else if (due.computeIfAbsent(member, left -> now + LEFT_OUT_MILLIS) <= now) {
      member.takeBack();
      due.remove(member);
    }
  }

  private void askWhenDue(Member member, HealthCheck check, long now) {
    if (due.getOrDefault(member, 0L) <= now) {
      due.put(member, now + check.everyMillis());
      ask(member, check);
    }
  }

  private void ask(Member member, HealthCheck check) {
    RequestOptions options =
        new RequestOptions()
            .setServer(member.address)
            .setHost(member.node().host())
            .setPort(member.node().port())
            .setMethod(HttpMethod.GET)
            .setURI(check.path())
            .setTimeout(Math.max(100, check.everyMillis()));
    client
        .request(options)
        .compose(request -> request.send())
        .compose(answer -> answer.end().map(end -> answer.statusCode()))
        .onComplete(
            status -> member.checked(status >= 200 && status < 300, check.rise(), check.fall()),
            silent -> member.checked(false, check.rise(), check.fall()));
  }
}
