package io.s22.tell.feed;

import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.ServiceState;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import io.s22.tell.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A few lines to be shown in a frame of somebody else's page; they need no script. */
public final class Widget {
  private static final int MOST = 5;

  private Widget() {}

  /** The document. */
  public static String html(Status status, Language language) {
    boolean zh = language == Language.ZH;
    String name = escape(Words.line(status.site().name()));
    StringBuilder body = new StringBuilder();
    status.active().stream().limit(MOST).forEach(each -> window(each, status, language, body));
    hit(status, language, body);
    return """
    <!doctype html>
    <html lang="%1$s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark"><title>%2$s</title><link rel="stylesheet" href="assets/page.css"></head>
    <body class="widget"><main><h1 class="site">%2$s</h1>
    <p class="headline is-%3$s"><strong><span aria-hidden="true">%4$s</span> %5$s</strong></p>
    %6$s<p class="age">%7$s <time datetime="%8$s">%9$s</time>, %10$s <time>%11$s</time>.
    <a href="%12$s" target="_blank" rel="noopener">%13$s</a></p>
    </main></body></html>
    """
        .formatted(
            language.tag(),
            name,
            shown(status).name().toLowerCase(Locale.ROOT).replace('_', '-'),
            sign(shown(status)),
            escape(Words.name(shown(status)).in(language.locale())),
            body,
            zh ? "更新于" : "As of",
            status.now(),
            time(status, Duration.ZERO),
            zh ? "有效至" : "valid until",
            time(status, Status.PROMISE),
            escape(status.site().url() + "/"),
            zh ? "详情" : "More");
  }

  /** An open window is never painted as all is well. */
  private static ServiceState shown(Status status) {
    return status.overall() == ServiceState.OPERATIONAL && !status.active().isEmpty()
        ? ServiceState.UNDER_MAINTENANCE
        : status.overall();
  }

  private static void window(
      Maintenance window, Status status, Language language, StringBuilder body) {
    boolean zh = language == Language.ZH;
    body.append("<p><strong>")
        .append(escape(Words.line(window.title().in(language.locale()))))
        .append("</strong>: ")
        .append(escape(Words.name(window.phase()).in(language.locale())));
    Duration late = window.overrun(status.now());
    Maintenance.Outlook expected = window.expected();
    if (!late.isZero()) {
      body.append(zh ? "，已超时 " : ", overrunning by ").append(Words.length(late, language));
    } else if (expected != null) {
      body.append(zh ? "，预计结束 " : ", expected to finish by ")
          .append(Words.minute(expected.p90(), window.zone()))
          .append(' ')
          .append(Words.offset(expected.p90(), window.zone()));
    }
    body.append("</p>\n");
  }

  private static void hit(Status status, Language language, StringBuilder body) {
    List<ServiceStatus> hit =
        status.services().stream()
            .filter(service -> service.state() != ServiceState.OPERATIONAL)
            .limit(MOST)
            .toList();
    if (!hit.isEmpty()) {
      body.append(
          hit.stream()
              .map(service ->
                  "<li>"
                      + escape(Words.line(service.title().in(language.locale())))
                      + ": "
                      + escape(Words.name(service.state()).in(language.locale()))
                      + "</li>")
              .collect(Collectors.joining("", "<ul>", "</ul>\n")));
    }
  }

  private static String time(Status status, Duration later) {
    var at = status.now().plus(later);
    return Words.minute(at, status.zone()) + " " + Words.offset(at, status.zone());
  }

  private static String sign(ServiceState state) {
    return switch (state) {
      case OPERATIONAL -> "✔";
      case DEGRADED_PERFORMANCE -> "▽";
      case UNDER_MAINTENANCE -> "◆";
      case PARTIAL_OUTAGE, MAJOR_OUTAGE -> "✖";
    };
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
