package io.s22.tell;

import io.s22.plan.Text;
import java.time.Instant;
import java.util.Map;

/**
 * What was posted beside what the journal tells by itself: by the watchdog, or by a person.
 *
 * @param id unique and stable
 * @param run the window it is about; {@link #NO_WINDOW} for none
 * @param by who posted it; {@link #WATCHDOG} where nobody did
 * @param facts what else was said of it, such as whom to tell; by name
 */
public record Post(
    String id, String run, Instant at, String by, Text body, Map<String, String> facts) {
  /** What it names in place of a run where it is about no window. */
  public static final String NO_WINDOW = "page";

  /** Who posts when nobody has. */
  public static final String WATCHDOG = "watchdog";

  public Post {
    facts = Map.copyOf(facts);
  }

  /** One of the watchdog's, or one of which no more is known than its words. */
  public Post(String id, String run, Instant at, Text body) {
    this(id, run, at, WATCHDOG, body, Map.of());
  }
}
