package io.s22.driver.wait;

import io.s22.driver.common.Keys;
import io.s22.run.Driver;
import io.s22.run.Task;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ports that are opened for what waits for them. A wait is counted in its ledger. */
final class WaitRig implements DriverRig {
  private final Path home;
  private final List<ServerSocket> open = new ArrayList<>();

  WaitRig(Path home) {
    this.home = home;
  }

  @Override
  public Driver open() {
    return new WaitDriver();
  }

  @Override
  public Task quick(String step) {
    return TaskDraft.of(step, Map.of("for", "1ms")).task();
  }

  @Override
  public Task held(String step) {
    return TaskDraft.of(step, Map.of("port", "127.0.0.1:" + port(step))).task();
  }

  @Override
  public void letGo(String step) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(step)));
      open.add(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Task failing(String step) {
    return TaskDraft.of(step, Map.of("port", "127.0.0.1:" + port(step), "within", "1ms")).task();
  }

  /** One port for a step, the same in every process: written down at first. */
  private int port(String step) {
    Path file = home.resolve(step + ".port");
    try {
      if (!Files.exists(file)) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          Files.writeString(file, Integer.toString(socket.getLocalPort()));
        }
      }
      return Integer.parseInt(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int count(String step) {
    String key = TaskDraft.of(step, Map.of()).task().key();
    Path folder = home.resolve("wait").resolve(Keys.fileName(key));
    return Files.exists(folder.resolve("taken.2"))
        ? 2
        : Files.exists(folder.resolve("taken.1")) ? 1 : 0;
  }

  @Override
  public void close() {
    for (ServerSocket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
