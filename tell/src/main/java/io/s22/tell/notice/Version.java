package io.s22.tell.notice;

import io.s22.plan.Text;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A window as it stood from one instant until the next.
 *
 * @param number how often it had changed by then
 */
record Version(Instant from, Instant to, Instant opens, Instant closes, int number) {
  /** What a notice of it says. */
  Notice.Facts facts() {
    return facts(null, null);
  }

  /** The same in the plan's own words. */
  Notice.Facts facts(@Nullable Text says, @Nullable Text subject) {
    return new Notice.Facts(opens, closes, null, null, null, says, subject, Map.of(), number);
  }
}
