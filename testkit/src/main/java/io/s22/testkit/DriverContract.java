package io.s22.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Host;
import io.s22.run.Driver;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laws every driver keeps, whatever its technology: what is begun under a key is begun once, by
 * however many instances and processes, and is found again. The subclass needs a constructor
 * without arguments, for one of its processes is killed.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class DriverContract {
  @TempDir protected Path home = Path.of("");

  protected final Queue<String> shown = new ConcurrentLinkedQueue<>();
  private DriverRig rig = new NoRig();

  /** The world of this technology, with S22's folder at {@code home}. */
  protected abstract DriverRig rig(Path home);

  /** The hosts of the plan. */
  protected Map<String, Host> hosts() {
    return Map.of();
  }

  @BeforeEach
  final void openRig() {
    shown.clear();
    rig = rig(home);
  }

  @AfterEach
  final void closeRig() {
    rig.close();
  }

  protected final DriverRig rig() {
    return rig;
  }

  protected final Surroundings surroundings() {
    return surroundings(Map.of());
  }

  protected final Surroundings surroundings(Map<String, String> secrets) {
    return new Surroundings(
        Clock.systemUTC()::instant, new FixedSecrets(secrets), shown::add, home, hosts());
  }

  @Test
  void its_spec_names_every_action_and_parameter_once() {
    var spec = rig.open().spec();
    assertThat(spec.name()).matches("[a-z][a-z0-9-]*");
    assertThat(spec.actions()).isNotEmpty().extracting(a -> a.name()).doesNotHaveDuplicates();
    assertThat(spec.actions())
        .allSatisfy(a -> assertThat(a.params()).extracting(p -> p.name()).doesNotHaveDuplicates());
  }

  @Test
  void a_task_is_done_and_a_probe_finds_its_end() throws Exception {
    Task task = rig.quick("a");
    assertThat(rig.open().perform(task, surroundings())).isInstanceOf(Outcome.Done.class);
    assertThat(rig.count("a")).isEqualTo(1);
    assertThat(rig.open().probe(task, surroundings()))
        .isInstanceOfSatisfying(
            Finding.Ended.class, e -> assertThat(e.outcome()).isInstanceOf(Outcome.Done.class));
  }

  @Test
  void the_same_key_again_gives_the_same_end_and_begins_nothing() throws Exception {
    Task task = rig.quick("a");
    Outcome first = rig.open().perform(task, surroundings());
    Outcome second = rig.open().perform(task, surroundings());
    assertThat(second).isEqualTo(first);
    assertThat(rig.count("a")).isEqualTo(1);
  }

  @Test
  void a_failure_is_an_outcome_and_is_found_again() throws Exception {
    Task task = rig.failing("a");
    assertThat(rig.open().perform(task, surroundings())).isInstanceOf(Outcome.Failed.class);
    assertThat(rig.open().perform(task, surroundings())).isInstanceOf(Outcome.Failed.class);
    assertThat(rig.count("a")).isEqualTo(1);
    assertThat(rig.open().probe(task, surroundings()))
        .isInstanceOfSatisfying(
            Finding.Ended.class, e -> assertThat(e.outcome()).isInstanceOf(Outcome.Failed.class));
  }

  @Test
  void what_never_began_is_not_found() throws Exception {
    Finding finding = rig.open().probe(rig.quick("a"), surroundings());
    assertThat(finding)
        .isInstanceOf(rig.tellsNotStarted() ? Finding.NotStarted.class : Finding.CannotTell.class);
    assertThat(rig.count("a")).isZero();
  }

  @Test
  void different_keys_are_different_effects() throws Exception {
    Driver driver = rig.open();
    driver.perform(rig.quick("a"), surroundings());
    driver.perform(rig.quick("b"), surroundings());
    assertThat(rig.count("a")).isEqualTo(1);
    assertThat(rig.count("b")).isEqualTo(1);
  }

  @Test
  void a_prediction_changes_nothing() throws Exception {
    Driver driver = rig.open();
    driver.predict(rig.quick("a"), surroundings());
    assertThat(rig.count("a")).isZero();
    assertThat(driver.perform(rig.quick("a"), surroundings())).isInstanceOf(Outcome.Done.class);
    assertThat(rig.count("a")).isEqualTo(1);
  }

  @Test
  void many_instances_at_once_begin_it_once_and_all_learn_its_end() throws Exception {
    Task task = rig.quick("a");
    List<Future<Outcome>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        Driver driver = rig.open();
        all.add(threads.submit(() -> driver.perform(task, surroundings())));
      }
    }
    for (Future<Outcome> one : all) {
      assertThat(one.get()).isInstanceOf(Outcome.Done.class);
    }
    assertThat(rig.count("a")).isEqualTo(1);
  }

  @Test
  void what_is_under_way_is_found_running() throws Exception {
    assumeTrue(rig.outlivesS22(), "this technology ends with its connection");
    Task task = rig.held("a");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> first = threads.submit(() -> rig.open().perform(task, surroundings()));
      Await.until("it has begun", () -> rig.count("a") == 1);
      assertThat(rig.open().probe(task, surroundings())).isInstanceOf(Finding.Running.class);
      rig.letGo("a");
      assertThat(first.get()).isInstanceOf(Outcome.Done.class);
    }
  }

  @Test
  void an_interrupt_lets_go_and_leaves_it_running() throws Exception {
    assumeTrue(rig.outlivesS22(), "this technology ends with its connection");
    Task task = rig.held("a");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> first = threads.submit(() -> rig.open().perform(task, surroundings()));
      Await.until("it has begun", () -> rig.count("a") == 1);
      first.cancel(true);
    }
    assertThat(rig.open().probe(task, surroundings())).isInstanceOf(Finding.Running.class);
    rig.letGo("a");
    assertThat(rig.open().perform(task, surroundings())).isInstanceOf(Outcome.Done.class);
    assertThat(rig.count("a")).isEqualTo(1);
  }

  @Test
  void killed_in_the_middle_it_is_found_again_and_not_begun_again() throws Exception {
    assumeTrue(rig.outlivesS22(), "this technology ends with its connection");
    Task task = rig.held("a");
    Process child = PerformingChild.start(getClass(), home, "a", rig);
    try {
      Await.until("it has begun", () -> rig.count("a") == 1 || !child.isAlive());
      assertThat(child.isAlive()).as("the other process performs it").isTrue();
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(rig.open().probe(task, surroundings())).isInstanceOf(Finding.Running.class);
    rig.letGo("a");
    assertThat(rig.open().perform(task, surroundings())).isInstanceOf(Outcome.Done.class);
    assertThat(rig.count("a")).isEqualTo(1);
  }

  @Test
  void two_processes_perform_it_together_and_it_begins_once() throws Exception {
    assumeTrue(rig.outlivesS22(), "this technology ends with its connection");
    Task task = rig.held("a");
    Process child = PerformingChild.start(getClass(), home, "a", rig);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> own = threads.submit(() -> rig.open().perform(task, surroundings()));
      Await.until("it has begun", () -> rig.count("a") == 1);
      rig.letGo("a");
      assertThat(own.get()).isInstanceOf(Outcome.Done.class);
      assertThat(new String(child.getInputStream().readAllBytes(), UTF_8)).startsWith("Done");
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(rig.count("a")).isEqualTo(1);
  }
}
