package io.s22.rehearsal.service;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** An API without a database behind it: says which order it was asked for. */
final class Echo implements Node.Service {
  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    String id = path.substring(path.lastIndexOf('/') + 1);
    Answers.json(request, 200, new JsonObject().put("id", id).put("found", true));
  }
}
