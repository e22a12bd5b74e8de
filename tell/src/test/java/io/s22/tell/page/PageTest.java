package io.s22.tell.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Entry;
import io.s22.journal.RunState;
import io.s22.plan.Plan;
import io.s22.tell.Language;
import io.s22.tell.Post;
import io.s22.tell.RunStory;
import io.s22.tell.Scripts;
import io.s22.tell.Status;
import io.s22.tell.Statuses;
import io.s22.tell.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageTest {
  private static final PageRenderer RENDERER = new PageRenderer();
  private static final Links LIVE = new Links(true, true);

  private static Page page(Status status, Language language) {
    return RENDERER.render(status, language, LIVE, "1");
  }

  private static Status at(Plan plan, List<Entry> journal, Instant at) {
    RunStory story = Scripts.until(plan, journal, at);
    Post post =
        new Post("post", story.run(), at.minusSeconds(60), Words.both("Going well.", "顺利。"));
    return Statuses.of(Scripts.SITE, List.of(story), List.of(post), Map.of(), at);
  }

  @Test
  void the_reference_upgrade_fits_at_every_quarter_of_an_hour_in_both_languages() {
    Plan plan = Scripts.reference();
    List<Entry> journal = Scripts.simulated(plan, 7);
    Instant opens = plan.window().opensIn(plan.zone());
    for (int minutes = -60; minutes <= 360; minutes += 15) {
      Status status = at(plan, journal, opens.plus(Duration.ofMinutes(minutes)));
      for (Language language : Language.values()) {
        Page page = page(status, language);
        assertThat(page.bytes()).as("%s minutes, %s", minutes, language).isLessThan(50_000);
        assertThat(page.html())
            .contains("<html lang=\"" + language.tag() + "\"", "<main id=\"main\"", "<h1>")
            .doesNotContain("\u0000", "style=", "onclick", "<script>");
      }
    }
  }

  @Test
  void inside_a_window_it_says_all_that_a_user_needs() {
    Plan plan = Scripts.reference();
    List<Entry> journal = Scripts.simulated(plan);
    Instant now = plan.window().opensIn(plan.zone()).plus(Duration.ofMinutes(50));
    String english = page(at(plan, journal, now), Language.EN).html();
    assertThat(english)
        .contains("S22 cluster upgrade")
        .contains("Sat 16 Mar 2024 00:00 to 04:00 UTC+8")
        .contains("Fri 15 Mar 2024 16:00 to 20:00 UTC")
        .contains("What this means for you", "Next update by", "Expected to finish", "Simulated")
        .contains("https://schema.org/Event")
        .contains("3 h 10 min");
    String chinese = page(at(plan, journal, now), Language.ZH).html();
    assertThat(chinese).contains("S22 服务器集群升级", "对您的影响", "下次更新不晚于", "接口服务");
  }

  @Test
  void only_where_one_can_sign_up_for_notices_the_page_leads_there() {
    Plan plan = Scripts.reference();
    Status status = at(plan, Scripts.simulated(plan), plan.window().opensIn(plan.zone()));
    String sign = "href=\"subscribe\"";
    assertThat(page(status, Language.EN).html()).contains(sign);
    Links none = new Links(true, false);
    assertThat(RENDERER.render(status, Language.EN, none, "1").html())
        .contains("calendar.ics")
        .doesNotContain(sign);
  }

  @Test
  void what_a_hostile_plan_writes_stays_text() {
    String evil = "<script>alert(1)</script>\\\" onload=x <img src=x>\\0s-shop\\0";
    Status status =
        Scripts.of(
                """
                cluster: {services: {shop: {title: "%1$s"}}}
                tell-users: {shop: {during: "%1$s"}}
                stages:
                  - stage: first
                    title: "%1$s"
                    box: 00:00-01:00
                    steps:
                      - {step: one, title: "%1$s", uses: shell, takes: 5m, interrupts: shop, repeat: probe, may-stop-after: yes}
                """
                    .formatted(evil))
            .at("00:00:00")
            .moved(RunState.WAITING, RunState.RUNNING)
            .begin("one", "")
            .status("00:01:00");
    String html = page(status, Language.EN).html();
    assertThat(html)
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>", "<img", "=\"<", "&quot; onload=x \"");
  }

  @Test
  void a_huge_plan_full_of_long_words_still_fits() {
    StringBuilder plan = new StringBuilder("cluster:\n  services:\n");
    String words = "很长的标题和说明 ".repeat(60);
    for (int i = 0; i < 300; i++) {
      plan.append("    service-").append(i).append(": {title: \"").append(words).append("\"}\n");
    }
    plan.append("tell-users:\n");
    for (int i = 0; i < 300; i++) {
      plan.append("  service-").append(i).append(": {before: \"").append(words).append("\"}\n");
    }
    plan.append("stages:\n");
    for (int stage = 0; stage < 100; stage++) {
      plan.append("  - stage: stage-").append(stage).append("\n    title: \"").append(words);
      plan.append("\"\n    box: 00:00-04:00\n    after: nothing\n    steps:\n");
      for (int step = 0; step < 20; step++) {
        plan.append(
            "      - {step: s-%d-%d, title: \"%s\", uses: shell, takes: 5m, interrupts: service-%d}\n"
                .formatted(stage, step, words, stage * 3));
      }
    }
    Scripts script = Scripts.of(plan.toString());
    Status before = script.status(Instant.parse("2024-03-15T23:00:00Z"), List.of());
    assertThat(page(before, Language.ZH).bytes()).isLessThanOrEqualTo(PageRenderer.LIMIT);
    script.at("00:00:00").moved(RunState.WAITING, RunState.RUNNING);
    for (int stage = 0; stage < 100; stage++) {
      script.begin("s-" + stage + "-0", "");
    }
    Page page = page(script.status("00:10:00"), Language.ZH);
    assertThat(page.bytes()).isLessThanOrEqualTo(PageRenderer.LIMIT);
    assertThat(page.html()).contains("维护进行中");
  }

  @Test
  void a_change_replaces_what_changed_and_nothing_around_it() {
    Scripts script =
        Scripts.of(
                """
                cluster: {services: {shop: {}, mail: {}}}
                stages:
                  - stage: first
                    box: 00:00-01:00
                    steps:
                      - {step: one, uses: shell, takes: 5m, interrupts: shop, repeat: probe, may-stop-after: yes}
                  - stage: second
                    box: 01:00-02:00
                    steps:
                      - {step: two, uses: shell, takes: 5m, interrupts: mail, repeat: probe, may-stop-after: yes}
                """)
            .at("00:00:00")
            .moved(RunState.WAITING, RunState.RUNNING);
    Page before = page(script.status("00:01:00"), Language.EN);
    Page after = page(script.at("00:01:00").begin("one", "").status("00:01:00"), Language.EN);
    assertThat(after.changes(before).keySet())
        .contains("s-shop", "w-run-1-first", "w-run-1-log", "you")
        .as("the headline says maintenance before and after")
        .doesNotContain("head", "s-mail", "w-run-1-second", "w-run-1", "root", "page");
    assertThat(after.changes(before).get("s-shop")).startsWith("<li data-r=\"s-shop\"");
    assertThat(after.changes(after)).isEmpty();
  }

  @Test
  void every_region_stands_in_the_document_under_its_key_once() {
    Plan plan = Scripts.reference();
    Instant now = plan.window().opensIn(plan.zone()).plus(Duration.ofMinutes(100));
    Page page = page(at(plan, Scripts.simulated(plan), now), Language.EN);
    for (String key : page.keys()) {
      if (!key.equals("page")) {
        assertThat(page.html().split("data-r=\"" + key + "\"", -1)).as(key).hasSize(2);
      }
    }
    assertThat(page.keys()).contains("head", "you", "s-api", "upcoming", "past", "w-s22-1-head");
  }
}
