package io.s22.settle;

import java.math.BigDecimal;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * What every user is due after a run: a pure function of the contract, the measurements, the roll
 * and the orders, whatever order they came in.
 */
public final class Settlement {
  private final Terms terms;
  private final Measurements measurements;
  private final Roll roll;
  private final Orders orders;
  private final Reckoner reckoner;
  private final Map<String, List<Stretch>> shared = new TreeMap<>();
  private final Map<Integer, Map<String, List<Stretch>>> journalled = new HashMap<>();
  private final Map<LongBuffer, Due> known = new HashMap<>();
  private final int[] order;

  /**
   * @param roll not closed yet: users whom the journal names are added to it
   */
  public Settlement(Terms terms, Measurements measurements, Roll roll, Orders orders) {
    this.terms = terms;
    this.measurements = measurements;
    this.roll = roll;
    this.orders = orders;
    this.reckoner = new Reckoner(terms);
    measurements
        .ofUsers()
        .forEach((user, missed) -> journalled.put(roll.user(user), ofPlan(missed)));
    roll.close();
    for (String service : terms.services()) {
      List<Stretch> all = new ArrayList<>(measurements.of(service));
      all.addAll(roll.ofAll(service));
      shared.put(service, Stretch.union(all));
    }
    this.order = roll.users().sorted();
  }

  private Map<String, List<Stretch>> ofPlan(Map<String, List<Stretch>> missed) {
    Map<String, List<Stretch>> found = new TreeMap<>(missed);
    found.keySet().retainAll(terms.services());
    return found;
  }

  public Terms terms() {
    return terms;
  }

  public Measurements measurements() {
    return measurements;
  }

  public Orders orders() {
    return orders;
  }

  /** How many users there are. */
  public int users() {
    return order.length;
  }

  /** Each user's number, in the order of their names. */
  public void forEachUser(IntConsumer reader) {
    for (int user : order) {
      reader.accept(user);
    }
  }

  /** The number of the user at {@code position} in the order of their names. */
  public int user(int position) {
    return order[position];
  }

  public String name(int user) {
    return roll.users().name(user);
  }

  /** A user's number; -1 where nobody bears the name. */
  public int find(String name) {
    return roll.users().find(name);
  }

  /** How many users each service has, by the roll. */
  public Map<String, Long> usersOf() {
    Map<String, Long> counts = new TreeMap<>();
    Map<LongBuffer, Long> masks = new HashMap<>();
    for (int user : order) {
      masks.merge(LongBuffer.wrap(roll.mask(user)), 1L, Long::sum);
    }
    masks.forEach((mask, count) ->
        roll.services(mask.array()).forEach(service -> counts.merge(service, count, Long::sum)));
    return counts;
  }

  /** What all users of a service missed. */
  public List<Stretch> of(String service) {
    return shared.getOrDefault(service, List.of());
  }

  /** What a user of this service alone, who was not measured, is due. */
  public Due ofOne(String service) {
    return reckoner.due(Map.of(service, of(service)));
  }

  /** What a user is due for interruptions, line by line. */
  public Due due(int user) {
    long[] mask = roll.mask(user);
    if (!roll.hasOwn(user) && !journalled.containsKey(user)) {
      return known.computeIfAbsent(LongBuffer.wrap(mask), key -> reckoner.due(missed(user, mask)));
    }
    return reckoner.due(missed(user, mask));
  }

  private Map<String, List<Stretch>> missed(int user, long[] mask) {
    Map<String, List<Stretch>> missed = new TreeMap<>();
    roll.services(mask).forEach(service -> missed.put(service, of(service)));
    Map<String, List<Stretch>> own = new TreeMap<>(roll.own(user));
    journalled
        .getOrDefault(user, Map.of())
        .forEach((service, list) ->
            own.merge(
                service,
                list,
                (one, other) -> {
                  List<Stretch> both = new ArrayList<>(one);
                  both.addAll(other);
                  return both;
                }));
    missed.putAll(own);
    return missed;
  }

  /** An amount in the currency's smallest unit. */
  public long cents(BigDecimal amount) {
    return amount.movePointRight(terms.digits()).longValueExact();
  }

  /** The amount of so many of the smallest unit. */
  public BigDecimal amount(long cents) {
    return BigDecimal.valueOf(cents, terms.digits());
  }

  /** The sum over all users, in the smallest unit. */
  public long total() {
    long sum = 0;
    for (int user : order) {
      sum = Math.addExact(sum, cents(due(user).amount()));
    }
    return sum;
  }
}
