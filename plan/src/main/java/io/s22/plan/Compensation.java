package io.s22.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

@Doc("What users get for what they suffer.")
public record Compensation(
    At at,
    @Doc(value = "For each minute of interruption, per user and service.", examples = "0.1 CNY")
        Money perMinute,
    @Doc("Whether interruption that was announced counts.") @Nullable Boolean countsAnnounced,
    @Doc("Interruption shorter than this is not counted.") @Nullable Duration after,
    @Doc(value = "At most this much per user.", examples = "100 CNY") @Nullable Money atMost,
    @Doc(value = "Up to this much for each case of lost data.", examples = "5000 CNY")
        @Nullable Money dataLossUpTo,
    @Doc("Credit points of orders placed in the window are multiplied by this.")
        @Span(from = 1, to = 1_000)
        @Nullable Integer creditPointsTimes,
    @Doc("How amounts are rounded: commercial (half up) or bankers (half even).")
        @Nullable Rounding rounding) {

  @Doc("How money is rounded.")
  public enum Rounding {
    COMMERCIAL,
    BANKERS
  }
}
