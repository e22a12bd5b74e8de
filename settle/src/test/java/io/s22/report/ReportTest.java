package io.s22.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.GateAnswer;
import io.s22.plan.S22Exception;
import io.s22.report.doc.Cell;
import io.s22.report.doc.HtmlPage;
import io.s22.report.doc.JsonForm;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Picture;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.print.Printer;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final Instant NOW = Journals.OPENS.plus(Duration.ofHours(30));

  @Test
  void whatShouldHaveRungStandsAmongTheAlertsWithItsEntries() {
    Journals j = Journals.whole();
    j.add(25, "node", new Event.GateAnswered("integrity", 0, GateAnswer.NO_GO, "lag 9 s"));
    j.add(
        26,
        "ann",
        new Event.Noted(
            "alarm",
            "the comparison will miss its deadline",
            Map.of("phase", "late", "rows", "7")));
    j.add(
        27,
        "ann",
        new Event.Noted(
            "verification",
            "differences were found",
            Map.of(
                "phase",
                "ended",
                "result",
                "differs",
                "differences",
                "1",
                "tables",
                "9",
                "rows",
                "100",
                "found",
                "rental.orders id 7")));
    String json = JsonForm.of(report(j, Locale.ENGLISH));
    String alerts = json.substring(json.indexOf("\"alerts\""), json.indexOf("\"announcements\""));
    assertThat(alerts)
        .contains("gate: no-go", "lag 9 s", "step: failed", "no answer")
        .contains("the comparison will miss its deadline");
    assertThat(json)
        .contains("NOT proven", "rental.orders id 7", "mend what differs, then compare again");
  }

  @Test
  void everyLinkToAnEntryLeadsToOneOnThePage() {
    String page = HtmlPage.onScreen(report(Locale.ENGLISH));
    Matcher link = Pattern.compile("href=\"#(e[0-9]+)\"").matcher(page);
    int links = 0;
    while (link.find()) {
      assertThat(page).contains("id=\"" + link.group(1) + "\"");
      links++;
    }
    assertThat(links).isGreaterThan(20);
  }

  @Test
  void noTableAndNoChartIsWithoutItsMethodInEitherLanguage() {
    for (Section section : report(Locale.ENGLISH).sections()) {
      for (var block : section.blocks()) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
          if (block instanceof Table table) {
            assertThat(table.method().in(locale)).as(section.id()).isNotBlank();
          }
          if (block instanceof Picture picture) {
            assertThat(picture.method().in(locale)).as(section.id()).isNotBlank();
          }
        }
      }
    }
  }

  @Test
  void figuresBeforeAndAfterComeFromTheJournalAndSayHowTheyWereMeasured() {
    Table table = table("before-after");
    assertThat(table.rows()).hasSize(1);
    assertThat(text(table, 0))
        .contains("cores", "64", "96", "+50.0 %", "better", "command 'nproc'");
    assertThat(table.rows().getFirst().get(4).cites()).containsExactly(5L, 36L);
  }

  @Test
  void aSimulatedStepIsMarkedAndListedAsStillToDo() {
    assertThat(text(table("timeline"), 1)).contains("simulated");
    assertThat(HtmlPage.onScreen(report(Locale.ENGLISH))).contains("class=\"pretended\"");
    assertThat(text(table("follow-ups"), 0)).contains("do for real what was simulated");
  }

  @Test
  void aPromiseThatWasBrokenIsCalledSo() {
    Table table = table("services");
    assertThat(text(table, 0)).contains("99.000 %", "98.000 %", "broken");
  }

  @Test
  void decisionsSayWhoAndWhyAndHarmNoMarkup() {
    String page = HtmlPage.onScreen(report(Locale.ENGLISH));
    assertThat(page).contains("ann").contains("all is &lt;calm&gt; &amp; 平静");
  }

  @Test
  void integrityWithoutAComparisonRaisesTheAlarmAsItsDeadlineComesNear() {
    List<Entry> entries = Journals.opened().entries();
    Instant closes = Journals.OPENS.plusSeconds(4 * 3600);
    assertThat(integrity(entries, closes.plus(Duration.ofHours(10))))
        .startsWith("not proven yet; 62 h");
    assertThat(integrity(entries, closes.plus(Duration.ofHours(65))))
        .startsWith("ALARM: not proven yet");
    assertThat(integrity(entries, closes.plus(Duration.ofHours(73))))
        .startsWith("ALARM: not proven, and");
    assertThat(integrity(Journals.whole().entries(), NOW)).startsWith("Proven at");
  }

  @Test
  void thePdfHoldsTheChineseTextAsItIsWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Printer().print(HtmlPage.onPaper(report(Locale.CHINESE)), NOW, out);
    try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
      String text = new PDFTextStripper().getText(pdf);
      assertThat(text).contains("健康报告: 小升级", "决定与闸门", "维护前后对比", "商店", "平静", "模拟");
    }
  }

  @Test
  void chartsAreVectorsWhoseColoursFollowThePage() {
    String page = HtmlPage.onScreen(report(Locale.ENGLISH));
    assertThat(page)
        .contains("<svg ")
        .contains("var(--actual)")
        .contains("prefers-color-scheme: dark");
    assertThat(page).doesNotContain("rgb(1,2,").doesNotContain("<img");
    assertThat(HtmlPage.onPaper(report(Locale.ENGLISH))).doesNotContain("var(--");
  }

  @Test
  void everyTextOfAChartIsInThePagesFontAndAsLongAsItWasMeasured() {
    Matcher text =
        Pattern.compile("<text[^>]*>").matcher(HtmlPage.onScreen(report(Locale.CHINESE)));
    int texts = 0;
    while (text.find()) {
      assertThat(text.group()).contains("font-family: inherit", "textLength='");
      texts++;
    }
    assertThat(texts).isGreaterThan(10);
    // By this name outlines on paper are laid out: another would have boxes for Chinese.
    assertThat(new Font("Noto Sans SC", Font.PLAIN, 12).getFamily()).isEqualTo("Noto Sans SC");
    assertThat(new Font("Noto Sans SC", Font.PLAIN, 12).canDisplayUpTo("健康报告")).isEqualTo(-1);
  }

  /** Every figure of every table leads to an entry, or its table says what else it comes from. */
  @Test
  void everyFigureCitesAnEntryInItsRowOrComesFromAForecast() {
    for (Journals journals : List.of(Journals.whole(), Journals.closed())) {
      for (Section section : report(journals, Locale.ENGLISH).sections()) {
        for (var block : section.blocks()) {
          if (block instanceof Table table) {
            table.rows().forEach(row -> traced(section, table, row));
          }
        }
      }
    }
  }

  private static void traced(Section section, Table table, List<Cell> row) {
    boolean figures = row.stream().anyMatch(cell -> cell.value() != null);
    boolean cited = row.stream().anyMatch(cell -> !cell.cites().isEmpty());
    assertThat(!figures || cited)
        .as("%s, '%s': %s", section.id(), table.caption().in(Locale.ENGLISH), row)
        .isTrue();
  }

  @Test
  void aRunInWhichEverythingHappensAtOneInstantIsDrawnAllTheSame() {
    Journals journals = Journals.opened();
    Instant at = Journals.OPENS.plusMillis(479);
    for (int i = 0; i < 2; i++) {
      journals.add(0, "node", new Event.Expected(at, at, 0, at, "declared"));
    }
    assertThat(HtmlPage.onScreen(report(journals, Locale.ENGLISH))).contains("<svg ");
  }

  @Test
  void aClosureAsAnnouncedIsShownWithItsEntry() {
    Section services = section(report(Journals.closed(), Locale.ENGLISH), "services");
    Table closed = (Table) services.blocks().get(1);
    assertThat(text(closed, 0)).contains("Shop", "00:10:00", "00:40:00", "30 min 00 s");
    assertThat(closed.rows().getFirst().getLast().cites()).hasSize(1);
  }

  @Test
  void theJsonFormHasEveryFigureAndWhatItCites() {
    var json = JsonMapper.shared().readTree(JsonForm.of(report(Locale.ENGLISH)));
    var section =
        json.path("sections").values().stream()
            .filter(s -> s.path("id").asString().equals("before-after"))
            .findFirst()
            .orElseThrow();
    var change = section.path("blocks").path(0).path("rows").path(0).path("Change");
    assertThat(change.path("value").asDouble()).isEqualTo(0.5);
    assertThat(change.path("entries").size()).isEqualTo(2);
  }

  @Test
  void whatIsNoRunsJournalIsRefused() {
    assertThatThrownBy(() -> Report.of(reader -> {}, Handed.NOTHING, NOW, Locale.ENGLISH))
        .isInstanceOf(S22Exception.class)
        .hasMessageContaining("not the journal of a run");
  }

  private static String integrity(List<Entry> entries, Instant now) {
    Report report = Report.of(entries::forEach, Handed.NOTHING, now, Locale.ENGLISH);
    return ((Paragraph) section(report, "integrity").blocks().getFirst()).text().in(Locale.ENGLISH);
  }

  private static Report report(Locale locale) {
    return report(Journals.whole(), locale);
  }

  private static Report report(Journals journals, Locale locale) {
    return Report.of(journals.entries()::forEach, Handed.NOTHING, NOW, locale);
  }

  private static Section section(Report report, String id) {
    return report.sections().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  private static Table table(String section) {
    return section(report(Locale.ENGLISH), section).blocks().stream()
        .filter(Table.class::isInstance)
        .map(Table.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String text(Table table, int row) {
    return table.rows().get(row).stream()
        .map(cell -> cell.text().in(Locale.ENGLISH))
        .reduce("", (a, b) -> a + " | " + b);
  }
}
