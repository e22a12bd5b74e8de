package io.s22.window.choice;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Where no window keeps to everything: what to give way on, and by how much. */
final class Relaxing {
  private static final int MOST_WAYS = 4;

  private final List<Limit> limits;
  private final LocalDateTime zero;
  private final int length;

  private record Way(int minutes, String sentence) {}

  Relaxing(List<Limit> limits, LocalDateTime zero, int length) {
    this.limits = limits;
    this.zero = zero;
    this.length = length;
  }

  /**
   * One sentence for each limit that alone stands in the way, by the least it must give; where
   * several do at every minute, the window with the fewest, and of these with the least.
   */
  List<String> ways(int first, int end) {
    int[] least = new int[limits.size()];
    int[] where = new int[limits.size()];
    Arrays.fill(least, Integer.MAX_VALUE);
    int fewest = Integer.MAX_VALUE;
    long leastSum = Long.MAX_VALUE;
    int compromise = first;
    for (int start = first; start + length <= end; start++) {
      int broken = 0;
      int only = -1;
      long sum = 0;
      for (int i = 0; i < limits.size(); i++) {
        int excess = limits.get(i).excess().minutes(start);
        if (excess > 0) {
          broken++;
          only = i;
          sum += excess;
        }
      }
      if (broken == 1 && sum < least[only]) {
        least[only] = (int) sum;
        where[only] = start;
      }
      if (broken < fewest || (broken == fewest && sum < leastSum)) {
        fewest = broken;
        leastSum = sum;
        compromise = start;
      }
    }
    List<Way> ways = new ArrayList<>();
    for (int i = 0; i < least.length; i++) {
      if (least[i] < Integer.MAX_VALUE) {
        ways.add(new Way(least[i], sentence(limits.get(i), least[i]) + at(where[i])));
      }
    }
    ways.sort(Comparator.comparingInt(Way::minutes));
    return ways.isEmpty()
        ? List.of(together(compromise))
        : ways.stream().limit(MOST_WAYS).map(Way::sentence).toList();
  }

  private String together(int start) {
    List<String> parts = new ArrayList<>();
    for (Limit limit : limits) {
      int excess = limit.excess().minutes(start);
      if (excess > 0) {
        parts.add(sentence(limit, excess));
      }
    }
    return String.join("; and ", parts) + at(start);
  }

  private static String sentence(Limit limit, int minutes) {
    return "Relax " + limit.name() + ": " + String.format(limit.relax(), Say.length(minutes));
  }

  private String at(int start) {
    return "; then " + Say.time(zero.plusMinutes(start)) + " is possible.";
  }
}
