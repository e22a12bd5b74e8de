package io.s22.plan.yaml;

import io.s22.plan.Host;
import io.s22.plan.HostRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts by name. A range in the name stands for several hosts; ranges in the address and the zone
 * run beside it.
 */
record HostsForm(Form<Host> host) implements Form<Map<String, Host>> {
  private static final int MOST = 100_000;

  @Override
  public @Nullable Map<String, Host> read(Node node, String key, Reading reading) {
    if (!(node instanceof Node.Entries entries)) {
      return wrongKind(node, key, reading);
    }
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (Node.Entry entry : entries.entries()) {
      Host read = host.read(entry.value(), entry.key().text(), reading);
      expand(entry.key(), read == null ? host.placeholder() : read, hosts, reading);
    }
    return hosts;
  }

  private static void expand(
      Node.Scalar name, Host host, Map<String, Host> hosts, Reading reading) {
    List<String> names = names(name, reading);
    List<String> addresses = beside(host.address(), names, name, host, "address", reading);
    List<String> zones = beside(host.zone(), names, name, host, "zone", reading);
    for (int i = 0; i < names.size(); i++) {
      String address = addresses.isEmpty() ? host.address() : addresses.get(i);
      String zone = zones.isEmpty() ? host.zone() : zones.get(i);
      if (hosts.put(names.get(i), with(host, address, zone)) != null) {
        reading.error(
            "S22-1007",
            name.at(),
            "The host '" + Quoted.cut(names.get(i)) + "' is written twice.",
            "Keep one of them, or make the range smaller.");
      }
    }
    if (hosts.size() > MOST) {
      throw new Composer.Broken(
          name.at(),
          "S22-1006",
          "The plan holds more than " + MOST + " hosts.",
          "Write a plan for each part of the cluster.");
    }
  }

  private static List<String> names(Node.Scalar name, Reading reading) {
    List<String> names;
    try {
      names = reading.expand(name.text());
    } catch (IllegalArgumentException e) {
      reading.error(
          "S22-1041",
          name.at(),
          "'%s' under 'hosts' is no range: %s.".formatted(Quoted.cut(name.text()), e.getMessage()),
          "Write it like api-[1-3], with at most " + HostRange.MOST + " names.");
      return List.of();
    }
    if (!names.isEmpty()) {
      Checked.name(new Node.Scalar(name.at(), names.getFirst(), true), "hosts", reading);
    }
    return names;
  }

  /** What a value beside the name stands for: nothing where it holds no range. */
  private static List<String> beside(
      @Nullable String value,
      List<String> names,
      Node.Scalar name,
      Host host,
      String key,
      Reading reading) {
    if (value == null || !HostRange.isRange(value)) {
      return List.of();
    }
    List<String> values;
    try {
      values = reading.expand(value);
    } catch (IllegalArgumentException e) {
      values = List.of();
    }
    if (values.size() == names.size()) {
      return values;
    }
    reading.error(
        "S22-1041",
        host.at().of(key),
        "The %s '%s' stands for %d, the name '%s' for %d."
            .formatted(
                key, Quoted.cut(value), values.size(), Quoted.cut(name.text()), names.size()),
        "Give both ranges the same number of members.");
    return List.of();
  }

  private static Host with(Host host, @Nullable String address, @Nullable String zone) {
    return new Host(
        host.at(), address, host.port(), host.user(), host.key(), host.jump(), zone, host.faults());
  }

  @Override
  public Map<String, Host> placeholder() {
    return Map.of();
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "object", "additionalProperties", host.schema());
  }

  @Override
  public boolean isCollection() {
    return true;
  }

  @Override
  public String words() {
    return "a mapping of host names to hosts";
  }
}
