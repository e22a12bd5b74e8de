package io.s22.rehearsal.service;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * {@code PUT .../orders/ID} writes an order and answers 201 only when the database has acknowledged
 * it; the same id again is the same order. {@code GET .../orders/ID} reads it.
 */
final class OrdersApi implements Node.Service {
  private static final String ORDERS = "/orders/";

  /** A statement is tried so often: the primary may be moving at this very moment. */
  private static final int TRIES = 3;

  private final Vertx vertx;
  private final DataSource database;
  private final Executor blocking;

  OrdersApi(Vertx vertx, DataSource database, Executor blocking) {
    this.vertx = vertx;
    this.database = database;
    this.blocking = blocking;
  }

  static void createTable(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "CREATE TABLE IF NOT EXISTS orders (id VARCHAR(64) PRIMARY KEY, node VARCHAR(64)"
                    + " NOT NULL, written TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3))"
                    + " ENGINE=InnoDB")) {
      statement.execute();
    }
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    int at = path.indexOf(ORDERS);
    String id = at < 0 ? "" : path.substring(at + ORDERS.length());
    if (!id.matches("[A-Za-z0-9-]{1,64}")) {
      Answers.problem(request, 404, "orders are under " + ORDERS + "ID");
      return;
    }
    if (request.method() == HttpMethod.PUT) {
      request.body().onSuccess(body -> later(request, 201, () -> write(id)));
    } else {
      later(request, 200, () -> read(id));
    }
  }

  private void later(HttpServerRequest request, int status, Callable<JsonObject> work) {
    var context = vertx.getOrCreateContext();
    blocking.execute(() -> {
      try {
        JsonObject answer = retried(work);
        context.runOnContext(done -> Answers.json(request, status, answer));
      } catch (Exception failed) {
        String why = String.valueOf(failed.getMessage());
        context.runOnContext(done -> Answers.problem(request, 503, why));
      }
    });
  }

  private static JsonObject retried(Callable<JsonObject> work) throws Exception {
    for (int tried = 1; ; tried++) {
      try {
        return work.call();
      } catch (SQLException moving) {
        if (tried == TRIES) {
          throw moving;
        }
      }
    }
  }

  private JsonObject write(String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO orders (id, node) VALUES (?, 'api')")) {
      insert.setString(1, id);
      insert.executeUpdate();
    } catch (SQLIntegrityConstraintViolationException repeated) {
      return new JsonObject().put("id", id).put("repeated", true);
    }
    return new JsonObject().put("id", id);
  }

  private JsonObject read(String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT written FROM orders WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return new JsonObject().put("id", id).put("found", row.next());
      }
    }
  }
}
