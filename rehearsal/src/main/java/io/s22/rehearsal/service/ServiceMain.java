package io.s22.rehearsal.service;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import redis.clients.jedis.RedisClient;

/**
 * One node of one service: {@code ServiceMain api|files|realtime}. Settings come from the
 * environment: {@code S22_NODE_NAME}, {@code S22_NODE_PORT}, {@code S22_NODE_VERSION}, {@code
 * S22_NODE_DATABASE} (JDBC), {@code S22_NODE_REDIS}, {@code S22_NODE_FOLDER}. It ends when its
 * standard input ends, so that it never outlives the one who started it.
 */
public final class ServiceMain {
  private ServiceMain() {}

  public static void main(String[] args) throws IOException, SQLException {
    Map<String, String> environment = System.getenv();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor()) {
      Node node =
          new Node(
              vertx,
              environment.getOrDefault("S22_NODE_NAME", args[0]),
              environment.getOrDefault("S22_NODE_VERSION", "1"),
              service(args[0], vertx, environment, blocking));
      int port = Integer.parseInt(environment.getOrDefault("S22_NODE_PORT", "0"));
      HttpServer server = vertx.createHttpServer().requestHandler(node::handle);
      int bound =
          server
              .listen(port, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join()
              .actualPort();
      System.out.println(new JsonObject().put("port", bound).encode());
      while (System.in.read() >= 0) {
        // Only the end of the input matters.
      }
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Node.Service service(
      String role, Vertx vertx, Map<String, String> environment, ExecutorService blocking)
      throws IOException, SQLException {
    return switch (role) {
      case "api" -> {
        String jdbc = environment.get("S22_NODE_DATABASE");
        if (jdbc == null) {
          yield new Echo();
        }
        var database = new MariaDbPoolDataSource(jdbc);
        OrdersApi.createTable(database);
        yield new OrdersApi(vertx, database, blocking);
      }
      case "files" ->
          new FileStore(
              vertx,
              Files.createDirectories(
                  Path.of(environment.getOrDefault("S22_NODE_FOLDER", "files"))));
      case "realtime" ->
          new Channel(
              vertx,
              RedisClient.create(
                  URI.create(environment.getOrDefault("S22_NODE_REDIS", "redis://127.0.0.1:6379"))),
              blocking);
      default -> throw new IllegalArgumentException("no such service: " + role);
    };
  }
}
