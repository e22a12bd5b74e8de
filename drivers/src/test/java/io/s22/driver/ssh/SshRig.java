package io.s22.driver.ssh;

import io.s22.driver.command.CommandRig;
import io.s22.run.Driver;
import io.s22.testkit.TaskDraft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A real OpenSSH server on this machine. */
final class SshRig extends CommandRig {
  private final Path home;
  private final SshServer server;
  private final List<SshDriver> open = new ArrayList<>();

  SshRig(Path home, SshServer server) {
    super(home);
    this.home = home;
    this.server = server;
  }

  @Override
  public Driver open() {
    SshDriver driver = new SshDriver();
    open.add(driver);
    return driver;
  }

  @Override
  public Path effects() {
    return home.resolve("effects");
  }

  @Override
  public TaskDraft bind(TaskDraft draft) {
    Map<String, Object> with = new LinkedHashMap<>(draft.with());
    with.put("known-hosts", server.file("known_hosts").toString());
    with.put("effects", effects().toString());
    return new TaskDraft(
            draft.step(), draft.action(), with, "", null, draft.timeout(), draft.attempt())
        .on("db-1", server.host("user_ed25519"));
  }

  @Override
  public Map<String, String> handOver() {
    return Map.of(SshDriverTest.SERVER, server.file(".").toString());
  }

  @Override
  public void close() {
    open.forEach(SshDriver::close);
  }
}
