package io.s22.settle.show;

import io.s22.settle.ledger.Ledger.Line;
import io.s22.settle.pay.OwnLink.Own;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one user sees behind her link: every line of the ledger that is hers, and what is still to
 * come. HTML that asks for the status page's style sheet and nothing else.
 */
public final class OwnPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final boolean chinese;
  private final StringBuilder page = new StringBuilder();

  private OwnPage(boolean chinese) {
    this.chinese = chinese;
  }

  /**
   * The page.
   *
   * @param sheet the address of the style sheet
   */
  public static String of(Own own, List<Line> lines, boolean chinese, String sheet) {
    return new OwnPage(chinese).page(own, lines, sheet);
  }

  private String say(String zh, String en) {
    return chinese ? zh : en;
  }

  private String page(Own own, List<Line> lines, String sheet) {
    String title = say("我的补偿", "My compensation");
    page.append("<!DOCTYPE html>\n<html lang=\"")
        .append(chinese ? "zh" : "en")
        .append("\"><head><meta charset=\"utf-8\"><title>")
        .append(title)
        .append("</title><meta name=\"viewport\" content=\"width=device-width\">")
        .append("<meta name=\"robots\" content=\"noindex\"><link rel=\"stylesheet\" href=\"")
        .append(Xml.text(sheet))
        .append("\"></head><body><main>\n<h1>")
        .append(title)
        .append("</h1>\n<p>")
        .append(Xml.text(own.user()))
        .append(" · ")
        .append(Xml.text(own.run()))
        .append("</p>\n");
    if (lines.isEmpty()) {
      page.append("<p>")
          .append(say("目前没有为您记录补偿。", "Nothing is booked for you so far."))
          .append("</p>\n");
    } else {
      sums(lines);
      table(lines);
    }
    return page.append("<p>")
        .append(say("此链接有效至 ", "This link is good until "))
        .append(TIME.format(own.until()))
        .append("</p>\n</main></body></html>\n")
        .toString();
  }

  private void sums(List<Line> lines) {
    Map<String, long[]> byUnit = new TreeMap<>();
    for (Line line : lines) {
      long[] sums = byUnit.computeIfAbsent(line.unit(), unit -> new long[2]);
      if (line.kind().equals("payment")) {
        sums[1] -= line.amount();
      } else {
        sums[0] += line.amount();
      }
    }
    page.append("<ul>\n");
    byUnit.forEach((unit, sums) ->
        page.append("<li>")
            .append(say("应付 ", "Due "))
            .append(amount(sums[0], unit))
            .append(say("，已付 ", ", paid "))
            .append(amount(sums[1], unit))
            .append(say("，待付 ", ", still to come "))
            .append(amount(Math.max(0, sums[0] - sums[1]), unit))
            .append("</li>\n"));
    page.append("</ul>\n");
  }

  private void table(List<Line> lines) {
    page.append("<table><thead><tr><th>")
        .append(say("账目", "Entry"))
        .append("</th><th>")
        .append(say("时间", "When"))
        .append("</th><th>")
        .append(say("事由", "What for"))
        .append("</th><th>")
        .append(say("金额", "Amount"))
        .append("</th></tr></thead><tbody>\n");
    for (Line line : lines) {
      page.append("<tr><td>#")
          .append(line.entry())
          .append(' ')
          .append(line.hash(), 0, 8)
          .append("</td><td>")
          .append(TIME.format(line.at()))
          .append("</td><td>")
          .append(Xml.text(what(line)))
          .append("</td><td>")
          .append(amount(line.amount(), line.unit()))
          .append("</td></tr>\n");
    }
    page.append("</tbody></table>\n");
  }

  private String what(Line line) {
    String topic = line.topic();
    String what =
        topic.equals("interruption")
            ? say("服务中断", "interruption")
            : topic.equals("points")
                ? say("窗口内订单积分", "points for orders in the window")
                : topic.equals("payment")
                    ? say("付款", "payment")
                    : say("数据丢失 ", "lost data ") + topic.replaceFirst("^data-loss/", "");
    return line.kind().equals("reversal") ? what + say("（冲正）", " (reversed)") : what;
  }

  private String amount(long amount, String unit) {
    if (unit.equals("points")) {
      return amount + say(" 积分", " points");
    }
    int digits = Math.max(0, Currency.getInstance(unit).getDefaultFractionDigits());
    return BigDecimal.valueOf(amount, digits).toPlainString() + " " + unit;
  }
}
