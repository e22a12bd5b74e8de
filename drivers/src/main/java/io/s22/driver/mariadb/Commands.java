package io.s22.driver.mariadb;

import io.s22.data.mariadb.Fencer;
import io.s22.data.mariadb.NodeControl;
import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is done to a server from outside of it: commands of the plan, on S22's own machine. */
record Commands(Call call) implements NodeControl, Fencer {
  private static final int TAIL = 20;

  @Override
  public void stop(String node) throws InterruptedException {
    run("stop", node, "");
  }

  @Override
  public void keep(String node, String version) throws InterruptedException {
    run("keep", node, version);
  }

  @Override
  public void bringBack(String node, String version) throws InterruptedException {
    run("bring-back", node, version);
  }

  @Override
  public void install(String node, String version) throws InterruptedException {
    run("install", node, version);
  }

  @Override
  public void start(String node) throws InterruptedException {
    run("start", node, "");
  }

  @Override
  public String cutOff(String name) {
    try {
      run("cut-off", name, "");
      return name + " was cut off";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("cut-off", name, "interrupted");
    }
  }

  private void run(String param, String node, String version) throws InterruptedException {
    String command = call.redaction().resolve(call.params().required(param));
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
        call.say(line);
        tail.add(line);
        if (tail.size() > TAIL) {
          tail.removeFirst();
        }
      }
    }
    return tail.stream().map(call.redaction()::clean).collect(Collectors.toList());
  }

  private static S22Exception failed(String param, String node, String why) {
    return new S22Exception(
        "S22-8112",
        "The command '" + param + "' for " + node + " failed: " + why,
        "Run it by hand on S22's machine with S22_NODE=" + node + " and mend what it says.");
  }
}
