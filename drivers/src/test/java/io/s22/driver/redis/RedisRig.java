package io.s22.driver.redis;

import io.s22.run.Driver;
import io.s22.run.Task;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A replica that is brought to another version; each is counted by the command that installs. */
final class RedisRig implements DriverRig {
  private final Path home;
  private final FakeRedis primary;
  private final FakeRedis replica;

  RedisRig(Path home) {
    this.home = home;
    Path old = version("primary");
    this.primary = new FakeRedis("role:master\r\nmaster_repl_offset:7\r\n", old);
    this.replica =
        new FakeRedis(
            "role:slave\r\nmaster_host:127.0.0.1\r\nmaster_port:"
                + primary.port()
                + "\r\nmaster_link_status:up\r\nslave_repl_offset:7\r\n",
            version("replica"));
  }

  private Path version(String name) {
    try {
      return Files.writeString(home.resolve(name + ".version"), "6.2.11");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Driver open() {
    return new RedisDriver(System::nanoTime);
  }

  @Override
  public Task quick(String step) {
    return upgrade(
        step,
        "printf %s \"$S22_VERSION\" > '" + home.resolve("replica.version") + "'",
        "7.0-" + step);
  }

  @Override
  public Task failing(String step) {
    return upgrade(step, "echo no space left >&2; exit 1", "7.0-" + step);
  }

  private Task upgrade(String step, String install, String version) {
    Map<String, Object> with = new HashMap<>();
    with.put(
        "nodes",
        List.of("redis-1=127.0.0.1:" + primary.port(), "redis-2=127.0.0.1:" + replica.port()));
    with.put("node", "redis-2");
    with.put("to", version);
    with.put("stop", "true");
    with.put("install", "echo begun >> '" + counter(step) + "'; " + install);
    with.put("start", "true");
    return TaskDraft.of(step, with).action("upgrade").task();
  }

  @Override
  public Task held(String step) {
    throw new IllegalStateException("it ends with S22");
  }

  @Override
  public void letGo(String step) {}

  private Path counter(String step) {
    return home.resolve(step + ".count");
  }

  @Override
  public int count(String step) {
    try {
      return Files.exists(counter(step)) ? Files.readAllLines(counter(step)).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean outlivesS22() {
    return false;
  }

  @Override
  public void close() {
    primary.close();
    replica.close();
  }
}
