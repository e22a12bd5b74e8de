package io.s22.window.choice;

import java.util.Map;

/**
 * The port to whatever foretells a plan's effects: for each service and minute of the window, the
 * share of that minute in which the service is expected to be down.
 *
 * @param source where it comes from, in words: "the forecast", "the plan's boxes"
 * @param shares by service; as many values as the window has minutes, each from 0 to 1
 */
public record Interruption(String source, Map<String, double[]> shares) {
  public Interruption {
    shares = Map.copyOf(shares);
  }

  /** Whether nothing is expected to be down at any time. */
  public boolean isEmpty() {
    return shares.values().stream()
        .allMatch(minutes -> {
          for (double share : minutes) {
            if (share > 0) {
              return false;
            }
          }
          return true;
        });
  }
}
