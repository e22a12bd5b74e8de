package io.s22.settle;

import io.s22.plan.Compensation.Overlapping;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a user's outages are worth by the contract. The outages of a service are joined, cut to the
 * time that counts, and left out where too short; then each moment is paid once, at the highest
 * rate among the services that were away, or once for each of them. Nothing is rounded but the sum.
 */
public final class Reckoner {
  private static final MathContext SHOWN = new MathContext(20);

  private final Terms terms;

  public Reckoner(Terms terms) {
    this.terms = terms;
  }

  /**
   * The sum.
   *
   * @param outages by service, in any order, overlapping or not
   */
  public Due due(Map<String, List<Stretch>> outages) {
    List<Due.Part> parts =
        switch (terms.overlapping()) {
          case EACH_SERVICE -> counted(outages);
          case ONCE -> once(counted(outages));
        };
    return sum(parts);
  }

  /** All that counts, service by service. */
  private List<Due.Part> counted(Map<String, List<Stretch>> outages) {
    List<Due.Part> parts = new ArrayList<>();
    new TreeMap<>(outages)
        .forEach((service, list) -> {
          for (Stretch whole : Stretch.union(list)) {
            Stretch stretch = whole.counted(terms);
            if (stretch.length() > 0) {
              parts.add(new Due.Part(service, terms.rate(service), stretch));
            }
          }
        });
    return parts;
  }

  /** Each moment goes to one part: the best paid, and of those the first by name. */
  private static List<Due.Part> once(List<Due.Part> parts) {
    TreeSet<Long> bounds = new TreeSet<>();
    for (Due.Part part : parts) {
      bounds.add(part.stretch().from());
      bounds.add(part.stretch().to());
    }
    List<Due.Part> ranked = new ArrayList<>(parts);
    ranked.sort(Comparator.comparing(Due.Part::rate).reversed().thenComparing(Due.Part::service));
    List<Due.Part> paid = new ArrayList<>();
    Long from = null;
    for (Long to : bounds) {
      if (from != null) {
        pay(ranked, from, to, paid);
      }
      from = to;
    }
    return paid;
  }

  private static void pay(List<Due.Part> ranked, long from, long to, List<Due.Part> paid) {
    for (Due.Part part : ranked) {
      if (part.stretch().from() <= from && part.stretch().to() >= to) {
        long since = from;
        if (!paid.isEmpty() && continues(paid.getLast(), from, part)) {
          since = paid.removeLast().stretch().from();
        }
        paid.add(
            new Due.Part(
                part.service(), part.rate(), new Stretch(since, to, part.stretch().evidence())));
        return;
      }
    }
  }

  private static boolean continues(Due.Part last, long from, Due.Part part) {
    return last.stretch().to() == from
        && last.service().equals(part.service())
        && last.stretch().evidence().equals(part.stretch().evidence());
  }

  private Due sum(List<Due.Part> parts) {
    Map<String, Long> nanos = new TreeMap<>();
    Map<String, BigDecimal> rates = new TreeMap<>();
    for (Due.Part part : parts) {
      String heap = heap(part);
      nanos.merge(heap, part.stretch().length(), Math::addExact);
      rates.put(heap, part.rate());
    }
    long paid = 0;
    BigDecimal nanoAmount = BigDecimal.ZERO;
    for (Map.Entry<String, Long> each : nanos.entrySet()) {
      long counted = terms.paid(each.getValue());
      paid += counted;
      BigDecimal rate = rates.getOrDefault(each.getKey(), BigDecimal.ZERO);
      nanoAmount = nanoAmount.add(rate.multiply(BigDecimal.valueOf(counted)));
    }
    return due(parts, paid, nanoAmount);
  }

  /** What is added up before minutes are rounded: a service's time, or all time of one rate. */
  private String heap(Due.Part part) {
    return terms.overlapping() == Overlapping.EACH_SERVICE
        ? part.service()
        : part.rate().stripTrailingZeros().toPlainString();
  }

  /** Divided once, and rounded in the same breath: no cent is lost to rounding twice. */
  private Due due(List<Due.Part> parts, long paid, BigDecimal nanoAmount) {
    BigDecimal most = terms.atMost();
    boolean capped = most != null && nanoAmount.compareTo(most.multiply(Nanos.MINUTE)) > 0;
    BigDecimal payable = capped && most != null ? most.multiply(Nanos.MINUTE) : nanoAmount;
    BigDecimal amount = terms.divided(payable);
    return new Due(parts, paid, nanoAmount.divide(Nanos.MINUTE, SHOWN), capped, amount);
  }
}
