package io.s22.run.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The effects that come next, in the order in which they became ready. Tasks that ask for the floor
 * of a service stand in a queue of that service, so that those it holds up cost nothing until it
 * has room.
 */
final class Agenda {
  /** A place in the order: at the same instant, the order of the plan. */
  record Key(long at, int step, int host) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::at).thenComparingInt(Key::step).thenComparingInt(Key::host);

    static Key of(HostState host) {
      return new Key(host.readyAt, host.step.unit.index, host.index);
    }

    /** Behind everything that is ready at {@code instant}. */
    static Key behind(long instant) {
      return new Key(instant, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** The tasks that ask one service first. */
  static final class Queue {
    final ServiceUnit service;

    /** Tasks whose host is in, and would go out. */
    private final TreeMap<Key, HostState> inside = new TreeMap<>();

    /** Tasks whose host is out already: they cost the service nothing. */
    private final TreeMap<Key, HostState> riders = new TreeMap<>();

    private final Map<String, List<HostState>> byHost = new HashMap<>();

    Queue(ServiceUnit service) {
      this.service = service;
    }
  }

  private final Capacity capacity;
  private final TreeMap<Key, HostState> free = new TreeMap<>();
  private final Map<ServiceUnit, Queue> queues = new LinkedHashMap<>();

  Agenda(Capacity capacity) {
    this.capacity = capacity;
  }

  void add(HostState host) {
    Key key = Key.of(host);
    host.key = key;
    List<ServiceUnit> floors = host.step.unit.floors.get(host.index);
    if (host.begun || floors.isEmpty()) {
      free.put(key, host);
      return;
    }
    ServiceUnit first = floors.getFirst();
    Queue queue = queues.computeIfAbsent(first, Queue::new);
    host.queue = queue;
    queue.byHost.computeIfAbsent(host.host(), h -> new ArrayList<>(1)).add(host);
    (capacity.isOut(first, host.host()) ? queue.riders : queue.inside).put(key, host);
  }

  void remove(HostState host) {
    Key key = host.key;
    Queue queue = host.queue;
    if (key == null) {
      return;
    }
    host.key = null;
    host.queue = null;
    if (queue == null) {
      free.remove(key);
      return;
    }
    queue.inside.remove(key);
    queue.riders.remove(key);
    List<HostState> same = queue.byHost.getOrDefault(host.host(), List.of());
    same.remove(host);
    if (same.isEmpty()) {
      queue.byHost.remove(host.host());
    }
    if (queue.byHost.isEmpty()) {
      queues.remove(queue.service);
    }
  }

  /** {@code host} went out of {@code service}, or came in again. */
  void moved(ServiceUnit service, String host, boolean out) {
    Queue queue = queues.get(service);
    if (queue != null) {
      for (HostState task : queue.byHost.getOrDefault(host, List.of())) {
        Key key = Key.of(task);
        (out ? queue.inside : queue.riders).remove(key);
        (out ? queue.riders : queue.inside).put(key, task);
      }
    }
  }

  /** What is ready at {@code now}, as several sequences, each in order. */
  List<Source> ready(long now) {
    List<Source> sources = new ArrayList<>();
    offer(sources, free, now, null);
    for (Queue queue : queues.values()) {
      offer(sources, queue.riders, now, null);
      offer(sources, queue.inside, now, queue.service);
    }
    return sources;
  }

  private static void offer(
      List<Source> sources, TreeMap<Key, HostState> tasks, long now, @Nullable ServiceUnit asks) {
    SortedMap<Key, HostState> due = tasks.headMap(Key.behind(now), true);
    if (!due.isEmpty()) {
      sources.add(new Source(due.values().iterator(), asks));
    }
  }

  /** When the next effect becomes ready after {@code now}; {@code Long.MAX_VALUE} for never. */
  long next(long now) {
    long next = after(free, now);
    for (Queue queue : queues.values()) {
      next = Math.min(next, Math.min(after(queue.inside, now), after(queue.riders, now)));
    }
    return next;
  }

  private static long after(TreeMap<Key, HostState> tasks, long now) {
    Key key = tasks.higherKey(Key.behind(now));
    return key == null ? Long.MAX_VALUE : key.at();
  }

  /** Effects in order, the next one at hand. */
  static final class Source {
    private final Iterator<HostState> rest;

    /** The service that must have room for each of them; null where each is asked by itself. */
    final @Nullable ServiceUnit asks;

    private HostState head;

    Source(Iterator<HostState> tasks, @Nullable ServiceUnit asks) {
      this.rest = tasks;
      this.head = tasks.next();
      this.asks = asks;
    }

    HostState head() {
      return head;
    }

    /** Goes to the next; false at the end. */
    boolean advance() {
      boolean more = rest.hasNext();
      if (more) {
        head = rest.next();
      }
      return more;
    }
  }
}
