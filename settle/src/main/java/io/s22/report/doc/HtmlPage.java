package io.s22.report.doc;

import static io.s22.report.doc.Cell.say;
import static io.s22.report.doc.Html.escape;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.Text;
import io.s22.report.Report;
import io.s22.report.chart.Ink;
import io.s22.report.fact.Course;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The report as one XHTML page that needs nothing else: on screen, light and dark, and on paper.
 * Figures link to the entries they rest on, at the page's end.
 */
public final class HtmlPage {
  /** Longer tables are cut; the JSON form has all rows. */
  public static final int MOST_ROWS = 200;

  /** Only what would not fit is broken within words: short ones stay whole in narrow columns. */
  private static final Pattern BRIEF = Pattern.compile("[0-9+-][^\n]{0,22}");

  private static final Pattern LONG_WORD = Pattern.compile("[!-~]{25}");

  private static final int MOST_CITES = 4;
  private static final int LONGEST_ENTRY = 400;

  private final Report report;
  private final boolean paper;
  private final StringBuilder out = new StringBuilder(1 << 16);

  private HtmlPage(Report report, boolean paper) {
    this.report = report;
    this.paper = paper;
  }

  /** For a browser. */
  public static String onScreen(Report report) {
    return new HtmlPage(report, false).page();
  }

  /** For the printer. */
  public static String onPaper(Report report) {
    return new HtmlPage(report, true).page();
  }

  /** The font is a Chinese one, in which curly quotation marks are as wide as characters. */
  private String text(Text text) {
    String said = text.in(report.locale());
    return !report.locale().getLanguage().equals("zh")
        ? said.replace('\u201c', '"').replace('\u201d', '"').replace('\u2019', '\'')
        : said;
  }

  private String page() {
    String title = text(say("Health report", "健康报告")) + ": " + text(report.title());
    out.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"")
        .append(report.locale().getLanguage().equals("zh") ? "zh-CN" : "en")
        .append("\"><head><meta charset=\"utf-8\"/>")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
        .append("<title>")
        .append(escape(title))
        .append("</title><style>")
        .append(Style.of(paper))
        .append("</style></head><body><main>");
    out.append("<h1>").append(escape(title)).append("</h1>");
    out.append("<p class=\"lead\">").append(escape(subtitle())).append("</p>");
    if (report.simulated()) {
      out.append("<p class=\"pretended\">").append(escape(text(SIMULATED))).append("</p>");
    }
    contents();
    report.sections().forEach(this::section);
    cited();
    return out.append("</main></body></html>\n").toString();
  }

  private static final Text SIMULATED =
      say(
          "Some steps of this run were simulated: nothing was done on the cluster for them. They"
              + " are marked “simulated”.",
          "本次执行中有部分步骤为模拟执行，未对集群做任何操作；这些步骤均标注为“模拟”。");

  private String subtitle() {
    return report.run()
        + " · "
        + text(say("made ", "生成于 "))
        + report.made()
        + " · "
        + report.entries()
        + text(say(" journal entries, head ", " 条日志，链首 "))
        + report.head().substring(0, 16);
  }

  private void contents() {
    out.append("<nav><ol>");
    for (Section section : report.sections()) {
      out.append("<li><a href=\"#")
          .append(section.id())
          .append("\">")
          .append(escape(text(section.title())))
          .append("</a></li>");
    }
    out.append("<li><a href=\"#entries\">").append(escape(text(ENTRIES))).append("</a></li>");
    out.append("</ol></nav>");
  }

  private static final Text ENTRIES = say("Cited journal entries", "引用的日志条目");

  private void section(Section section) {
    out.append("<section id=\"")
        .append(section.id())
        .append("\"><h2>")
        .append(escape(text(section.title())))
        .append("</h2>");
    section.blocks().forEach(this::block);
    out.append("</section>");
  }

  private void block(Block block) {
    switch (block) {
      case Table table -> table(table);
      case Paragraph p -> {
        out.append("<p class=\"")
            .append(mood(p.mood()))
            .append("\">")
            .append(escape(text(p.text())));
        cites(p.cites());
        out.append("</p>");
      }
      case Picture picture -> {
        out.append("<figure>")
            .append(paper ? picture.drawn().onPaper() : picture.drawn().onScreen())
            .append("<figcaption><b>")
            .append(escape(text(picture.caption())))
            .append("</b> ");
        method(picture.method());
        out.append("</figcaption></figure>");
      }
      case Commands commands -> {
        out.append("<p>")
            .append(escape(text(commands.caption())))
            .append("</p><pre>")
            .append(escape(commands.lines()))
            .append("</pre>");
      }
    }
  }

  private void method(Text method) {
    out.append("<span class=\"method\">")
        .append(escape(text(say("Method: ", "方法："))))
        .append(escape(text(method)))
        .append("</span>");
  }

  private void table(Table table) {
    out.append("<div class=\"wide\"><table><caption>")
        .append(escape(text(table.caption())))
        .append("</caption><thead><tr>");
    for (int i = 0; i < table.columns().size(); i++) {
      out.append(figures(table, i) ? "<th class=\"figure\">" : "<th>");
      out.append(escape(text(table.columns().get(i)))).append("</th>");
    }
    out.append("</tr></thead><tbody>");
    for (List<Cell> row : table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()))) {
      out.append("<tr>");
      row.forEach(this::cell);
      out.append("</tr>");
    }
    out.append("</tbody></table></div>");
    if (table.rows().size() > MOST_ROWS) {
      more(table.rows().size());
    }
    out.append("<p>");
    method(table.method());
    out.append("</p>");
  }

  /** A column of figures has its heading above them. */
  private static boolean figures(Table table, int column) {
    long figures =
        table.rows().stream()
            .filter(row -> column < row.size() && row.get(column).value() != null)
            .count();
    return 2 * figures > table.rows().size();
  }

  private void more(int rows) {
    String english = "The first %d of %d rows; 's22 report --json' has all.";
    String chinese = "仅列出前 %d 行，共 %d 行；完整内容见 's22 report --json'。";
    out.append("<p class=\"doubtful\">")
        .append(
            escape(
                text(say(english.formatted(MOST_ROWS, rows), chinese.formatted(MOST_ROWS, rows)))))
        .append("</p>");
  }

  private void cell(Cell cell) {
    out.append("<td class=\"").append(mood(cell.mood()));
    String text = text(cell.text());
    out.append(cell.value() == null ? "" : " figure");
    out.append(LONG_WORD.matcher(text).find() ? " long\">" : "\">");
    // Times and lengths of time stay on one line.
    boolean brief = BRIEF.matcher(text).matches();
    out.append(brief ? "<span class=\"brief\">" : "").append(escape(text));
    out.append(brief ? "</span>" : "");
    cites(cell.cites());
    out.append("</td>");
  }

  private void cites(List<Long> entries) {
    if (entries.isEmpty()) {
      return;
    }
    String links =
        entries.stream()
            .limit(MOST_CITES)
            .map(e -> "<a href=\"#e" + e + "\">" + e + "</a>")
            .collect(Collectors.joining(" "));
    out.append("<sup class=\"cites\">")
        .append(links)
        .append(entries.size() > MOST_CITES ? "…" : "")
        .append("</sup>");
  }

  private static String mood(Cell.Mood mood) {
    return mood.name().toLowerCase(Locale.ROOT);
  }

  private void cited() {
    out.append("<section id=\"entries\"><h2>")
        .append(escape(text(ENTRIES)))
        .append("</h2><p>")
        .append(
            escape(
                text(
                    say(
                        "Every entry that a figure above cites, as canonical JSON (cut where long). The journal"
                            + " holds all of them whole.",
                        "以上各数字所引用的全部日志条目，以规范 JSON 表示（过长者截断）。完整条目见日志。"))))
        .append("</p><ol class=\"entries\">");
    for (Entry entry : report.cited()) {
      out.append("<li id=\"e")
          .append(entry.seq())
          .append("\"><b>")
          .append(entry.seq())
          .append("</b> ")
          .append(entry.at())
          .append(" ")
          .append(escape(Course.kind(entry.event())))
          .append("<code>")
          .append(escape(line(entry)))
          .append("</code></li>");
    }
    out.append("</ol></section>");
  }

  /** The plan's text is in the bundle and in the journal, and would fill pages here. */
  private static String line(Entry entry) {
    String line = EntryCodec.encode(entry);
    if (entry.event() instanceof Event.RunOpened opened) {
      line =
          "planName "
              + opened.planName()
              + ", planHash "
              + opened.planHash()
              + ", hash "
              + entry.hash();
    }
    return line.length() <= LONGEST_ENTRY ? line : line.substring(0, LONGEST_ENTRY) + "…";
  }

  /** The page's style sheet. */
  private static final class Style {
    static String of(boolean paper) {
      String font =
          "\"Noto Sans SC\",\"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",system-ui,sans-serif";
      String colours =
          paper
              ? ""
              : ":root{color-scheme:light dark;"
                  + Ink.variables(false)
                  + "}"
                  + "@media (prefers-color-scheme: dark){:root{"
                  + Ink.variables(true)
                  + "}}"
                  + "@media print{:root{"
                  + Ink.variables(false)
                  + "}}";
      String sheet = paper ? ON_PAPER : ON_SCREEN;
      return colours + (COMMON + sheet).replace("FONT", paper ? "'Noto Sans SC'" : font);
    }

    private static final String COMMON =
        """
        body{font-family:FONT;line-height:1.5;margin:0}
        h1{font-size:1.6em;line-height:1.25;margin:0 0 .3em}
        h2{font-size:1.2em;margin:1.6em 0 .5em}
        table{border-collapse:collapse;width:100%;font-size:.9em}
        caption{text-align:left;font-weight:bold;padding:.4em 0}
        th,td{text-align:left;vertical-align:top;padding:.25em .6em .25em 0}
        .figure{text-align:right;white-space:nowrap}
        th,.brief{white-space:nowrap}
        .long{word-wrap:break-word;overflow-wrap:break-word}
        .cites{font-size:.7em;margin-left:.3em}
        .method{font-size:.82em}
        figure{margin:1em 0}
        pre{white-space:pre-wrap;padding:.6em;font-size:.85em}
        .entries{list-style:none;padding:0;font-size:.75em}
        .entries code{display:block;word-wrap:break-word;overflow-wrap:anywhere}
        .good,.bad{font-weight:bold}
        .simulated{font-style:italic}
        .pretended{padding:.5em .8em;font-weight:bold}
        """;

    private static final String ON_SCREEN =
        """
        body{background:var(--paper);color:var(--ink)}
        main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
        a{color:var(--actual)}
        nav ol{columns:2;padding-left:1.5em}
        .wide{overflow-x:auto}
        th,td{border-bottom:1px solid var(--grid)}
        .lead,.method{opacity:.8}
        .good{color:var(--good)} .bad{color:var(--bad)} .doubtful{color:var(--other)}
        .simulated{color:var(--other)}
        .pretended{border:2px solid var(--other)}
        pre{border:1px solid var(--grid)}
        figure{overflow-x:auto}
        figure svg{width:100%;min-width:34rem;max-width:720px;height:auto}
        li:target{outline:2px solid var(--actual)}
        @media (max-width:40rem){nav ol{columns:1}}
        """;

    private static final String ON_PAPER =
        """
        @page{size:A4;margin:18mm 16mm 20mm;@bottom-right{content:counter(page) " / " counter(pages);font-family:FONT;font-size:8pt;color:#57606a}}
        body{font-size:9.5pt;color:#1f2328}
        a{color:#0072b2;text-decoration:none}
        table{-fs-table-paginate:paginate;font-size:8.2pt;table-layout:auto}
        tr,figure{page-break-inside:avoid}
        h2,caption{page-break-after:avoid}
        th,td{border-bottom:0.5pt solid #d0d7de}
        .lead,.method{color:#57606a}
        .good{color:#007d5c} .bad{color:#d55e00} .doubtful,.simulated{color:#9c5a84}
        .pretended{border:1.2pt solid #9c5a84}
        pre{border:0.5pt solid #d0d7de;font-family:FONT}
        code{font-family:FONT}
        figure svg{width:176mm}
        .entries{font-size:6.8pt}
        #before-after td:last-child{width:30%}
        """;
  }
}
