package io.s22.rehearsal.route;

import io.s22.data.Address;
import io.s22.data.Router;
import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The control port of a router, on loopback, as {@link io.s22.data.RouterClient} speaks to it. */
public final class RouterControl implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Router router;
  private final ServerSocket door;

  public RouterControl(Router router) {
    this.router = router;
    try {
      door = new ServerSocket();
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException("router control cannot listen", e);
    }
    Thread.ofVirtual().name("router-control").start(this::accept);
  }

  public Address address() {
    return new Address("127.0.0.1", door.getLocalPort());
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      caller.setSoTimeout(PATIENCE_MILLIS);
      String line =
          new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      String answer = answer(line == null ? "" : line);
      caller.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      System.getLogger(RouterControl.class.getName())
          .log(System.Logger.Level.DEBUG, "a caller went away", e);
    }
  }

  private String answer(String line) {
    String[] words = line.strip().split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    try {
      return switch (words[0]) {
        case "hold" -> {
          router.hold(Duration.ofMillis(Long.parseLong(rest)));
          yield "ok held";
        }
        case "release" -> {
          router.release(Address.parse(rest));
          yield "ok released";
        }
        case "target" -> "ok " + router.target();
        default -> "unknown word; known are hold, release and target";
      };
    } catch (S22Exception | NumberFormatException e) {
      return "not understood: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
