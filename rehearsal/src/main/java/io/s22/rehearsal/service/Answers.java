package io.s22.rehearsal.service;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** Answers in JSON. */
final class Answers {
  private Answers() {}

  static void json(HttpServerRequest request, int status, JsonObject json) {
    if (!request.response().ended()) {
      request
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .end(json.encode());
    }
  }

  static void problem(HttpServerRequest request, int status, String detail) {
    json(request, status, new JsonObject().put("status", status).put("detail", detail));
  }
}
