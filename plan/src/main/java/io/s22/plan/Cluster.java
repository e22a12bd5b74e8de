package io.s22.plan;

import java.util.List;
import java.util.Map;

@Doc("The inventory: hosts, groups of hosts, services.")
public record Cluster(
    At at,
    @Doc(
            value = "Hosts by name; a range in brackets stands for several.",
            examples = "{\"api-[1-3]\": {address: \"10.0.1.1[1-3]\"}}")
        @Ranges
        Map<String, Host> hosts,
    @Doc("Names for several hosts.") @Name @Ranges Map<String, List<String>> groups,
    @Doc("What users use.") @Name Map<String, Service> services) {

  public static final Cluster EMPTY = new Cluster(At.NOWHERE, Map.of(), Map.of(), Map.of());

  public Cluster {
    hosts = Ordered.copy(hosts);
    groups = Ordered.copy(groups);
    services = Ordered.copy(services);
  }
}
