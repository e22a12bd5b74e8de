package io.s22.data;

import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A router in another process, told what to do over its control port: one line there, one line
 * back. {@code hold MILLIS}, {@code release HOST:PORT}, {@code target}.
 *
 * @param control where the router listens for this
 */
public record RouterClient(Address control) implements Router {
  private static final int PATIENCE_MILLIS = 5_000;

  @Override
  public void hold(Duration lease) {
    ask("hold " + lease.toMillis());
  }

  @Override
  public void release(Address target) {
    ask("release " + target);
  }

  @Override
  public Address target() {
    return Address.parse(ask("target"));
  }

  private String ask(String line) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(control.host(), control.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String answer = in.readLine();
      if (answer == null || !answer.startsWith("ok ")) {
        throw new IOException("it answered " + answer);
      }
      return answer.substring(3);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8113",
          "The router at " + control + " did not do '" + line + "': " + e.getMessage(),
          "See that the router runs and that this is its control port.",
          e);
    }
  }
}
