package io.s22.rehearsal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Outcome;
import io.s22.run.Task;
import io.s22.testkit.DriverContract;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MariaDbDriverTest extends DriverContract {
  @Override
  protected DriverRig rig(Path folder) {
    return new MariaDbRig(folder);
  }

  @Test
  void aBackupIsProvenAndItsProofIsFoundAgain() throws InterruptedException {
    Task task = rig().quick("a");
    assertThat(rig().open().perform(task, surroundings()))
        .isInstanceOfSatisfying(
            Outcome.Done.class, d -> assertThat(d.detail()).contains("2 rows of 1 tables"));
    assertThat(rig().open().perform(proof(task), surroundings()))
        .isInstanceOfSatisfying(
            Outcome.Done.class, d -> assertThat(d.detail()).startsWith("restored and compared"));
  }

  @Test
  void aBackupThatWasTouchedAfterItsProofHasNone() throws Exception {
    Task task = rig().quick("a");
    rig().open().perform(task, surroundings());
    Files.writeString(home.resolve("a.sql"), "-- changed");
    assertThat(rig().open().perform(proof(task), surroundings()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, f -> assertThat(f.reason()).contains("S22-8124"));
  }

  private static Task proof(Task task) {
    Map<String, Object> with = new HashMap<>(task.with());
    with.put("proof", "restored and compared");
    return TaskDraft.of("verify-" + task.effect().step(), with).action("backup").task();
  }

  @Test
  void whatThePlanLeavesOutStandsInTheDriversOwnFile() throws Exception {
    Task whole = rig().quick("a");
    Map<String, Object> with = new HashMap<>(whole.with());
    Files.writeString(
        home.resolve("mariadb.properties"),
        "nodes = "
            + String.join(
                ", ",
                rig().quick("a").with().get("nodes") instanceof java.util.List<?> l
                    ? l.stream().map(String::valueOf).toList()
                    : java.util.List.of())
            + "\nuser = s22\npassword = ${secret:db}\n");
    with.remove("nodes");
    with.remove("user");
    with.remove("password");
    with.remove("from");
    Task brief = TaskDraft.of("brief", with).action("backup").task();
    assertThat(rig().open().perform(brief, surroundings(Map.of("db", "admin"))))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aPasswordIsInNoTextThatComesBack() throws InterruptedException {
    Task task = rig().quick("a");
    Map<String, Object> with = new HashMap<>(task.with());
    with.put("password", "${secret:db}");
    Task wrong = TaskDraft.of("s", with).action("backup").task();
    Outcome outcome = rig().open().perform(wrong, surroundings(Map.of("db", "not-the-word")));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            f -> assertThat(f.reason()).contains("S22-8101").doesNotContain("not-the-word"));
    assertThat(shown).noneMatch(line -> line.contains("not-the-word"));
  }
}
