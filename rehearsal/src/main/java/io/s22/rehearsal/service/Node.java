package io.s22.rehearsal.service;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;

/** What all services have in common: health, version, fault switches; the rest is the service's. */
final class Node {
  /** What a node is for. */
  @FunctionalInterface
  interface Service {
    void handle(HttpServerRequest request);
  }

  private final Vertx vertx;
  private final String name;
  private final String version;
  private final Service service;
  private final AtomicLong answers = new AtomicLong();
  private volatile Faults faults = Faults.NONE;

  Node(Vertx vertx, String name, String version, Service service) {
    this.vertx = vertx;
    this.name = name;
    this.version = version;
    this.service = service;
  }

  void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/health" -> health(request);
      case "/faults" -> setFaults(request);
      default -> afterDelay(request);
    }
  }

  private void health(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(faults.unhealthy() ? 503 : 200)
        .end(new JsonObject().put("name", name).put("version", version).encode());
  }

  private void setFaults(HttpServerRequest request) {
    if (request.method() != HttpMethod.PUT) {
      Answers.problem(request, 405, "PUT the faults");
      return;
    }
    request
        .body()
        .onSuccess(body -> {
          faults = Faults.read(body.toJsonObject());
          Answers.json(request, 200, new JsonObject().put("name", name));
        });
  }

  private void afterDelay(HttpServerRequest request) {
    Faults now = faults;
    if (now.delayMillis() == 0) {
      answer(request, now);
      return;
    }
    request.pause();
    vertx.setTimer(
        now.delayMillis(),
        due -> {
          request.resume();
          answer(request, now);
        });
  }

  private void answer(HttpServerRequest request, Faults now) {
    long number = answers.incrementAndGet();
    request.response().putHeader("S22-Node", name).putHeader("S22-Version", version);
    if (now.failEvery() > 0 && number % now.failEvery() == 0) {
      Answers.problem(request, 500, "this node fails on purpose");
    } else if (now.wrongEvery() > 0 && number % now.wrongEvery() == 0) {
      Answers.json(request, 200, new JsonObject().put("wrong", "on purpose"));
    } else {
      service.handle(request);
    }
  }
}
