package io.s22.driver.ssh;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect to and as whom. Equal targets share connections.
 *
 * @param name what the plan calls it
 * @param keys files of private keys, tried in order
 * @param passphrase opens those of the keys that are encrypted; {@code ""} for none
 * @param knownHosts files of host keys
 * @param jump the machine to go through; null for none
 */
record Target(
    String name,
    String address,
    int port,
    String user,
    List<Path> keys,
    Passphrase passphrase,
    List<Path> knownHosts,
    @Nullable Target jump) {
  Target {
    keys = List.copyOf(keys);
    knownHosts = List.copyOf(knownHosts);
  }

  /** A passphrase, which no message shows. */
  record Passphrase(String value) {
    @Override
    public String toString() {
      return "***";
    }
  }

  /** As in a message: {@code db-1 (root@10.0.3.11:22)}. */
  String shown() {
    return name + " (" + user + "@" + address + ":" + port + ")";
  }

  /** As {@code known_hosts} writes it. */
  String hostPattern() {
    return port == 22 ? address : "[" + address + "]:" + port;
  }
}
