package io.s22.plan;

@Doc(
    value = "How many hosts at once.",
    examples = {"1", "25%", "all"})
public sealed interface Batch {
  @Doc("This many.")
  record Count(int hosts) implements Batch {}

  @Doc("This share of the hosts, rounded down, but at least one.")
  record Share(Probability share) implements Batch {}

  @Doc("All of them.")
  record All() implements Batch {}

  /** How many of {@code hosts} hosts are worked on at once: at least 1. */
  default int size(int hosts) {
    int wanted =
        switch (this) {
          case Count(int n) -> n;
          case Share(Probability share) -> (int) (share.value() * hosts);
          case All() -> hosts;
        };
    return Math.max(1, Math.min(wanted, hosts));
  }
}
