package io.s22.traffic.gateway;

import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The nodes of one pool, and the choice between them. */
final class Members {
  private final Pool pool;
  private final Member[] members;
  private final int[] ring;
  private final AtomicInteger next = new AtomicInteger();

  private Members(Pool pool, Member[] members) {
    this.pool = pool;
    this.members = members;
    this.ring = ring(members);
  }

  /**
   * The members of {@code pool}; those that were in {@code before} keep their counts and health.
   */
  static Members of(Pool pool, @Nullable Members before) {
    Map<String, Member> known = new HashMap<>();
    if (before != null) {
      for (Member member : before.members) {
        known.put(member.node().name(), member);
      }
    }
    Member[] members =
        pool.nodes().stream()
            .map(node -> keep(known.get(node.name()), node))
            .toArray(Member[]::new);
    return new Members(pool, members);
  }

  private static Member keep(@Nullable Member member, Node node) {
    if (member == null
        || member.node().port() != node.port()
        || !member.node().host().equals(node.host())) {
      return new Member(node);
    }
    member.setNode(node);
    return member;
  }

  /** Each member as often as its weight, interleaved; one of weight 0 not at all. */
  private static int[] ring(Member[] members) {
    int[] left = new int[members.length];
    int total = 0;
    for (int i = 0; i < members.length; i++) {
      left[i] = Math.clamp(members[i].node().weight(), 0, 256);
      total += left[i];
    }
    int[] ring = new int[total];
    for (int at = 0; at < total; ) {
      for (int i = 0; i < members.length; i++) {
        if (left[i]-- > 0) {
          ring[at++] = i;
        }
      }
    }
    return ring;
  }

  Pool pool() {
    return pool;
  }

  List<Member> all() {
    return List.of(members);
  }

  /**
   * The member for a new request; null when none takes any.
   *
   * @param not a member that was tried already; null for none
   */
  @Nullable Member pick(@Nullable Member not) {
    return pool.balance() == Balance.LEAST_LOADED ? leastLoaded(not) : roundRobin(not);
  }

  /**
   * The member for a new request, counted as busy with it. One that is taken out of work in this
   * very moment is not taken: who sees it idle and out of work may stop it.
   */
  @Nullable Member take(@Nullable Member not) {
    while (true) {
      Member member = pick(not);
      if (member == null) {
        return null;
      }
      member.requests.incrementAndGet();
      if (member.takes()) {
        return member;
      }
      member.release();
    }
  }

  private @Nullable Member roundRobin(@Nullable Member not) {
    // One turn for the whole search: were each look a turn, two searches at the same time could
    // see every second member each, and find none though there is one.
    int turn = next.getAndIncrement();
    for (int tried = 0; tried < ring.length; tried++) {
      Member member = members[ring[Math.floorMod(turn + tried, ring.length)]];
      if (member != not && member.takes()) {
        return member;
      }
    }
    return null;
  }

  /** The power of two choices (Mitzenmacher 2001); falls back to looking at all. */
  private @Nullable Member leastLoaded(@Nullable Member not) {
    if (members.length > 1) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      int first = random.nextInt(members.length);
      int second = (first + 1 + random.nextInt(members.length - 1)) % members.length;
      Member one = members[first];
      Member two = members[second];
      boolean oneTakes = one != not && one.takes();
      boolean twoTakes = two != not && two.takes();
      if (oneTakes && twoTakes) {
        return one.load() <= two.load() ? one : two;
      }
      if (oneTakes || twoTakes) {
        return oneTakes ? one : two;
      }
    }
    return roundRobin(not);
  }
}
