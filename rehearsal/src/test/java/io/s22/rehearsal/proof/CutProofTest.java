package io.s22.rehearsal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutProofTest {
  /** Of the boundaries those where it matters most; {@code DatabaseProof cut} takes all. */
  private static final List<String> SOME = List.of("after fence", "before promote", "before route");

  @TempDir Path folder;

  @Test
  void killedAtABoundaryAndDoneAgainThereIsOnePrimaryAndNothingIsLost()
      throws InterruptedException {
    try (Lab lab =
        Lab.open(
            new Lab.Setup(
                ArtefactStore.ofThisUser(),
                folder.resolve("cluster"),
                MariaDbVersion.V10_11_5,
                Duration.ofMillis(4),
                System::nanoTime))) {
      List<String> boundaries = CutProof.boundaries(lab);
      assertThat(boundaries).startsWith("before look").containsAll(SOME).endsWith("after prove");
      assertThat(CutProof.run(lab, SOME)).isNotEmpty().allMatch(Finding::holds, "holds");
    }
  }
}
