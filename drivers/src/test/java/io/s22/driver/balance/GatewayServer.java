package io.s22.driver.balance;

import io.s22.traffic.gateway.GatewayMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway in a process of its own, without a policy. */
final class GatewayServer implements AutoCloseable {
  static final String TOKEN = "a-token-of-the-test";

  private static final Pattern PORTS =
      Pattern.compile("\"port\":([0-9]+).*\"controlPort\":([0-9]+)");

  private final Process process;
  private final int port;
  private final int controlPort;

  GatewayServer(Path folder) {
    try {
      Files.writeString(folder.resolve("token"), TOKEN);
      process = start(folder);
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      Matcher ports = PORTS.matcher(String.valueOf(said.readLine()));
      if (!ports.find()) {
        throw new IOException("the gateway did not start");
      }
      port = Integer.parseInt(ports.group(1));
      controlPort = Integer.parseInt(ports.group(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            GatewayMain.class.getName());
    builder.environment().put("S22_GATEWAY_TOKEN_FILE", folder.resolve("token").toString());
    builder.environment().put("S22_GATEWAY_LOOPS", "1");
    return builder.redirectError(folder.resolve("gateway.log").toFile()).start();
  }

  int port() {
    return port;
  }

  int controlPort() {
    return controlPort;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
