package io.s22.settle.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import io.s22.settle.Measurements;
import io.s22.settle.Orders;
import io.s22.settle.Roll;
import io.s22.settle.Settlement;
import io.s22.settle.Terms;
import io.s22.settle.input.Inputs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementShownTest {
  private static final Instant OPENS = Instant.parse("2024-03-15T16:00:00Z");
  private static final String PLAN =
      """
      plan: night
      title: {en: A night, zh: 一夜}
      zone: Asia/Shanghai
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
      cluster:
        hosts:
          api-1: {zone: a}
        services:
          api: {title: {en: Interface, zh: 接口}, on: api-1}
          files: {on: api-1}
      compensation:
        per-minute: 0.1 CNY
        per-minute-of: {api: 0.2 CNY}
        data-loss-up-to: 5000 CNY
        credit-points-times: 2
      stages:
        - stage: one
          steps:
            - {step: touch, run: "true", on: api-1, takes: 5m}
      """;

  @TempDir private Path folder;

  private static Account account() throws IOException {
    Plan plan = PlanReader.read("night.yaml", PLAN).plan().orElseThrow();
    Measurements measurements = new Measurements();
    String previous = EntryCodec.GENESIS;
    List<Event> events =
        List.of(
            new Event.RunOpened(
                "night",
                PLAN,
                "00".repeat(32),
                OPENS,
                OPENS.plusSeconds(14_400),
                Map.of(),
                List.of(),
                "0.1.0"),
            new Event.Measured("api", OPENS, OPENS.plusSeconds(60), 100, 0, 1, 2, 3),
            new Event.Interrupted(
                "api", OPENS.plusSeconds(600), OPENS.plusSeconds(690), null, "asked"),
            new Event.Interrupted(
                "files", OPENS.plusSeconds(660), OPENS.plusSeconds(720), "王小明", "asked"));
    for (int i = 0; i < events.size(); i++) {
      EntryCodec.Sealed sealed =
          EntryCodec.seal("run-1", i + 1, OPENS.plusSeconds(i), "users", events.get(i), previous);
      previous = sealed.entry().hash();
      measurements.accept(sealed.entry());
    }
    Terms terms = Terms.of(plan, OPENS, OPENS.plusSeconds(14_400), OPENS.plusSeconds(9_000));
    Roll roll = new Roll(terms.services());
    String users = "user,service\n王小明,\n<b>&amp; Söhne,api\n=1+1,files\n";
    new Inputs(roll, terms.services(), plan.zone())
        .users(new ByteArrayInputStream(users.getBytes(StandardCharsets.UTF_8)), "users.csv");
    Settlement settlement = new Settlement(terms, measurements, roll, new Orders(terms));
    return new Account(
        plan,
        settlement,
        Map.of(),
        Map.of("api", new Expectation(12.5, new BigDecimal("0.0417"))),
        OPENS);
  }

  private static String text(Account account) {
    StringWriter out = new StringWriter();
    new SettlementText(account, new PrintWriter(out, true)).all();
    return out.toString();
  }

  @Test
  void everyLineLeadsBackToAnEntryOfTheJournal() throws IOException {
    Account account = account();
    String hash = account.settlement().of("api").getFirst().evidence().getFirst().hash();
    assertThat(text(account))
        .contains("90 s of api at 0.2: 0.3  [#3 " + hash.substring(0, 8) + "]")
        .contains("0.0417")
        .contains("together 0.65 CNY")
        // Two users of the API at 0.0417 each.
        .contains("the forecast expected 0.08 CNY");
    StringWriter json = new StringWriter();
    SettlementJson.one(account, account.settlement().find("王小明"), json);
    assertThat(json.toString())
        .contains("\"number\":3,\"hash\":\"" + hash + "\"")
        .contains("\"number\":4")
        .contains("\"amount\":\"0.35\"");
  }

  @Test
  void aFormulaInANameIsDisarmedInTheCsv() throws IOException {
    StringWriter csv = new StringWriter();
    SettlementCsv.write(account(), csv);
    assertThat(csv.toString().lines())
        .containsExactly(
            "user,paid_seconds,exact,amount,data_loss,currency,extra_points",
            "<b>&amp; Söhne,90,0.3,0.30,0.00,CNY,0",
            "'=1+1,0,0,0.00,0.00,CNY,0",
            "王小明,120,0.35,0.35,0.00,CNY,0");
  }

  @Test
  void aStatementHasChineseGlyphsAndNobodysMarkup() throws IOException {
    Account account = account();
    Statements statements = new Statements(account);
    assertThat(statements.printAll(folder)).isEqualTo(2);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .allMatch(name -> name.matches("[a-z0-9_-]+\\.pdf"))
          .hasSize(2);
    }
    Path his = statements.print(folder, account.settlement().find("王小明"));
    try (PDDocument document = Loader.loadPDF(his.toFile())) {
      String page = new PDFTextStripper().getText(document);
      assertThat(page).contains("王小明").contains("补偿对账单").contains("0.35 CNY");
      for (var name : document.getPage(0).getResources().getFontNames()) {
        assertThat(document.getPage(0).getResources().getFont(name).isEmbedded()).isTrue();
      }
    }
    String hers = Statement.of(account, account.settlement().find("<b>&amp; Söhne"));
    assertThat(hers).contains("&lt;b&gt;&amp;amp; Söhne").doesNotContain("<b>");
  }

  @Test
  void namesOfFilesStayApartAndNeverLeaveTheFolder() {
    assertThat(Statements.fileName("../../etc/passwd")).doesNotContain("/").doesNotContain(".");
    assertThat(Statements.fileName("a_b")).isNotEqualTo(Statements.fileName("a b"));
    assertThat(Statements.fileName("Anna")).isNotEqualTo(Statements.fileName("anna"));
    assertThat(Statements.fileName("x".repeat(190))).hasSizeLessThan(130);
  }
}
