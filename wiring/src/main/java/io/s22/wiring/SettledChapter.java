package io.s22.wiring;

import static io.s22.report.doc.Cell.say;

import io.s22.forecast.Forecast;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.Text;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.settle.Due;
import io.s22.settle.Evidence;
import io.s22.settle.Measurements;
import io.s22.settle.Orders;
import io.s22.settle.Roll;
import io.s22.settle.Settlement;
import io.s22.settle.Stretch;
import io.s22.settle.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report's chapter on compensation: what a user of each service is due by the plan's contract
 * and the journal's measurements, beside what the forecast expected.
 */
final class SettledChapter {
  private static final double NANOS = 1e9;
  private static final int MOST_CITES = 3;

  private final Settlement settlement;
  private final Map<String, BigDecimal> expected;

  private SettledChapter(Settlement settlement, Map<String, BigDecimal> expected) {
    this.settlement = settlement;
    this.expected = expected;
  }

  /** The chapter; null where the plan promises nothing, and while the run goes on. */
  static @Nullable Section of(
      Plan plan, Event.RunOpened opened, Measurements measurements, @Nullable Forecast forecast) {
    if (plan.compensation() == null || measurements.ended().equals(Instant.EPOCH)) {
      return null;
    }
    Terms terms = Terms.of(plan, opened.opens(), opened.closes(), measurements.ended());
    Settlement settlement =
        new Settlement(terms, measurements, new Roll(terms.services()), new Orders(terms));
    Map<String, BigDecimal> expected = forecast == null ? Map.of() : Expected.perUser(forecast);
    return new SettledChapter(settlement, expected).section(measurements.measured(plan));
  }

  private Section section(List<String> measured) {
    String unit = settlement.terms().currency().getCurrencyCode();
    List<List<Cell>> rows = new ArrayList<>();
    for (String service : settlement.terms().services()) {
      rows.add(row(service, measured.contains(service) || !settlement.of(service).isEmpty()));
    }
    return new Section(
        "compensation",
        say("Compensation", "补偿"),
        new Table(
            say("What a user of each service is due, in " + unit, "各服务每位用户应得补偿（" + unit + "）"),
            method(),
            List.of(
                say("Service", "服务"),
                say("A minute", "每分钟"),
                say("Away, s", "中断（秒）"),
                say("Of it closed as announced, s", "其中按公告关闭（秒）"),
                say("A user's due", "每位用户应得"),
                say("Forecast", "预测")),
            rows));
  }

  private Text method() {
    boolean counts = settlement.terms().countsAnnounced();
    return say(
        "The journal's interruptions, joined, cut to the contract's time and priced by the rates of"
            + " the plan; each service by itself. Who used what, orders and lost data are no part of"
            + " the journal: s22 settle takes them and says what each user is paid. Forecast: the mean"
            + " over the simulated nights. Interruption that was announced "
            + (counts ? "counts by the contract." : "counts after the window alone."),
        "取日志中的中断，合并后按合同时间截取，并按计划中的费率计价；各服务单独计算。用户名单、订单与数据丢失案例不在日志中，"
            + "由 s22 settle 给出每位用户的金额。预测：各次模拟的平均值。按合同，已公告的中断"
            + (counts ? "计入补偿。" : "仅在窗口结束后计入。"));
  }

  private List<Cell> row(String service, boolean known) {
    List<Stretch> away = settlement.of(service);
    Due due = settlement.ofOne(service);
    double seconds = away.stream().mapToLong(Stretch::length).sum() / NANOS;
    double closed = settlement.measurements().closedNanos(service) / NANOS;
    List<Long> cites = cites(away);
    BigDecimal foretold = expected.get(service);
    return List.of(
        Cell.of(service),
        Cell.of(settlement.terms().rate(service).toPlainString()),
        known ? Cell.figure(seconds, seconds(seconds), cites) : Cell.of(say("not measured", "未测量")),
        known ? Cell.figure(closed, seconds(closed), cites) : Cell.none(),
        known
            ? Cell.figure(due.amount().doubleValue(), due.amount().toPlainString(), cites)
            : Cell.none(),
        foretold == null ? Cell.none() : Cell.of(foretold.toPlainString()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** The first entries that say so. */
  private static List<Long> cites(List<Stretch> away) {
    return away.stream()
        .flatMap(stretch -> stretch.evidence().stream())
        .filter(evidence -> evidence.source().equals(Evidence.JOURNAL))
        .map(Evidence::number)
        .distinct()
        .limit(MOST_CITES)
        .toList();
  }
}
