package io.s22.window.choice;

import io.s22.plan.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The port to whatever foretells a plan's effects: for each service and minute of the window, the
 * share of that minute in which the service is expected to be down.
 *
 * @param source where it comes from, in words: "the forecast", "the plan's boxes"
 * @param shares by service; as many values as the window has minutes, each from 0 to 1
 */
public record Interruption(Text source, Map<String, double[]> shares) {
  private static final double MORE_THAN_CHANCE = 0.01;

  public Interruption {
    shares = Map.copyOf(shares);
  }

  /**
   * The minutes in which services may be hurt: those of the boxes, and those in which something
   * else foretells an interruption that is more than chance.
   */
  Map<String, boolean[]> touched(Map<String, boolean[]> boxes) {
    Map<String, boolean[]> all = new HashMap<>(boxes);
    shares.forEach((service, minutes) -> {
      boolean[] own = boxes.getOrDefault(service, new boolean[0]);
      boolean[] both = Arrays.copyOf(own, minutes.length);
      for (int i = 0; i < minutes.length; i++) {
        both[i] |= minutes[i] >= MORE_THAN_CHANCE;
      }
      all.put(service, both);
    });
    return all;
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
