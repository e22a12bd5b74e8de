package io.s22.server.console;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.server.office.RunDesk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What users of each service got lately, as the journals of the newest runs have it. Reads only
 * what is new. For any number of threads.
 */
final class Pulse {
  private static final int RUNS = 5;
  private static final int SLICES = 120;

  private final RunDesk desk;
  private final Map<String, Heard> heard = new HashMap<>();

  Pulse(RunDesk desk) {
    this.desk = desk;
  }

  private static final class Heard {
    long seq;
    final Map<String, Deque<Event.Measured>> slices = new TreeMap<>();

    void hear(Entry entry) {
      seq = entry.seq();
      if (entry.event() instanceof Event.Measured slice) {
        Deque<Event.Measured> all =
            slices.computeIfAbsent(slice.service(), service -> new ArrayDeque<>());
        all.add(slice);
        if (all.size() > SLICES) {
          all.removeFirst();
        }
      }
    }
  }

  /** The newest slices of each service, oldest first. */
  synchronized Map<String, List<Event.Measured>> of(String tenant) {
    List<String> runs = desk.ids(tenant).stream().limit(RUNS).toList().reversed();
    heard.keySet().removeIf(key -> key.startsWith(tenant + "/") && !named(runs, tenant, key));
    Map<String, List<Event.Measured>> all = new TreeMap<>();
    for (String run : runs) {
      Heard known = heard.computeIfAbsent(tenant + "/" + run, key -> new Heard());
      desk.journals(tenant).read(run, known.seq + 1, known::hear);
      known.slices.forEach((service, slices) ->
          all.computeIfAbsent(service, key -> new ArrayList<>()).addAll(slices));
    }
    all.replaceAll((service, slices) ->
        List.copyOf(slices.subList(Math.max(0, slices.size() - SLICES), slices.size())));
    return all;
  }

  private static boolean named(List<String> runs, String tenant, String key) {
    return runs.contains(key.substring(tenant.length() + 1));
  }
}
