package io.s22.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.cli.proof.Torture;
import java.nio.file.Path;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code s22 torture}: real processes, really killed. */
final class TortureTest {
  private static final long SEED = 22;

  @TempDir private Path folder;

  @Test
  void killed_around_its_first_writes_and_at_random_nothing_is_lost_or_done_twice()
      throws Exception {
    prove(new Torture(folder, System.out::println), 3, 6);
  }

  static void prove(Torture torture, int boundaries, int atRandom) throws Exception {
    torture.everyBoundary(false, boundaries);
    torture.everyBoundary(true, 1);
    torture.atRandom(atRandom, RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(SEED));
    assertThat(torture.tally().kills)
        .as("seed %d", SEED)
        .isGreaterThanOrEqualTo(2 * boundaries + 2);
    assertThat(torture.tally().lost).isEmpty();
    assertThat(torture.tally().repeated).isEmpty();
    assertThat(torture.tally().broken).isEmpty();
    assertThat(torture.tally().holds()).isTrue();
  }
}
