package io.s22.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.testkit.Await;
import io.s22.testkit.Axe;
import io.s22.testkit.Chromium;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The public page while a rehearsal goes on, in a real browser: {@code s22 rehearse} as a process
 * of its own, and Debian's Chromium at the address it prints. Pictures are left in {@code
 * target/screenshots}.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class RehearsalPageTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Pattern ADDRESS = Pattern.compile("the public page, live .*: (http\\S+)");

  /** Long enough to be looked at: it is ended when all has been seen. */
  private static final String PLAN =
      """
      plan: night
      title: {en: Nodes and switches, zh: 节点与交换机升级}
      zone: Asia/Shanghai
      window: {opens: 2030-01-05 02:00, closes: 2030-01-05 04:00}
      cluster:
        hosts:
          files-[1-2]: {}
          switch-1: {}
        services:
          files: {title: {en: Files, zh: 文件服务}, on: "files-[1-2]", needs: 1 of 2, promise: {availability: 10%}}
      tell-users: {files: {before: {en: Save your work by two., zh: 请在两点前保存。}, during: {en: Wait a minute and try again., zh: 请稍候再试。}}}
      stages:
        - stage: work
          title: {en: Nodes and switches, zh: 节点与交换机}
          box: 02:00-03:50
          steps:
            - step: firmware
              title: {en: Firmware of the switch, zh: 交换机固件}
              uses: switch.upgrade
              with: {to: 9.3.12}
              on: switch-1
              takes: 100m
              verify: forwarding again
              rollback: {uses: switch.upgrade, with: {to: 9.3.8}, takes: 5m}
              repeat: probe
              may-stop-after: yes
      """;

  private Process rehearsal;
  private Chromium browser;
  private Axe axe;
  private String page = "";

  @SuppressWarnings("NullAway.Init")
  RehearsalPageTest() {}

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path program = Chromium.program().orElse(null);
    Assumptions.assumeTrue(
        program != null, "NO CHROMIUM IS INSTALLED: the page was not looked at in a real browser");
    axe = new Axe();
    browser = Chromium.start(program, folder);
    Path log = folder.resolve("log");
    rehearsal = rehearse(folder, log);
    page = address(log);
    Await.until("the run is under way", () -> get("api/v2/summary.json").contains("in_progress"));
  }

  private static Process rehearse(Path folder, Path log) throws IOException {
    Path plan = Files.writeString(folder.resolve("night.yaml"), PLAN);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.s22.cli.Main",
            "rehearse",
            plan.toString(),
            "--plain",
            "--scale",
            "40",
            "--home",
            folder.resolve("home").toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private String address(Path log) {
    Await.until(
        "the rehearsal prints the page's address",
        () -> ADDRESS.matcher(text(log)).find() || !rehearsal.isAlive());
    Matcher line = ADDRESS.matcher(text(log));
    assertThat(line.find()).as(() -> text(log)).isTrue();
    return line.group(1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String get(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(page + path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
    if (rehearsal != null) {
      rehearsal.destroy();
      rehearsal.waitFor(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void axe_finds_nothing_in_both_languages_light_and_dark_narrow_and_wide() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String language : List.of("en", "zh")) {
      for (boolean dark : new boolean[] {false, true}) {
        for (int width : new int[] {360, 1440}) {
          String how = language + (dark ? "-dark-" : "-light-") + width;
          browser.look(width, dark, true);
          browser.go(page + "?lang=" + language);
          axe.wrong(browser).forEach(each -> wrong.add(how + ": " + each));
          browser.picture(PICTURES.resolve("rehearsal-" + how + ".png"));
          int wide = browser.evaluate("document.documentElement.scrollWidth").asInt();
          assertThat(wide).as("%s needs no scrolling sideways", how).isLessThanOrEqualTo(width);
          String seen = browser.evaluate("document.body.innerText").asString();
          assertThat(seen)
              .as(how)
              .contains(language.equals("en") ? "Nodes and switches" : "节点与交换机升级")
              .contains(language.equals("en") ? "Firmware of the switch" : "交换机固件");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void the_page_moves_on_by_itself_through_a_websocket() {
    browser.look(1440, false, true);
    browser.go(page + "?lang=en");
    Await.until(
        "the browser has a socket",
        () ->
            browser
                .evaluate("document.documentElement.dataset.transport || ''")
                .asString()
                .equals("websocket"));
    String asOf = "document.querySelector('[data-asof]').dateTime";
    String before = browser.evaluate(asOf).asString();
    Await.until("a newer age", () -> !browser.evaluate(asOf).asString().equals(before));
  }

  /** Where neither socket nor stream get through, as behind some proxies, the page goes on. */
  @Test
  void without_websocket_it_is_told_by_events_and_without_those_it_asks() {
    String refused =
        browser.before(
            "{ const Real = WebSocket;"
                + " window.WebSocket = function() { return new Real('ws://127.0.0.1:1/'); }; }");
    try {
      goesBy("events");
      String asOf = "document.querySelector('[data-asof]').dateTime";
      String before = browser.evaluate(asOf).asString();
      Await.until("a newer age", () -> !browser.evaluate(asOf).asString().equals(before));
    } finally {
      browser.forget(refused);
    }
    String neither = browser.before("delete window.WebSocket; delete window.EventSource;");
    try {
      goesBy("polling");
    } finally {
      browser.forget(neither);
    }
  }

  private void goesBy(String transport) {
    browser.look(1440, false, true);
    browser.go(page + "?lang=en");
    String by = "document.documentElement.dataset.transport || ''";
    Await.until(
        "the page goes on by " + transport,
        () -> browser.evaluate(by).asString().equals(transport));
  }

  @Test
  void without_javascript_it_says_the_same() throws IOException {
    browser.look(360, false, false);
    browser.go(page + "?lang=en");

    String seen = browser.evaluate("document.body.innerText").asString();
    assertThat(seen)
        .contains("In progress", "Firmware of the switch", "Files", "Next update by", "As of");
    assertThat(browser.evaluate("document.documentElement.dataset.transport || 'none'").asString())
        .as("no script ran")
        .isEqualTo("none");
    String reload = "!!document.querySelector('meta[http-equiv=refresh]')";
    assertThat(browser.evaluate(reload).asBoolean()).as("it reloads by itself").isTrue();
    browser.picture(PICTURES.resolve("rehearsal-no-javascript.png"));
  }

  @Test
  void the_keyboard_alone_reaches_everything_and_the_focus_is_seen() {
    browser.look(1440, false, true);
    browser.go(page + "?lang=en");
    int all =
        browser
            .evaluate(
                "[...document.querySelectorAll('a[href],summary,button,input')]"
                    + ".filter((e) => e.checkVisibility()).length")
            .asInt();
    assertThat(all).isGreaterThan(4);
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      browser.press("Tab");
      reached.add(
          browser
              .evaluate(
                  "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                      + " return e.tagName + ' ' + (e.getAttribute('href') || '') + ' '"
                      + " + (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0); })()")
              .asString());
    }
    assertThat(reached.getFirst()).as("first comes the way past the navigation").contains("#");
    assertThat(reached).allMatch(each -> each.endsWith("true"), "its outline is seen");
    assertThat(reached).noneMatch(each -> each.startsWith("BODY"));
    String opens =
        "(() => { const s = document.querySelector('summary'); if (!s) return 'none'; s.focus();"
            + " return String(s.parentElement.open); })()";
    String before = browser.evaluate(opens).asString();
    if (!before.equals("none")) {
      browser.press("Enter");
      assertThat(browser.evaluate(opens).asString()).isNotEqualTo(before);
    }
  }
}
