package io.s22.driver.mariadb;

import io.s22.data.mariadb.Fencer;
import io.s22.data.mariadb.NodeControl;
import io.s22.driver.inprocess.NodeCommands;
import io.s22.plan.S22Exception;

/** What is done to a server from outside of it: commands of the plan, on S22's own machine. */
record Commands(NodeCommands commands) implements NodeControl, Fencer {
  Commands(Call call) {
    this(new NodeCommands(call.params(), call.redaction(), call.surroundings().output()));
  }

  @Override
  public void stop(String node) throws InterruptedException {
    commands.run("stop", node, "");
  }

  @Override
  public void keep(String node, String version) throws InterruptedException {
    commands.run("keep", node, version);
  }

  @Override
  public void bringBack(String node, String version) throws InterruptedException {
    commands.run("bring-back", node, version);
  }

  @Override
  public void install(String node, String version) throws InterruptedException {
    commands.run("install", node, version);
  }

  @Override
  public void start(String node) throws InterruptedException {
    commands.run("start", node, "");
  }

  @Override
  public String cutOff(String name) {
    try {
      commands.run("cut-off", name, "");
      return name + " was cut off";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new S22Exception(
          "S22-8112", "Cutting " + name + " off was interrupted", "Run the step again.", e);
    }
  }
}
