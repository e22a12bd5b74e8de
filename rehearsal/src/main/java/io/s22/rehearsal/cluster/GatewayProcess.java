package io.s22.rehearsal.cluster;

import io.s22.rehearsal.process.JavaProcess;
import io.s22.traffic.balancer.GatewayBalancer;
import io.s22.traffic.gateway.GatewayMain;
import io.s22.traffic.gateway.PolicyJson;
import io.s22.traffic.policy.Policy;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** S22's gateway as a process of its own, before the services. */
public final class GatewayProcess implements AutoCloseable {
  private final JavaProcess process;
  private final HttpClient client;
  private final int port;
  private final int controlPort;
  private final String token;

  private GatewayProcess(JavaProcess process, HttpClient client, String token) {
    this.process = process;
    this.client = client;
    JsonObject said = process.awaitReady();
    this.port = said.getInteger("port");
    this.controlPort = said.getInteger("controlPort");
    this.token = token;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param folder for its token, policy and log
   * @param client through which its control API is asked
   */
  static GatewayProcess start(Path folder, Policy policy, String token, HttpClient client)
      throws IOException {
    Path tokenFile =
        Files.createFile(
            folder.resolve("token"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(tokenFile, token);
    Path policyFile = folder.resolve("policy.json");
    Files.writeString(policyFile, PolicyJson.write(policy).encode());
    JavaProcess process =
        JavaProcess.start(
            new JavaProcess.Setup(
                "gateway",
                GatewayMain.class.getName(),
                List.of(),
                Map.of(
                    "S22_GATEWAY_TOKEN_FILE", tokenFile.toString(),
                    "S22_GATEWAY_POLICY", policyFile.toString(),
                    "S22_GATEWAY_LOOPS", "1"),
                folder.resolve("gateway.log")));
    return new GatewayProcess(process, client, token);
  }

  /** Where users connect, on loopback. */
  public int port() {
    return port;
  }

  /** Its control API, such as {@code http://127.0.0.1:9901}. */
  public URI control() {
    return URI.create("http://127.0.0.1:" + controlPort);
  }

  public String token() {
    return token;
  }

  public long pid() {
    return process.pid();
  }

  /**
   * It as a balancer.
   *
   * @param millis wall time in milliseconds since 1970
   */
  public GatewayBalancer balancer(LongSupplier millis) {
    return new GatewayBalancer(client, control(), token, millis);
  }

  @Override
  public void close() {
    process.close();
  }
}
