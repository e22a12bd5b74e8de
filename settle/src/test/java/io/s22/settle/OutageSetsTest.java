package io.s22.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Compensation.Minutes;
import io.s22.plan.Compensation.Overlapping;
import io.s22.plan.Compensation.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random outage sets against a count cell by cell. A million of them: {@code mvn -pl settle -am
 * test -Dtest=OutageSetsTest -Ds22.sets=1000000}; {@code -Ds22.seed=N} repeats one.
 */
class OutageSetsTest {
  private static final int SETS = Integer.getInteger("s22.sets", 20_000);
  private static final long SEED = Long.getLong("s22.seed", System.nanoTime());
  private static final int CELLS = 90;
  private static final long[] UNITS = {
    1, 7, 1_000_000, 333_333_333, 1_000_000_000, 10_000_000_000L, 60_000_000_000L
  };
  private static final List<String> SERVICES = List.of("api", "files", "messages");

  /** One set, its contract, and both in the words of the code under test. */
  private record Example(
      BruteForce.Contract contract,
      List<BruteForce.Outage> outages,
      long unit,
      long origin,
      Terms terms) {
    long brute() {
      return new BruteForce(CELLS, unit).due(contract, outages);
    }

    Due due(List<BruteForce.Outage> inOrder) {
      Map<String, List<Stretch>> missed = new TreeMap<>();
      for (BruteForce.Outage outage : inOrder) {
        missed
            .computeIfAbsent(outage.service(), name -> new ArrayList<>())
            .add(
                new Stretch(
                    origin + outage.from() * unit,
                    origin + outage.to() * unit,
                    List.of(new Evidence("set", outage.hashCode(), "00"))));
      }
      return new Reckoner(terms).due(missed);
    }
  }

  @Test
  void everySetComesToTheCentToWhatIsCountedCellByCell() {
    System.out.println("OutageSetsTest: " + SETS + " sets, -Ds22.seed=" + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    long paid = 0;
    for (int i = 0; i < SETS; i++) {
      Example example = example(random);
      long due = fen(example.due(example.outages()));
      assertThat(due).as("set %d of seed %d: %s", i, SEED, example).isEqualTo(example.brute());
      paid += due > 0 ? 1 : 0;
    }
    assertThat(paid).as("sets that are worth something").isGreaterThan(SETS / 4);
  }

  @Test
  void theOrderOfEventsDoesNotMatter() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < SETS / 10; i++) {
      Example example = example(random);
      List<BruteForce.Outage> other = new ArrayList<>(example.outages());
      Collections.shuffle(other, new Random(random.nextLong()));
      assertThat(example.due(other))
          .as("set %d of seed %d: %s", i, SEED, example)
          .isEqualTo(example.due(example.outages()));
    }
  }

  @Test
  void theSameOutagesToldTwiceAndInPiecesAreNotPaidTwice() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < SETS / 10; i++) {
      Example example = example(random);
      List<BruteForce.Outage> again = new ArrayList<>(example.outages());
      for (BruteForce.Outage outage : example.outages()) {
        int cut = outage.from() + random.nextInt(outage.to() - outage.from() + 1);
        again.add(new BruteForce.Outage(outage.service(), outage.from(), cut));
        again.add(new BruteForce.Outage(outage.service(), cut, outage.to()));
        again.add(outage);
      }
      assertThat(fen(example.due(again)))
          .as("set %d of seed %d: %s", i, SEED, example)
          .isEqualTo(example.brute());
    }
  }

  private static long fen(Due due) {
    return due.amount().movePointRight(2).longValueExact();
  }

  private static Example example(SplittableRandom random) {
    long unit = UNITS[random.nextInt(UNITS.length)];
    int from = random.nextInt(CELLS / 3);
    int to = from + 1 + random.nextInt(CELLS - from - 1);
    Map<String, Integer> rates = new TreeMap<>();
    int usual = random.nextInt(4) * 50;
    SERVICES.forEach(
        service -> rates.put(service, random.nextBoolean() ? usual : random.nextInt(2_000)));
    BruteForce.Contract contract =
        new BruteForce.Contract(
            random.nextBoolean() ? Overlapping.ONCE : Overlapping.EACH_SERVICE,
            Minutes.values()[random.nextInt(3)],
            Rounding.values()[random.nextInt(2)],
            from,
            to,
            random.nextInt(4) == 0 ? from + random.nextInt(CELLS - from) : from,
            random.nextInt(3) == 0 ? random.nextInt(12) : 0,
            rates,
            random.nextInt(4) == 0 ? random.nextInt(5_000) : -1);
    List<BruteForce.Outage> outages = new ArrayList<>();
    int many = random.nextInt(9);
    for (int i = 0; i < many; i++) {
      int begins = random.nextInt(CELLS);
      int ends = begins + random.nextInt(Math.min(30, CELLS - begins) + 1);
      outages.add(
          new BruteForce.Outage(SERVICES.get(random.nextInt(SERVICES.size())), begins, ends));
    }
    long origin = 1_710_518_400_000_000_000L + random.nextLong(1_000_000_000L);
    return new Example(contract, outages, unit, origin, terms(contract, unit, origin));
  }

  private static Terms terms(BruteForce.Contract contract, long unit, long origin) {
    Map<String, BigDecimal> rates = new TreeMap<>();
    contract.rates().forEach((service, rate) -> rates.put(service, BigDecimal.valueOf(rate, 3)));
    return new Terms(
        Currency.getInstance("CNY"),
        rates,
        contract.overlapping(),
        contract.minutes(),
        contract.rounding(),
        origin + contract.from() * unit,
        origin + contract.to() * unit,
        origin + contract.to() * unit,
        origin + contract.announcedUntil() * unit,
        contract.after() * unit,
        contract.most() < 0 ? null : BigDecimal.valueOf(contract.most(), 3),
        null,
        1);
  }
}
