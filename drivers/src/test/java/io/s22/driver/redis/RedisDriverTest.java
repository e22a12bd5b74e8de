package io.s22.driver.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Outcome;
import io.s22.run.Prediction;
import io.s22.run.Task;
import io.s22.testkit.DriverContract;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RedisDriverTest extends DriverContract {
  @Override
  protected DriverRig rig(Path home) {
    return new RedisRig(home);
  }

  private static Task like(Task task, String step, Map<String, Object> more) {
    Map<String, Object> with = new HashMap<>(task.with());
    with.putAll(more);
    return TaskDraft.of(step, with).action("upgrade").task();
  }

  private Task switching(String step, Map<String, Object> more) {
    Map<String, Object> with = new HashMap<>(more);
    with.put("nodes", Objects.requireNonNull(rig().quick("a").with().get("nodes")));
    return TaskDraft.of(step, with).action("switch").task();
  }

  @Test
  void a_dry_run_says_what_would_change_and_what_would_not() throws Exception {
    Task upgrade = rig().quick("a");
    assertThat(rig().open().predict(upgrade, surroundings()))
        .isInstanceOf(Prediction.WouldChange.class);
    rig().open().perform(upgrade, surroundings());
    assertThat(rig().open().predict(upgrade, surroundings()))
        .isInstanceOf(Prediction.NoChange.class);
    Map<String, Object> leads = Map.of("to", "redis-1");
    assertThat(rig().open().predict(switching("s", leads), surroundings()))
        .isInstanceOf(Prediction.NoChange.class);
    Map<String, Object> nobody = Map.of("node", "redis-9");
    assertThat(rig().open().predict(like(upgrade, "n", nobody), surroundings()))
        .isInstanceOf(Prediction.CannotPredict.class);
  }

  @Test
  void its_rollback_is_the_same_action_the_other_way() throws Exception {
    Task there = rig().quick("a");
    rig().open().perform(there, surroundings());
    Task back = like(there, "b", Map.of("to", "6.2.11"));
    assertThat(rig().open().perform(back, surroundings())).isInstanceOf(Outcome.Done.class);
    assertThat(rig().count("a")).isEqualTo(2);
    assertThat(rig().open().predict(back, surroundings())).isInstanceOf(Prediction.NoChange.class);
  }

  @Test
  void a_proof_that_does_not_hold_is_a_failure() throws Exception {
    Task proof = switching("v", Map.of("to", "redis-2", "proof", "exactly one primary"));
    assertThat(rig().open().perform(proof, surroundings()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, f -> assertThat(f.reason()).contains("S22-8153", "redis-1"));
  }
}
