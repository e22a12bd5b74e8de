package io.s22.settle.show;

import io.s22.report.print.Face;
import io.s22.settle.Due;
import io.s22.settle.Settlement;
import io.s22.settle.Terms;
import io.s22.settle.ledger.Cases;
import java.time.ZoneId;
import java.util.Locale;

/** One customer's statement in Chinese and English, as XHTML that a printer or a browser takes. */
public final class Statement {
  private static final String SHEET =
      """
      @page{size:A4;margin:20mm 18mm 22mm;@bottom-center{content:counter(page) " / " counter(pages);\
      font-family:'FONT';font-size:8pt;color:#666}}
      body{font-family:'FONT',sans-serif;font-size:10pt;line-height:1.45;color:#1b1b1b;margin:0}
      h1{font-size:17pt;margin:0 0 1mm}h1 small{display:block;font-size:11pt;font-weight:400;color:#555}
      h2{font-size:11pt;margin:7mm 0 1.5mm}
      .facts{width:100%;border-collapse:collapse;margin:4mm 0}
      .facts th{font-weight:400;color:#555;text-align:left;width:48mm;padding:.6mm 2mm .6mm 0}
      .facts td{padding:.6mm 0}
      .lines{width:100%;border-collapse:collapse;font-size:8.5pt}
      .lines th{text-align:left;font-weight:400;color:#555;border-bottom:.3mm solid #1b1b1b;\
      padding:.8mm 2mm .8mm 0;vertical-align:bottom}
      .lines td{border-bottom:.1mm solid #bbb;padding:.9mm 2mm .9mm 0;vertical-align:top}
      .lines .n{text-align:right;white-space:nowrap;padding-right:3mm}
      .lines tr{page-break-inside:avoid}
      .sum{width:100%;border-collapse:collapse;margin-top:5mm}
      .sum td{padding:1mm 0;border-top:.1mm solid #bbb}.sum .n{text-align:right;white-space:nowrap}
      .sum .all td{border-top:.4mm solid #1b1b1b;font-weight:700;font-size:12pt}
      .small{font-size:8pt;color:#555;margin-top:6mm}
      .hash{font-size:7.5pt;word-wrap:break-word}
      """;

  private final Account account;
  private final Settlement settlement;
  private final Terms terms;
  private final ZoneId zone;
  private final StringBuilder page = new StringBuilder();

  private Statement(Account account) {
    this.account = account;
    this.settlement = account.settlement();
    this.terms = settlement.terms();
    this.zone = account.plan().zone();
  }

  /** The statement of one user. */
  public static String of(Account account, int user) {
    return new Statement(account).page(user);
  }

  private String page(int user) {
    String name = settlement.name(user);
    Due due = settlement.due(user);
    page.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh\">")
        .append("<head><meta charset=\"utf-8\"/><title>")
        .append(text("补偿对账单 · Compensation statement · " + name))
        .append("</title><style>")
        .append(SHEET.replace("FONT", Face.FAMILY))
        .append("</style></head><body>\n<h1>补偿对账单<small>Compensation statement</small></h1>\n");
    facts(name);
    lines(due);
    cases(name);
    sum(user, due, name);
    notes();
    return page.append("</body></html>\n").toString();
  }

  private void facts(String name) {
    page.append("<table class=\"facts\">");
    fact("客户 · Customer", name);
    String zh = account.plan().title().in(Locale.CHINESE);
    String en = account.plan().title().in(Locale.ENGLISH);
    fact("维护 · Maintenance", zh.equals(en) ? zh : zh + " · " + en);
    fact("批次 · Run", settlement.measurements().run());
    fact(
        "计算区间 · Counted",
        Written.day(terms.from(), zone) + " – " + Written.day(terms.to(), zone) + " " + zone);
    var opened = settlement.measurements().opened();
    if (opened != null && opened.outside() != null) {
      fact("说明 · Note", opened.outside());
    }
    page.append("</table>\n");
  }

  private void fact(String what, String value) {
    page.append("<tr><th>")
        .append(text(what))
        .append("</th><td>")
        .append(text(value))
        .append("</td></tr>");
  }

  private void lines(Due due) {
    page.append("<h2>中断明细 · Interruptions</h2>\n");
    if (due.parts().isEmpty()) {
      page.append("<p>没有计入补偿的中断。 · No interruption counts.</p>\n");
      return;
    }
    page.append("<table class=\"lines\"><thead><tr><th>服务<br/>Service</th><th>开始<br/>From</th>")
        .append("<th>结束<br/>To</th><th class=\"n\">秒<br/>Seconds</th>")
        .append("<th class=\"n\">每分钟<br/>A minute</th><th class=\"n\">金额<br/>Worth</th>")
        .append("<th>依据<br/>Evidence</th></tr></thead><tbody>\n");
    for (Due.Part part : due.parts()) {
      page.append("<tr><td>").append(text(title(part.service()))).append("</td>");
      cell(Written.time(part.stretch().from(), zone));
      cell(Written.time(part.stretch().to(), zone));
      number(Written.seconds(part.stretch().length()));
      number(Written.plain(part.rate()));
      number(Written.worth(part));
      cell(Written.evidence(part.stretch().evidence()));
      page.append("</tr>\n");
    }
    page.append("</tbody></table>\n");
  }

  private String title(String service) {
    var known = account.plan().cluster().services().get(service);
    var title = known == null ? null : known.title();
    if (title == null) {
      return service;
    }
    String zh = title.in(Locale.CHINESE);
    String en = title.in(Locale.ENGLISH);
    return zh.equals(en) ? zh : zh + " " + en;
  }

  private void cell(String value) {
    page.append("<td>").append(text(value)).append("</td>");
  }

  private void number(String value) {
    page.append("<td class=\"n\">").append(text(value)).append("</td>");
  }

  private void cases(String name) {
    var mine = account.casesOf(name);
    if (mine.isEmpty()) {
      return;
    }
    page.append("<h2>数据丢失 · Lost data</h2>\n<table class=\"lines\"><thead><tr>")
        .append("<th>编号<br/>Case</th><th>说明<br/>What</th><th>决定<br/>Decision</th>")
        .append("<th class=\"n\">金额<br/>Amount</th></tr></thead><tbody>\n");
    for (Cases.Case each : mine) {
      page.append("<tr>");
      cell(each.opened().name());
      cell(each.opened().text());
      cell(each.decisions().isEmpty() ? "未决 · open" : each.decisions().getLast().text());
      number(account.money(each.amount()));
      page.append("</tr>\n");
    }
    page.append("</tbody></table>\n");
  }

  private void sum(int user, Due due, String name) {
    page.append("<table class=\"sum\">");
    row(
        "中断 · Interruptions, " + Written.seconds(due.paidNanos()) + " s",
        Written.shown(due.exact()) + " → " + account.money(due.amount()));
    if (due.capped()) {
      row("已达合同上限 · The contract's limit was reached", "");
    }
    long lost = account.dataLoss(name);
    if (lost > 0) {
      row("数据丢失 · Lost data", account.money(lost));
    }
    page.append("<tr class=\"all\"><td>应付 · Due</td><td class=\"n\">")
        .append(text(account.money(settlement.cents(due.amount()) + lost)))
        .append("</td></tr>");
    long extra = settlement.orders().extra(user);
    if (extra > 0) {
      row("窗口内订单额外积分 · Credit points on top for orders in the window", "+" + extra);
    }
    page.append("</table>\n");
  }

  private void row(String what, String value) {
    page.append("<tr><td>")
        .append(text(what))
        .append("</td><td class=\"n\">")
        .append(text(value))
        .append("</td></tr>");
  }

  private void notes() {
    page.append("<p class=\"small\">")
        .append(
            switch (terms.overlapping()) {
              case ONCE ->
                  "多项服务同时中断的时间只计一次，按最高单价。 Time without several services at once"
                      + " counts once, at the highest rate. ";
              case EACH_SERVICE -> "每项服务的中断分别计算。 Each service counts by itself. ";
            })
        .append(
            switch (terms.minutes()) {
              case EXACT -> "时间精确计算。 Time is counted exactly. ";
              case STARTED -> "不足一分钟按一分钟计。 Started minutes count in full. ";
              case FULL -> "只计满一分钟。 Only full minutes count. ";
            })
        .append(
            switch (terms.rounding()) {
              case COMMERCIAL -> "仅合计四舍五入。 Only the sum is rounded, half up.";
              case BANKERS -> "仅合计按银行家舍入。 Only the sum is rounded, half to even.";
            })
        .append(
            "</p>\n<p class=\"small\">依据编号为维护日志条目及其哈希前八位。 “#12 3fa9c1d2” is entry 12 of the"
                + " journal and the beginning of its hash. 日志末条哈希 · Head of the journal:</p><p class=\"hash\">")
        .append(text(settlement.measurements().head()))
        .append("</p>\n");
  }

  private static String text(String plain) {
    return Xml.text(plain);
  }
}
