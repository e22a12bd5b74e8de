package io.s22.settle;

import io.s22.plan.Compensation.Minutes;
import io.s22.plan.Compensation.Overlapping;
import io.s22.plan.Compensation.Rounding;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what is due cell by cell, with nothing of the code it checks: an outage is a row of cells
 * of {@code unit} nanoseconds, each is looked at by itself, and amounts are whole numbers.
 */
final class BruteForce {
  private final int cells;
  private final long unit;

  BruteForce(int cells, long unit) {
    this.cells = cells;
    this.unit = unit;
  }

  /**
   * The contract in cells and thousandths.
   *
   * @param rates thousandths of a yuan for a minute
   * @param most thousandths; negative for no limit
   */
  record Contract(
      Overlapping overlapping,
      Minutes minutes,
      Rounding rounding,
      int from,
      int to,
      int announcedUntil,
      int after,
      Map<String, Integer> rates,
      long most) {}

  /** An outage covers cells {@code from} to {@code to}, the last one left out. */
  record Outage(String service, int from, int to) {}

  /** In fen. */
  long due(Contract contract, Iterable<Outage> outages) {
    Map<String, boolean[]> away = new TreeMap<>();
    for (Outage outage : outages) {
      boolean[] row = away.computeIfAbsent(outage.service(), name -> new boolean[cells]);
      for (int cell = outage.from(); cell < outage.to(); cell++) {
        row[cell] |= cell >= contract.from() && cell < contract.to();
      }
    }
    away.values().forEach(row -> dropShort(row, contract.after()));
    Map<String, Long> heaps = new TreeMap<>();
    Map<String, Integer> rates = new TreeMap<>();
    for (int cell = contract.announcedUntil(); cell < cells; cell++) {
      if (contract.overlapping() == Overlapping.EACH_SERVICE) {
        for (Map.Entry<String, boolean[]> each : away.entrySet()) {
          if (each.getValue()[cell]) {
            heaps.merge(each.getKey(), 1L, Long::sum);
            rates.put(each.getKey(), rate(contract, each.getKey()));
          }
        }
      } else {
        int best = -1;
        for (Map.Entry<String, boolean[]> each : away.entrySet()) {
          best = each.getValue()[cell] ? Math.max(best, rate(contract, each.getKey())) : best;
        }
        if (best >= 0) {
          heaps.merge("rate " + best, 1L, Long::sum);
          rates.put("rate " + best, best);
        }
      }
    }
    BigInteger sum = BigInteger.ZERO;
    for (Map.Entry<String, Long> heap : heaps.entrySet()) {
      BigInteger nanos = BigInteger.valueOf(heap.getValue()).multiply(BigInteger.valueOf(unit));
      sum =
          sum.add(
              minutes(nanos, contract.minutes())
                  .multiply(BigInteger.valueOf(rate(rates, heap.getKey()))));
    }
    return rounded(sum, contract);
  }

  private static int rate(Contract contract, String service) {
    return rate(contract.rates(), service);
  }

  private static int rate(Map<String, Integer> rates, String name) {
    Integer rate = rates.get(name);
    if (rate == null) {
      throw new AssertionError("no rate of " + name);
    }
    return rate;
  }

  private static void dropShort(boolean[] row, int least) {
    for (int from = 0; from < row.length; from++) {
      int to = from;
      while (to < row.length && row[to]) {
        to++;
      }
      if (to - from < least) {
        for (int cell = from; cell < to; cell++) {
          row[cell] = false;
        }
      }
      from = Math.max(from, to - 1);
    }
  }

  private static final BigInteger MINUTE = BigInteger.valueOf(60_000_000_000L);

  private static BigInteger minutes(BigInteger nanos, Minutes how) {
    BigInteger[] parts = nanos.divideAndRemainder(MINUTE);
    return switch (how) {
      case EXACT -> nanos;
      case FULL -> parts[0].multiply(MINUTE);
      case STARTED ->
          (parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0]).multiply(MINUTE);
    };
  }

  /** Thousandths times nanoseconds to fen: divided by ten and by a minute. */
  private static long rounded(BigInteger sum, Contract contract) {
    BigInteger most = BigInteger.valueOf(contract.most()).multiply(MINUTE);
    BigInteger paid = contract.most() >= 0 ? sum.min(most) : sum;
    BigInteger fen = MINUTE.multiply(BigInteger.TEN);
    BigInteger[] parts = paid.divideAndRemainder(fen);
    int half = parts[1].shiftLeft(1).compareTo(fen);
    boolean up =
        half > 0
            || (half == 0 && (contract.rounding() == Rounding.COMMERCIAL || parts[0].testBit(0)));
    return (up ? parts[0].add(BigInteger.ONE) : parts[0]).longValueExact();
  }
}
