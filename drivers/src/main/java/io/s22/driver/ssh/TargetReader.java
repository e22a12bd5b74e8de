package io.s22.driver.ssh;

import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.plan.Host;
import io.s22.plan.S22Exception;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out from the inventory and the parameters where a task is to be carried out. */
final class TargetReader {
  private static final int SSH_PORT = 22;
  private static final Pattern WRITTEN_OUT =
      Pattern.compile("(?:([^@\\s]+)@)?(\\[[^]]+]|[^:@\\s]+)(?::([0-9]{1,5}))?");

  private final Params params;
  private final Redaction redaction;
  private final Map<String, Host> hosts;
  private final String self;
  private final Path userHome;

  /**
   * @param self the name of the user S22 runs as
   * @param userHome that user's home folder
   */
  TargetReader(
      Params params, Redaction redaction, Surroundings surroundings, String self, Path userHome) {
    this.params = params;
    this.redaction = redaction;
    this.hosts = surroundings.hosts();
    this.self = self;
    this.userHome = userHome;
  }

  /**
   * The target of {@code task}.
   *
   * @throws S22Exception {@code S22-5001}, {@code S22-5024}, {@code S22-5025}
   */
  Target read(Task task) {
    Host host = task.host();
    if (host == null) {
      throw new S22Exception(
          "S22-5001",
          "ssh: step '" + task.effect().step() + "' names no host.",
          "Write 'on:' with a host of the inventory, or use shell for S22's own machine.");
    }
    return target(task.hostName(), host, new ArrayList<>(List.of(task.hostName())));
  }

  private Target target(String name, Host host, List<String> way) {
    return new Target(
        name,
        host.address() == null ? name : host.address(),
        host.port() == null ? SSH_PORT : host.port(),
        host.user() == null ? self : host.user(),
        keys(host.key()),
        new Target.Passphrase(params.text("passphrase").map(redaction::resolve).orElse("")),
        knownHosts(),
        host.jump() == null ? null : jump(host.jump(), host, way));
  }

  private Target jump(String jump, Host from, List<String> way) {
    if (way.contains(jump)) {
      throw new S22Exception(
          "S22-5025",
          "The way to host '" + way.getFirst() + "' goes through '" + jump + "' twice.",
          "Let 'jump' lead from each host towards S22.");
    }
    way.add(jump);
    Host known = hosts.get(jump);
    return target(jump, known == null ? writtenOut(jump, from) : known, way);
  }

  /** A jump host that is not in the inventory: {@code [user@]address[:port]}. */
  private static Host writtenOut(String jump, Host from) {
    Matcher parts = WRITTEN_OUT.matcher(jump);
    if (!parts.matches()) {
      throw new S22Exception(
          "S22-5025",
          "There is no host '" + jump + "' to jump through.",
          "Name a host of the inventory, or write user@address:port.");
    }
    @Nullable Integer port = parts.group(3) == null ? null : Integer.valueOf(parts.group(3));
    String address = parts.group(2).replaceAll("[\\[\\]]", "");
    return new Host(from.at(), address, port, parts.group(1), from.key(), null, null, null);
  }

  private List<Path> keys(@Nullable String key) {
    if (key != null) {
      Path file = path(key);
      if (!Files.isReadable(file)) {
        throw new S22Exception(
            "S22-5024", "The SSH key " + file + " cannot be read.", "Name a key S22 may read.");
      }
      return List.of(file);
    }
    List<Path> usual =
        List.of("id_ed25519", "id_ecdsa", "id_rsa").stream()
            .map(name -> userHome.resolve(".ssh").resolve(name))
            .filter(Files::isReadable)
            .toList();
    if (usual.isEmpty()) {
      throw new S22Exception(
          "S22-5024",
          "There is no SSH key: the host names none and " + userHome + "/.ssh holds none.",
          "Write 'key:' at the host, or make one with ssh-keygen.");
    }
    return usual;
  }

  private List<Path> knownHosts() {
    return params
        .text("known-hosts")
        .map(file -> List.of(path(file)))
        .orElse(
            List.of(
                userHome.resolve(".ssh").resolve("known_hosts"),
                Path.of("/etc/ssh/ssh_known_hosts")));
  }

  private Path path(String written) {
    return written.startsWith("~/") ? userHome.resolve(written.substring(2)) : Path.of(written);
  }
}
