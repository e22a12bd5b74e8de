package io.s22.traffic.gateway;

import io.s22.traffic.policy.Policy;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The gateway's process. Settings come from the environment: {@code S22_GATEWAY_HOST}, {@code
 * _PORT}, {@code _CONTROL_PORT}, {@code _TOKEN_FILE}, {@code _CERTIFICATE}, {@code _KEY}, {@code
 * _LOOPS}, and {@code _POLICY}, a file with the first policy. It prints one line of JSON with its
 * ports, and ends when its standard input ends, so that it never outlives the one who started it.
 */
public final class GatewayMain {
  private GatewayMain() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> environment = System.getenv();
    Gateway.Options options = options(environment);
    Gateway gateway = Gateway.start(options, System::currentTimeMillis, System::nanoTime);
    String policy = environment.get("S22_GATEWAY_POLICY");
    gateway.install(policy == null ? Policy.EMPTY : read(Path.of(policy)));
    System.out.println(
        new JsonObject()
            .put("port", gateway.port())
            .put("controlPort", gateway.controlPort())
            .encode());
    while (System.in.read() >= 0) {
      // Only the end of the input matters.
    }
    gateway.close();
  }

  private static Gateway.Options options(Map<String, String> environment) throws IOException {
    String certificate = environment.get("S22_GATEWAY_CERTIFICATE");
    String key = environment.get("S22_GATEWAY_KEY");
    return new Gateway.Options(
        environment.getOrDefault("S22_GATEWAY_HOST", "127.0.0.1"),
        Integer.parseInt(environment.getOrDefault("S22_GATEWAY_PORT", "0")),
        Integer.parseInt(environment.getOrDefault("S22_GATEWAY_CONTROL_PORT", "0")),
        Files.readString(Path.of(environment.getOrDefault("S22_GATEWAY_TOKEN_FILE", "token")))
            .strip(),
        certificate == null ? null : Path.of(certificate),
        key == null ? null : Path.of(key),
        Integer.parseInt(environment.getOrDefault("S22_GATEWAY_LOOPS", "2")));
  }

  private static Policy read(Path file) throws IOException {
    return PolicyJson.read(new JsonObject(Files.readString(file)));
  }
}
