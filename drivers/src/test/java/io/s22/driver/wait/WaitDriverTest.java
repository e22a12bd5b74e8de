package io.s22.driver.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.driver.http.WebServer;
import io.s22.journal.Outcome;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.testkit.Await;
import io.s22.testkit.DriverContract;
import io.s22.testkit.FixedSecrets;
import io.s22.testkit.TaskDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class WaitDriverTest extends DriverContract {
  private static final Instant START = Instant.parse("2024-03-15T16:00:00Z");

  private volatile Instant now = START;

  @Override
  protected WaitRig rig(Path home) {
    return new WaitRig(home);
  }

  private Surroundings onFakeClock() {
    return new Surroundings(() -> now, new FixedSecrets(Map.of()), shown::add, home);
  }

  private void waitsUntil(Task task, Instant end) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> waiting = threads.submit(() -> new WaitDriver().perform(task, onFakeClock()));
      Await.until("it waits", () -> rig().count("a") == 1);
      now = end.minusMillis(1);
      Outcome early = new WaitDriver().perform(task("b", Map.of("for", "0s")), onFakeClock());
      assertThat(early).isInstanceOf(Outcome.Done.class);
      assertThat(waiting.isDone()).isFalse();
      now = end;
      assertThat(waiting.get()).isInstanceOf(Outcome.Done.class);
    }
  }

  private static Task task(String step, Map<String, Object> with) {
    return TaskDraft.of(step, with).task();
  }

  @Test
  void four_hours_pass_on_the_clock_it_is_given() throws Exception {
    waitsUntil(task("a", Map.of("for", "4h")), START.plus(Duration.ofHours(4)));
  }

  @Test
  void an_instant_with_its_offset_is_waited_for() throws Exception {
    waitsUntil(
        task("a", Map.of("until", "2024-03-16T01:30:00+08:00")),
        Instant.parse("2024-03-15T17:30:00Z"));
  }

  @Test
  void a_local_time_is_waited_for_in_its_zone() throws Exception {
    waitsUntil(
        task("a", Map.of("until", "2024-03-16 01:30", "zone", "Asia/Shanghai")),
        Instant.parse("2024-03-15T17:30:00Z"));
  }

  @Test
  void an_address_is_asked_until_it_answers_well() throws Exception {
    try (WebServer server = new WebServer();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Task task = task("a", Map.of("http", server.url("/up")));
      Future<Outcome> waiting =
          threads.submit(() -> new WaitDriver().perform(task, surroundings()));
      Await.until("it was asked in vain", () -> server.arrived("/up").size() > 1);
      server.on("/up", 204, "");
      assertThat(waiting.get()).isInstanceOf(Outcome.Done.class);
    }
  }

  @Test
  void what_it_waits_for_must_be_one_thing() throws Exception {
    for (Map<String, Object> with :
        java.util.List.<Map<String, Object>>of(
            Map.of(),
            Map.of("for", "1s", "port", "a:1"),
            Map.of("until", "tomorrow"),
            Map.of("until", "2024-03-16 01:30"),
            Map.of("port", "nowhere"),
            Map.of("http", "nothing"),
            Map.of("for", "a while"))) {
      assertThat(new WaitDriver().perform(task("a", with), surroundings()).toString())
          .contains("S22-5001: wait: ");
    }
  }
}
