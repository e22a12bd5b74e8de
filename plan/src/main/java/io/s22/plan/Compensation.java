package io.s22.plan;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("What users get for what they suffer.")
public record Compensation(
    At at,
    @Doc(value = "For each minute of interruption, per user and service.", examples = "0.1 CNY")
        Money perMinute,
    @Doc(
            value = "For each minute of interruption of these services, in place of per-minute.",
            examples = "{api: 0.2 CNY, metrics: 0 CNY}")
        Map<String, Money> perMinuteOf,
    @Doc(
            "A user who misses several services at once: is paid once, at the highest of their rates,"
                + " or for each-service. Once where left out.")
        @Nullable Overlapping overlapping,
    @Doc("Whether interruption that was announced counts.") @Nullable Boolean countsAnnounced,
    @Doc(
            value =
                "Interruption counts for so long after the window opens; until the run has ended where"
                    + " left out.",
            examples = "4h")
        @Nullable Duration countsFor,
    @Doc("Interruption shorter than this is not counted.") @Nullable Duration after,
    @Doc(
            "Which minutes are paid: exact to the nanosecond, started ones in full, or full ones only;"
                + " of a user's interruptions added up. Exact where left out.")
        @Nullable Minutes minutes,
    @Doc(value = "At most this much per user.", examples = "100 CNY") @Nullable Money atMost,
    @Doc(value = "Up to this much for each case of lost data.", examples = "5000 CNY")
        @Nullable Money dataLossUpTo,
    @Doc("Credit points of orders placed in the window are multiplied by this.")
        @Span(from = 1, to = 1_000)
        @Nullable Integer creditPointsTimes,
    @Doc("How amounts are rounded: commercial (half up) or bankers (half even).")
        @Nullable Rounding rounding) {

  public Compensation {
    perMinuteOf = Ordered.copy(perMinuteOf);
  }

  /** Whether interruption that was announced counts: it does where nothing is said. */
  public boolean paysAnnounced() {
    return countsAnnounced == null || countsAnnounced;
  }

  /** What a minute without {@code service} is worth. */
  public Money perMinute(String service) {
    return perMinuteOf.getOrDefault(service, perMinute);
  }

  @Doc("How money is rounded.")
  public enum Rounding {
    COMMERCIAL,
    BANKERS
  }

  @Doc("How often one moment is paid for.")
  public enum Overlapping {
    ONCE,
    EACH_SERVICE
  }

  @Doc("Which minutes are paid.")
  public enum Minutes {
    EXACT,
    STARTED,
    FULL
  }
}
