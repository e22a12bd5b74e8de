package io.s22.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The name a node picks runs under: which machine, which process, which node within it. Whoever
 * reads it on the same machine can tell whether that process still lives.
 *
 * @param host for people; at most 12 characters
 * @param machine this boot of this machine and this space of process ids, hashed
 * @param pid the process
 * @param started when the process began, in the machine's own count; tells a pid given out again
 * @param tag tells nodes within one process apart; at most 6 characters
 */
record NodeName(String host, String machine, long pid, long started, String tag) {
  /** Of /proc/PID/stat after the name in parentheses: state is the first, start time the 20th. */
  private static final int STATE = 0;

  private static final int STARTED = 19;
  private static final String SEPARATOR = "~";

  /** The name of a node in this process. */
  static NodeName here(String tag, Map<String, String> environment) {
    long pid = ProcessHandle.current().pid();
    String host =
        read("/proc/sys/kernel/hostname")
            .or(() -> Optional.ofNullable(environment.get("HOSTNAME")))
            .or(() -> Optional.ofNullable(environment.get("COMPUTERNAME")))
            .orElse("node")
            .replaceAll("[^A-Za-z0-9.-]", "-");
    return new NodeName(cut(host, 12), machine(host), pid, started(pid).orElse(0L), cut(tag, 6));
  }

  /** The name that {@code text} is; empty where it is none of ours. */
  static Optional<NodeName> parse(String text) {
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    if (parts.size() != 5
        || !parts.get(2).matches("\\d{1,18}")
        || !parts.get(3).matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new NodeName(
            parts.get(0),
            parts.get(1),
            Long.parseLong(parts.get(2)),
            Long.parseLong(parts.get(3)),
            parts.get(4)));
  }

  /** Whether it is certain, seen from {@code observer}, that this node's process is gone. */
  boolean isDead(NodeName observer) {
    if (!machine.equals(observer.machine)) {
      return false;
    }
    Optional<Long> now = started(pid);
    return now.isEmpty() || now.get() != started;
  }

  /** When the process began; empty when there is none, or only its remains. */
  private static Optional<Long> started(long pid) {
    if (Files.isDirectory(Path.of("/proc/self"))) {
      return read("/proc/" + pid + "/stat").flatMap(NodeName::startedOf);
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().startInstant().map(i -> i.getEpochSecond()).orElse(0L));
  }

  private static Optional<Long> startedOf(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    boolean remains = fields[STATE].equals("Z") || fields[STATE].equals("X");
    return remains ? Optional.empty() : Optional.of(Long.parseLong(fields[STARTED]));
  }

  /** A pid means something within one boot and one name space of pids only. */
  private static String machine(String host) {
    String boot = read("/proc/sys/kernel/random/boot_id").orElse(host);
    return Integer.toHexString((boot + pidSpace()).hashCode());
  }

  private static String pidSpace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "the only one"; // not Linux
    }
  }

  private static Optional<String> read(String file) {
    try {
      return Optional.of(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }

  /** At most 50 characters: db-scheduler keeps no more. */
  @Override
  public String toString() {
    return String.join(SEPARATOR, host, machine, Long.toString(pid), Long.toString(started), tag);
  }
}
