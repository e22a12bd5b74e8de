package io.s22.driver.http;

import io.s22.run.Driver;
import io.s22.run.Task;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A real web server that counts what arrives. */
final class HttpRig implements DriverRig {
  private final WebServer server = new WebServer();
  private final Map<String, CountDownLatch> held = new java.util.concurrent.ConcurrentHashMap<>();

  WebServer server() {
    return server;
  }

  @Override
  public Driver open() {
    return new HttpDriver();
  }

  @Override
  public Task quick(String step) {
    server.on("/" + step, 200, "well");
    return post(step);
  }

  @Override
  public Task held(String step) {
    server.on("/" + step, 200, "well", held.computeIfAbsent(step, s -> new CountDownLatch(1)));
    return post(step);
  }

  @Override
  public void letGo(String step) {
    held.computeIfAbsent(step, s -> new CountDownLatch(1)).countDown();
  }

  @Override
  public Task failing(String step) {
    server.on("/" + step, 500, "broken");
    return post(step);
  }

  private Task post(String step) {
    return TaskDraft.of(step, Map.of("url", server.url("/" + step), "body", "x"))
        .action("post")
        .task();
  }

  @Override
  public int count(String step) {
    return server.arrived("/" + step).size();
  }

  /** A request lives in the process that sent it. */
  @Override
  public boolean outlivesS22() {
    return false;
  }

  @Override
  public void close() {
    server.close();
  }
}
