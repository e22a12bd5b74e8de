package io.s22.rehearsal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form; the long one is a command. Gaps are wide here: a build machine is busy. */
class DatabaseProofTest {
  @TempDir Path folder;

  private Lab lab() {
    return Lab.open(
        new Lab.Setup(
            ArtefactStore.ofThisUser(),
            folder.resolve("cluster"),
            MariaDbVersion.V10_11_5,
            Duration.ofMillis(2),
            System::nanoTime));
  }

  @Test
  void threeSwitchOversUnderLoadLoseNothing() {
    try (Lab lab = lab()) {
      assertHold(SwitchOverProof.run(lab, 3, Duration.ofSeconds(2)));
    }
  }

  @Test
  void twoKillsOfThePrimaryUnderLoadLoseNothing() throws InterruptedException {
    try (Lab lab = lab()) {
      assertHold(KillProof.run(lab, 2, Duration.ofSeconds(4)));
    }
  }

  @Test
  void withoutSemiSynchronousReplicationTheSameProofFails() throws InterruptedException {
    try (Lab lab = lab()) {
      assertHold(KillProof.control(lab, 1));
    }
  }

  @Test
  void aPrimaryThatDiesUnheardLosesNothingThatWasAcknowledged() throws InterruptedException {
    try (Lab lab = lab()) {
      assertHold(KillProof.silence(lab, 2));
    }
  }

  @Test
  void whatAPrivilegedWriterLeavesOnAReplicaIsFoundAndNamed() throws InterruptedException {
    try (Lab lab = lab()) {
      assertHold(ErrantProof.run(lab, 2));
    }
  }

  @Test
  void aRollingUpgradeUnderLoadLosesNothing() throws InterruptedException {
    try (Lab lab = lab()) {
      assertHold(UpgradeProof.run(lab, MariaDbVersion.V11_4_5, Duration.ofSeconds(2)));
    }
  }

  private static void assertHold(List<Finding> findings) {
    findings.forEach(System.out::println);
    assertThat(findings).isNotEmpty().allMatch(Finding::holds);
  }
}
