package io.s22.window.choice;

import java.util.Locale;

/** A choice as one HTML page that needs nothing else, in light and dark. */
public final class ChoiceHtml {
  private static final int CELL_WIDTH = 28;
  private static final int CELL_HEIGHT = 24;
  private static final int LEFT = 40;
  private static final int TOP = 20;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="%s"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark"><title>%s</title><style>
      :root{--page:#fff;--text:#1c1f23;--soft:#5b6470;--line:#d9dde2;--heat:#b4501e;--good:#1d6b3a}
      @media(prefers-color-scheme:dark){:root{--page:#15181c;--text:#e7e9ec;--soft:#a2abb6;
      --line:#343a42;--heat:#f0864a;--good:#6fcf97}}
      body{background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif;
      max-width:56rem;margin:2rem auto;padding:0 1rem}
      table{border-collapse:collapse;width:100%%}
      th,td{text-align:left;padding:.5rem;border-bottom:1px solid var(--line);vertical-align:top}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      td.w{white-space:nowrap} .tag{display:block;font-size:.8rem;color:var(--soft);font-weight:400}
      @media(max-width:44rem){table,tbody,tr,td{display:block}thead{display:none}
      td{border:0;padding:.15rem 0}tr{border-bottom:1px solid var(--line);padding:.6rem 0}
      td.n{text-align:left}td.n::before{content:attr(data-is) ": ";color:var(--soft)}
      td.n br{display:none}}
      .soft{color:var(--soft)} .best{color:var(--good);font-weight:600}
      svg{max-width:100%%;height:auto} svg text{fill:var(--soft);font:11px system-ui,sans-serif}
      svg rect{fill:var(--heat);stroke:var(--line);stroke-width:.5}
      </style></head><body>
      """;

  private final Tongue tongue;
  private final Say say;
  private final StringBuilder html = new StringBuilder();

  private ChoiceHtml(Tongue tongue) {
    this.tongue = tongue;
    this.say = new Say(tongue);
  }

  /** In English. */
  public static String of(Choice choice) {
    return of(choice, Locale.ENGLISH);
  }

  /** In Chinese, or else in English. */
  public static String of(Choice choice, Locale locale) {
    ChoiceHtml page = new ChoiceHtml(Tongue.of(locale));
    page.write(choice);
    return page.html.toString();
  }

  private String say(String english, String chinese) {
    return tongue.say(english, chinese);
  }

  private void write(Choice choice) {
    String title = say("Window for " + choice.plan(), choice.plan() + " 的窗口");
    html.append(String.format(HEAD, say("en", "zh-CN"), escaped(title)));
    html.append("<h1>").append(escaped(title)).append("</h1>\n<p class=soft>");
    html.append(
        String.format(
            Locale.ROOT,
            say(
                "%s long. %,d start minutes scored, %,d keep to everything.</p>\n",
                "时长 %s。评估了 %,d 个开始时刻，%,d 个满足全部约束。</p>\n"),
            say.length((int) choice.length().toMinutes()),
            choice.looked(),
            choice.fitting()));
    if (!choice.isFeasible()) {
      html.append("<p><strong>")
          .append(say("No window keeps to everything.", "没有满足全部约束的窗口。"))
          .append("</strong></p><ul>\n");
      choice
          .relax()
          .forEach(way -> html.append("<li>").append(escaped(tongue.in(way))).append("</li>\n"));
      html.append("</ul>\n");
    }
    table(choice);
    heatMap(choice.demand());
    choice
        .basis()
        .forEach(
            one -> html.append("<p class=soft>").append(escaped(tongue.in(one))).append("</p>\n"));
    html.append("</body></html>\n");
  }

  private String minutes() {
    return say("User-minutes", "用户·分钟");
  }

  private String present() {
    return say("Users present", "在线用户");
  }

  private String cost(Choice choice) {
    return say("Cost, ", "成本，") + escaped(choice.currency());
  }

  private void table(Choice choice) {
    html.append("<table><thead><tr><th>").append(say("Window", "窗口"));
    html.append("</th><th class=n>").append(minutes());
    html.append("</th><th class=n>").append(present()).append("</th>");
    html.append(choice.currency().isEmpty() ? "" : "<th class=n>" + cost(choice) + "</th>");
    html.append("<th>").append(say("Why", "理由")).append("</th></tr></thead><tbody>\n");
    for (int i = 0; i < choice.proposed().size(); i++) {
      String tag = i == 0 ? say("Best", "最佳") : say("Alternative ", "备选 ") + i;
      row(choice, choice.proposed().get(i), tag, i == 0);
    }
    for (int i = 0; i < choice.announced().size(); i++) {
      String tag = i == 0 ? say("Announced", "公告") : say("Fallback", "备用");
      row(choice, choice.announced().get(i), tag, false);
    }
    html.append("</tbody></table>\n");
  }

  private void row(Choice choice, Candidate own, String tag, boolean best) {
    html.append("<tr><td class=\"w").append(best ? " best" : "").append("\"><span class=tag>");
    html.append(tag).append("</span>").append(say.day(own.opens())).append("<br>");
    html.append(own.opens().toLocalTime()).append(say(" to ", " 至 "));
    html.append(own.closes().toLocalTime());
    html.append("</td>");
    number(minutes(), Say.number(own.userMinutes()));
    String band = Say.number(own.presentLow()) + say(" to ", " 至 ") + Say.number(own.presentHigh());
    number(present(), Say.number(own.present()) + "<br> <small>" + band + "</small>");
    if (!choice.currency().isEmpty()) {
      number(cost(choice), Say.number(own.cost()));
    }
    html.append("<td>").append(escaped(tongue.in(own.why()))).append("</td></tr>\n");
  }

  private void number(String title, String value) {
    html.append("<td class=n data-is=\"").append(title).append("\">").append(value);
    html.append("</td>");
  }

  private void heatMap(double[][] demand) {
    double most = 1e-9;
    for (double[] day : demand) {
      for (double users : day) {
        most = Math.max(most, users);
      }
    }
    html.append("<h2>").append(say("Users by weekday and hour", "按星期与小时的用户数"));
    html.append("</h2>\n<svg role=\"img\" viewBox=\"0 0 ");
    html.append(LEFT + 24 * CELL_WIDTH).append(' ').append(TOP + 7 * CELL_HEIGHT);
    html.append("\" aria-label=\"");
    html.append(say("Expected users by weekday and hour", "按星期与小时的预期用户数")).append("\">\n");
    for (int hour = 0; hour < 24; hour += 3) {
      html.append("<text x=\"").append(LEFT + hour * CELL_WIDTH).append("\" y=\"14\">");
      html.append(hour).append(":00</text>\n");
    }
    for (int day = 0; day < demand.length; day++) {
      int y = TOP + day * CELL_HEIGHT;
      html.append("<text x=\"0\" y=\"")
          .append(y + 16)
          .append("\">")
          .append(say.days().get(day))
          .append("</text>\n");
      for (int hour = 0; hour < demand[day].length; hour++) {
        html.append("<rect x=\"").append(LEFT + hour * CELL_WIDTH).append("\" y=\"").append(y);
        html.append("\" width=\"").append(CELL_WIDTH).append("\" height=\"").append(CELL_HEIGHT);
        html.append(
            String.format(
                Locale.ROOT, "\" fill-opacity=\"%.3f\"><title>", demand[day][hour] / most));
        html.append(say.days().get(day)).append(' ').append(hour).append(":00, ");
        html.append(Say.number(demand[day][hour]))
            .append(say(" users", " 名用户"))
            .append("</title></rect>\n");
      }
    }
    html.append("</svg>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
