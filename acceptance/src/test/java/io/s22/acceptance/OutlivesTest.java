package io.s22.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.store.JdbcRunStore;
import io.s22.testkit.Await;
import io.s22.testkit.Axe;
import io.s22.testkit.Chromium;
import io.s22.testkit.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left when everything is gone: what runs on the cluster, the database and the server are
 * killed, in this order, and the snapshot is looked at in a real browser, as it is and with the
 * clock moved.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class OutlivesTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir private Path folder;

  @Test
  void the_snapshot_stays_says_its_age_and_turns_stale_after_five_minutes() throws Exception {
    Path browser = Chromium.program().orElse(null);
    Path postgres = Postgres.programs().orElse(null);
    Assumptions.assumeTrue(
        browser != null && postgres != null,
        "NO CHROMIUM OR NO POSTGRESQL IS INSTALLED: '.ci/packages' brings them; not tested");
    Path snapshot = folder.resolve("elsewhere");
    killEverything(postgres, snapshot);

    String page = snapshot.resolve("index.html").toUri().toString();
    assertThat(snapshot.resolve("api/v2/summary.json")).content().contains("in_progress");
    assertThat(snapshot.resolve("calendar.ics")).content().contains("BEGIN:VEVENT");
    assertThat(snapshot.resolve("history.atom")).content().contains("A change that lasts");
    try (Chromium fresh = Chromium.start(browser, folder)) {
      fresh.look(1440, false, true);
      fresh.go(page);
      Await.until("it is a second old and says so", () -> text(fresh).contains("ago)"));
      assertThat(text(fresh)).contains("A change that lasts").doesNotContain("rely on it");
      fresh.look(360, true, false);
      fresh.go(page);
      assertThat(text(fresh)).as("without a script").contains("valid until", "In progress");
    }
    assertThat(aged(browser, page, Duration.ofMinutes(2), "aged")).doesNotContain("rely on it");
    assertThat(aged(browser, page, Duration.ofMinutes(6), "stale"))
        .contains("Do not rely on it")
        .containsPattern("\\([6-9](:[0-9]{2}| min) ago\\)");
  }

  private void killEverything(Path postgres, Path snapshot) throws Exception {
    try (Postgres database = Postgres.start(postgres)) {
      Map<String, String> environment = Map.of(JdbcRunStore.DATABASE, database.url("s22"));
      try (Served server = Served.start(folder, environment, "--snapshot", snapshot.toString())) {
        try (JdbcRunStore store = JdbcRunStore.open(folder, environment)) {
          Watched.open(store, Instant.now());
        }
        Path summary = snapshot.resolve("api/v2/summary.json");
        Await.until("a snapshot of the window", () -> Served.text(summary).contains("in_progress"));
        Path page = snapshot.resolve("index.html");
        Await.until("and its page", () -> Served.text(page).contains("under way"));

        ProcessHandle.allProcesses()
            .filter(each -> each.info().commandLine().orElse("").contains("sleep 600"))
            .filter(each -> within(each, ProcessHandle.current()))
            .forEach(ProcessHandle::destroyForcibly);
        database.kill();
        assertThat(server.get("")).as("without its database").contains("A change that lasts");
        server.kill();
      }
    }
    assertThat(Files.walk(snapshot).filter(Files::isRegularFile).count()).isGreaterThan(15);
  }

  private static boolean within(ProcessHandle each, ProcessHandle root) {
    return root.descendants().anyMatch(child -> child.pid() == each.pid());
  }

  private String aged(Path program, String page, Duration age, String name) throws Exception {
    try (Chromium browser = Chromium.start(program, folder)) {
      browser.clockAhead(age.toMillis());
      browser.look(1440, false, true);
      browser.go(page);
      assertThat(new Axe().wrong(browser)).isEmpty();
      browser.picture(PICTURES.resolve("snapshot-" + name + ".png"));
      return text(browser);
    }
  }

  private static String text(Chromium browser) {
    return browser.evaluate("document.body.innerText").asString();
  }
}
