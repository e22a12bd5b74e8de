package io.s22.tell.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.RunState;
import io.s22.tell.Language;
import io.s22.tell.Scripts;
import io.s22.tell.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names and words as https://metastatuspage.com/api writes them. */
final class DocumentsTest {
  private static final Set<String> UPDATE =
      Set.of(
          "id",
          "status",
          "body",
          "incident_id",
          "created_at",
          "updated_at",
          "display_at",
          "affected_components",
          "deliver_notifications",
          "custom_tweet",
          "tweet_id");
  private static final Set<String> INCIDENT =
      Set.of(
          "id",
          "name",
          "status",
          "created_at",
          "updated_at",
          "monitoring_at",
          "resolved_at",
          "impact",
          "shortlink",
          "started_at",
          "page_id",
          "incident_updates",
          "components",
          "reminder_intervals");
  private static final Set<String> COMPONENT =
      Set.of(
          "id",
          "name",
          "status",
          "created_at",
          "updated_at",
          "position",
          "description",
          "showcase",
          "start_date",
          "group_id",
          "page_id",
          "group",
          "only_show_if_degraded");

  private static Scripts running() {
    return Scripts.of(
            """
            cluster: {services: {shop: {title: {en: Shop, zh: 商店}}, mail: {}}}
            stages:
              - stage: first
                box: 00:00-01:00
                steps:
                  - {step: one, uses: shell, takes: 5m, interrupts: shop, repeat: probe, may-stop-after: yes}
            """)
        .at("00:00:00")
        .moved(RunState.WAITING, RunState.RUNNING)
        .begin("one", "");
  }

  private static JsonNode read(Status status, String path) {
    Map<String, byte[]> all = new Documents(status, Language.EN).all();
    assertThat(all.keySet()).containsExactlyElementsOf(Documents.PATHS);
    return JsonMapper.shared().readTree(all.get(path));
  }

  private static Set<String> names(JsonNode node) {
    return Set.copyOf(node.propertyNames());
  }

  private static void isBeside(Set<String> own, JsonNode node) {
    assertThat(names(node)).containsAll(own);
    Set<String> more = new java.util.HashSet<>(names(node));
    more.removeAll(own);
    more.removeAll(Set.of("s22", "scheduled_for", "scheduled_until"));
    assertThat(more).isEmpty();
  }

  @Test
  void the_summary_of_an_open_window_has_statuspage_s_names_and_words() {
    JsonNode summary = read(running().status("00:01:00"), "summary.json");
    assertThat(names(summary))
        .containsExactlyInAnyOrder(
            "page", "components", "incidents", "scheduled_maintenances", "status", "s22");
    assertThat(names(summary.get("page")))
        .containsExactlyInAnyOrder("id", "name", "url", "time_zone", "updated_at");
    assertThat(summary.at("/status/indicator").asString()).isEqualTo("maintenance");
    assertThat(summary.at("/status/description").asString()).isEqualTo("Service Under Maintenance");
    JsonNode shop = summary.at("/components/0");
    isBeside(COMPONENT, shop);
    assertThat(shop.get("status").asString()).isEqualTo("under_maintenance");
    assertThat(shop.get("name").asString()).isEqualTo("Shop");
    JsonNode window = summary.at("/scheduled_maintenances/0");
    isBeside(INCIDENT, window);
    assertThat(window.get("status").asString()).isEqualTo("in_progress");
    assertThat(window.get("impact").asString()).isEqualTo("maintenance");
    assertThat(window.get("scheduled_for").asString()).isEqualTo("2024-03-16T00:00:00.000Z");
    assertThat(window.get("scheduled_until").asString()).isEqualTo("2024-03-16T04:00:00.000Z");
    isBeside(UPDATE, window.at("/incident_updates/0"));
    assertThat(window.at("/components/0/id").asString()).isEqualTo("shop");
  }

  @Test
  void each_list_holds_what_its_path_says() {
    Status before = running().status(java.time.Instant.parse("2024-03-15T23:00:00Z"), List.of());
    assertThat(before.active()).hasSize(1);
    Status open = running().status("00:01:00");
    assertThat(read(open, "scheduled-maintenances/active.json").get("scheduled_maintenances"))
        .hasSize(1);
    assertThat(read(open, "scheduled-maintenances/upcoming.json").get("scheduled_maintenances"))
        .isEmpty();
    assertThat(read(open, "incidents.json").get("incidents")).isEmpty();
    Status late = running().status("05:00:00");
    JsonNode incident = read(late, "incidents/unresolved.json").at("/incidents/0");
    isBeside(INCIDENT, incident);
    assertThat(incident.get("impact").asString()).isEqualTo("minor");
    assertThat(read(late, "status.json").at("/status/indicator").asString()).isEqualTo("critical");
    Status over =
        running()
            .at("00:05:00")
            .done("one", "")
            .moved(RunState.RUNNING, RunState.DONE)
            .status("05:00:00");
    JsonNode all = read(over, "scheduled-maintenances.json").at("/scheduled_maintenances/0");
    assertThat(all.get("status").asString()).isEqualTo("completed");
    assertThat(all.get("resolved_at").asString()).isEqualTo("2024-03-16T00:05:00.000Z");
    List<String> changes =
        all.get("incident_updates").values().stream()
            .map(update -> update.at("/affected_components/0"))
            .map(it -> it.get("old_status").asString() + ">" + it.get("new_status").asString())
            .filter(it -> !it.equals("operational>operational"))
            .filter(it -> !it.equals("under_maintenance>under_maintenance"))
            .toList();
    assertThat(changes)
        .as("the newest first")
        .containsExactly("under_maintenance>operational", "operational>under_maintenance");
    assertThat(read(over, "status.json").at("/status/indicator").asString()).isEqualTo("none");
    assertThat(read(over, "summary.json").get("scheduled_maintenances")).isEmpty();
  }
}
