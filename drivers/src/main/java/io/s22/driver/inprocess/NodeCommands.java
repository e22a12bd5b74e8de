package io.s22.driver.inprocess;

import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Commands that stand in a task's parameters and are run on S22's own machine, with the node's name
 * in {@code S22_NODE} and a version in {@code S22_VERSION}.
 *
 * @param output takes each line they print, secrets removed
 */
public record NodeCommands(Params params, Redaction redaction, Consumer<String> output) {
  private static final int TAIL = 20;

  /**
   * Runs the command under {@code param}.
   *
   * @throws S22Exception S22-8112 when it does not end with 0
   */
  public void run(String param, String node, String version) throws InterruptedException {
    String command = redaction.resolve(params.required(param));
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    builder.environment().put("S22_NODE", node);
    builder.environment().put("S22_VERSION", version);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      List<String> said = follow(process);
      int code = process.waitFor();
      if (code != 0) {
        throw failed(param, node, "exit code " + code + ": " + String.join(" / ", said));
      }
    } catch (IOException e) {
      throw failed(param, node, e.toString());
    }
  }

  private List<String> follow(Process process) throws IOException {
    List<String> tail = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String clean = redaction.clean(line);
        output.accept(clean);
        tail.add(clean);
        if (tail.size() > TAIL) {
          tail.removeFirst();
        }
      }
    }
    return tail;
  }

  private static S22Exception failed(String param, String node, String why) {
    return new S22Exception(
        "S22-8112",
        "The command '" + param + "' for " + node + " failed: " + why,
        "Run it by hand on S22's machine with S22_NODE=" + node + " and mend what it says.");
  }
}
