package io.s22.tell.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.s22.journal.Entry;
import io.s22.plan.Plan;
import io.s22.tell.Language;
import io.s22.tell.Scripts;
import io.s22.tell.Status;
import io.s22.tell.Statuses;
import io.s22.tell.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser, Debian's Chromium. Where there is none, or where it does not get as
 * far as an answer, the test is skipped and says so; what it finds wrong fails.
 */
final class BrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final long PATIENCE_SECONDS = 120;
  private static final String MARK = "AXE-FOUND";

  /** Runs axe-core when the page is there, and writes what it found where the DOM is read. */
  private static final String PROBE =
      """
      <script src="axe.min.js"></script><script>
      axe.run().then((found) => {
        const said = document.createElement('pre');
        said.textContent = 'AXE-' + 'FOUND' + JSON.stringify(found.violations.map((v) =>
          v.id + ' at ' + v.nodes.map((n) => n.target).join(', '))) + ' of ' + found.passes.length + ' END';
        document.body.append(said);
      });
      </script></body>\
      """;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  BrowserTest() {}

  private static Status open() {
    Plan plan = Scripts.reference();
    List<Entry> journal = Scripts.simulated(plan);
    Instant at = plan.window().opensIn(plan.zone()).plus(Duration.ofMinutes(110));
    return Statuses.of(
        Scripts.SITE, List.of(Scripts.until(plan, journal, at)), List.of(), Map.of(), at);
  }

  private String browse(Language language, String... flags)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(CHROMIUM)) {
      skip("there is no " + CHROMIUM + ": install Debian's 'chromium'");
    }
    Files.createDirectories(folder.resolve("assets"));
    Files.write(folder.resolve("assets/page.css"), Snapshot.asset("page.css"));
    Files.write(folder.resolve("assets/page.js"), Snapshot.asset("page.js"));
    try (InputStream axe =
        BrowserTest.class.getResourceAsStream(
            "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
      assertThat(axe).as("axe-core on the class path").isNotNull();
      Files.write(folder.resolve("axe.min.js"), axe == null ? new byte[0] : axe.readAllBytes());
    }
    String html = new PageRenderer().render(open(), language, new Links(false, true), "1").html();
    Path page = folder.resolve("page.html");
    Files.writeString(page, html.replace("</body>", PROBE));
    return dom(page, flags);
  }

  private String dom(Path page, String... flags) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--virtual-time-budget=10000",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
    command.addAll(List.of(flags));
    command.addAll(List.of("--dump-dom", page.toUri().toString()));
    Path out = folder.resolve("dom.html");
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
      skip("the browser did not answer in " + PATIENCE_SECONDS + " s");
    }
    String dom = Files.readString(out, StandardCharsets.UTF_8);
    if (!dom.contains(MARK)) {
      skip("the browser ended without an answer");
    }
    return dom;
  }

  private static void skip(String why) {
    System.err.println("SKIPPED: the page was not looked at in a real browser: " + why);
    abort(why);
  }

  private static String found(String dom) {
    int from = dom.indexOf(MARK) + MARK.length();
    return dom.substring(from, dom.indexOf(" END", from));
  }

  @Test
  void axe_finds_nothing_in_light_and_dark_narrow_and_wide_in_both_languages() throws Exception {
    String light = browse(Language.EN, "--window-size=1440,2400");
    assertThat(found(light)).startsWith("[] of ").doesNotContain("of 0");
    String dark =
        browse(Language.ZH, "--window-size=500,2400", "--blink-settings=preferredColorScheme=0");
    assertThat(found(dark)).startsWith("[] of ").doesNotContain("of 0");
  }

  @Test
  void a_page_older_than_five_minutes_says_so_by_itself() throws Exception {
    String dom = browse(Language.EN, "--window-size=1440,2400");
    assertThat(dom).contains("data-stale=\"true\"", "Do not rely on it", "overrunning by");
    assertThat(dom).doesNotContain("role=\"alert\" hidden");
  }
}
