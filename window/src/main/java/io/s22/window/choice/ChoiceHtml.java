package io.s22.window.choice;

import java.util.Locale;

/** A choice as one HTML page that needs nothing else, in light and dark. */
public final class ChoiceHtml {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final int CELL_WIDTH = 28;
  private static final int CELL_HEIGHT = 24;
  private static final int LEFT = 40;
  private static final int TOP = 20;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
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

  private ChoiceHtml() {}

  public static String of(Choice choice) {
    String title = "Window for " + choice.plan();
    StringBuilder html = new StringBuilder(String.format(HEAD, escaped(title)));
    html.append("<h1>").append(escaped(title)).append("</h1>\n<p class=soft>");
    html.append(Say.length((int) choice.length().toMinutes())).append(" long. ");
    html.append(String.format(Locale.ROOT, "%,d", choice.looked()))
        .append(" start minutes scored, ");
    html.append(String.format(Locale.ROOT, "%,d", choice.fitting()))
        .append(" keep to everything.</p>\n");
    if (!choice.isFeasible()) {
      html.append("<p><strong>No window keeps to everything.</strong></p><ul>\n");
      choice.relax().forEach(way -> html.append("<li>").append(escaped(way)).append("</li>\n"));
      html.append("</ul>\n");
    }
    table(html, choice);
    heatMap(html, choice.demand());
    choice
        .basis()
        .forEach(one -> html.append("<p class=soft>").append(escaped(one)).append("</p>\n"));
    return html.append("</body></html>\n").toString();
  }

  private static void table(StringBuilder html, Choice choice) {
    html.append("<table><thead><tr><th>Window</th><th class=n>User-minutes</th>");
    html.append("<th class=n>Users present</th>");
    html.append(
        choice.currency().isEmpty()
            ? ""
            : "<th class=n>Cost, " + escaped(choice.currency()) + "</th>");
    html.append("<th>Why</th></tr></thead><tbody>\n");
    for (int i = 0; i < choice.proposed().size(); i++) {
      row(html, choice, choice.proposed().get(i), i == 0 ? "Best" : "Alternative " + i, i == 0);
    }
    for (int i = 0; i < choice.announced().size(); i++) {
      row(html, choice, choice.announced().get(i), i == 0 ? "Announced" : "Fallback", false);
    }
    html.append("</tbody></table>\n");
  }

  private static void row(
      StringBuilder html, Choice choice, Candidate own, String tag, boolean best) {
    html.append("<tr><td class=\"w").append(best ? " best" : "").append("\"><span class=tag>");
    html.append(tag).append("</span>").append(Say.day(own.opens())).append("<br>");
    html.append(own.opens().toLocalTime()).append(" to ").append(own.closes().toLocalTime());
    html.append("</td>");
    number(html, "User-minutes", Say.number(own.userMinutes()));
    String band = Say.number(own.presentLow()) + " to " + Say.number(own.presentHigh());
    number(html, "Users present", Say.number(own.present()) + "<br> <small>" + band + "</small>");
    if (!choice.currency().isEmpty()) {
      number(html, "Cost, " + escaped(choice.currency()), Say.number(own.cost()));
    }
    html.append("<td>").append(escaped(own.why())).append("</td></tr>\n");
  }

  private static void number(StringBuilder html, String title, String value) {
    html.append("<td class=n data-is=\"").append(title).append("\">").append(value);
    html.append("</td>");
  }

  private static void heatMap(StringBuilder html, double[][] demand) {
    double most = 1e-9;
    for (double[] day : demand) {
      for (double users : day) {
        most = Math.max(most, users);
      }
    }
    html.append("<h2>Users by weekday and hour</h2>\n<svg role=\"img\" viewBox=\"0 0 ");
    html.append(LEFT + 24 * CELL_WIDTH).append(' ').append(TOP + 7 * CELL_HEIGHT);
    html.append("\" aria-label=\"Expected users by weekday and hour\">\n");
    for (int hour = 0; hour < 24; hour += 3) {
      html.append("<text x=\"").append(LEFT + hour * CELL_WIDTH).append("\" y=\"14\">");
      html.append(hour).append(":00</text>\n");
    }
    for (int day = 0; day < demand.length; day++) {
      int y = TOP + day * CELL_HEIGHT;
      html.append("<text x=\"0\" y=\"")
          .append(y + 16)
          .append("\">")
          .append(DAYS[day])
          .append("</text>\n");
      for (int hour = 0; hour < demand[day].length; hour++) {
        html.append("<rect x=\"").append(LEFT + hour * CELL_WIDTH).append("\" y=\"").append(y);
        html.append("\" width=\"").append(CELL_WIDTH).append("\" height=\"").append(CELL_HEIGHT);
        html.append(
            String.format(
                Locale.ROOT, "\" fill-opacity=\"%.3f\"><title>", demand[day][hour] / most));
        html.append(DAYS[day]).append(' ').append(hour).append(":00, ");
        html.append(Say.number(demand[day][hour])).append(" users</title></rect>\n");
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
