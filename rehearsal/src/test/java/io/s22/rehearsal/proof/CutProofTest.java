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
  @TempDir Path folder;

  @Test
  void killedAtAnyBoundaryAndDoneAgainThereIsOnePrimaryAndNothingIsLost()
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
      assertThat(boundaries)
          .startsWith("before look")
          .contains("after fence", "before promote", "before route")
          .endsWith("after prove");
      assertThat(CutProof.run(lab, boundaries)).isNotEmpty().allMatch(Finding::holds, "holds");
    }
  }
}
