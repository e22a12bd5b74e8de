package io.s22.window.choice;

import io.s22.plan.Text;
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

  private record Way(int minutes, Text sentence) {}

  Relaxing(List<Limit> limits, LocalDateTime zero, int length) {
    this.limits = limits;
    this.zero = zero;
    this.length = length;
  }

  /**
   * One sentence for each limit that alone stands in the way, by the least it must give; where
   * several do at every minute, the window with the fewest, and of these with the least.
   */
  List<Text> ways(int first, int end) {
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
        ways.add(way(limits.get(i), least[i], where[i]));
      }
    }
    ways.sort(Comparator.comparingInt(Way::minutes));
    return ways.isEmpty()
        ? List.of(together(compromise))
        : ways.stream().limit(MOST_WAYS).map(Way::sentence).toList();
  }

  private Way way(Limit limit, int minutes, int start) {
    return new Way(
        minutes, Tongue.both(tongue -> sentence(tongue, limit, minutes) + at(tongue, start)));
  }

  private Text together(int start) {
    return Tongue.both(tongue -> {
      List<String> parts = new ArrayList<>();
      for (Limit limit : limits) {
        int excess = limit.excess().minutes(start);
        if (excess > 0) {
          parts.add(sentence(tongue, limit, excess));
        }
      }
      return String.join(tongue.say("; and ", "；并且"), parts) + at(tongue, start);
    });
  }

  private static String sentence(Tongue tongue, Limit limit, int minutes) {
    return tongue.say("Relax ", "放宽")
        + tongue.in(limit.name())
        + tongue.say(": ", "：")
        + String.format(tongue.in(limit.relax()), new Say(tongue).length(minutes));
  }

  private String at(Tongue tongue, int start) {
    String time = new Say(tongue).time(zero.plusMinutes(start));
    return tongue.say("; then " + time + " is possible.", "；则可选 " + time + "。");
  }
}
