package io.s22.tell.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.tell.Language;
import io.s22.tell.Scripts;
import io.s22.tell.notice.Medium;
import io.s22.testkit.Await;
import io.s22.testkit.Receiver;
import io.s22.testkit.TestPlans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of sending: everybody is told, and what came twice is known. */
class KilledTest {
  private static final int PEOPLE = 240;
  private static final int KILLS = 4;

  @TempDir private Path folder;

  /** Where the book is: a folder, or the address of a PostgreSQL. Overridden per database. */
  String place() {
    return folder.toString();
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Torn.class.getName(),
            place())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void a_sender_killed_again_and_again_tells_everybody_and_counts_what_may_have_come_twice()
      throws IOException, InterruptedException {
    long seed = 8_058;
    Random random = new Random(seed);
    try (Receiver receiver = new Receiver((posted, number) -> Receiver.Answer.of(204));
        Desk desk = new Desk(() -> Torn.book(place()), Instant.now())) {
      for (int i = 0; i < PEOPLE; i++) {
        desk.subscribe("s" + i, Medium.WEBHOOK, receiver.url("/" + i), Language.EN);
      }
      var plan = TestPlans.plan("stages: []\ncluster: {services: {shop: {}}}\n");
      desk.herald.look(
          List.of(Scripts.of("run-1", plan, desk.now().minusSeconds(1)).story()), desk.now());
      for (int kill = 0; kill < KILLS; kill++) {
        int more = receiver.posted().size() + 10 + random.nextInt(30);
        Process child = child();
        Await.until("posts of child " + kill, () -> receiver.posted().size() >= more);
        child.destroyForcibly().waitFor();
      }
      Process last = child();
      try {
        Await.until("all are told", () -> desk.book.account("s22").sent() == PEOPLE);
      } finally {
        last.destroyForcibly().waitFor();
      }
      Map<String, Long> byReceiver =
          receiver.posted().stream()
              .collect(Collectors.groupingBy(p -> p.uri().getPath(), Collectors.counting()));
      Map<String, Long> byKey =
          receiver.posted().stream()
              .collect(Collectors.groupingBy(p -> p.header("webhook-id"), Collectors.counting()));
      assertThat(byReceiver).hasSize(PEOPLE);
      assertThat(byKey).as("a repetition has the key of the first").hasSize(PEOPLE);
      long twice = byKey.values().stream().filter(n -> n > 1).count();
      assertThat(desk.book.account("s22").perhapsTwice())
          .as("seed %d: %d came twice; no fewer may be reported", seed, twice)
          .isGreaterThanOrEqualTo(twice)
          .isGreaterThan(0);
      System.out.println(
          "killed "
              + KILLS
              + " times: told "
              + byKey.size()
              + " of "
              + PEOPLE
              + ", came twice "
              + twice
              + ", reported as perhaps twice "
              + desk.book.account("s22").perhapsTwice());
    }
  }
}
