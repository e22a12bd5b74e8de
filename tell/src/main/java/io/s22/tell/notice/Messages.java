package io.s22.tell.notice;

import io.s22.plan.Compensation;
import io.s22.plan.Guidance;
import io.s22.plan.Money;
import io.s22.plan.Service;
import io.s22.plan.Text;
import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.RunStory;
import io.s22.tell.Status.Site;
import io.s22.tell.Words;
import io.s22.tell.notice.Message.Advice;
import io.s22.tell.notice.Message.Named;
import io.s22.tell.notice.Message.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a notice into words, in one language: the template all channels share. */
public final class Messages {
  /** A title somebody wrote is cut here: it goes into subject lines and short messages. */
  static final int LONGEST_TITLE = 120;

  static final int LONGEST_TEXT = 2_000;

  private final RunStory story;
  private final Maintenance window;
  private final Site site;
  private final Language language;
  private final boolean zh;
  private final Locale locale;
  private final Templates templates;

  private Messages(RunStory story, Site site, Language language, Templates templates) {
    this.templates = templates;
    this.story = story;
    this.window = story.window(List.of());
    this.site = site;
    this.language = language;
    this.zh = language == Language.ZH;
    this.locale = language.locale();
  }

  /** {@code notice} of {@code story}, in {@code language}, in S22's own words. */
  public static Message of(Notice notice, RunStory story, Site site, Language language) {
    return of(notice, story, site, language, Templates.USUAL);
  }

  /** The same in a tenant's words. */
  public static Message of(
      Notice notice, RunStory story, Site site, Language language, Templates templates) {
    return new Messages(story, site, language, templates).made(notice);
  }

  /** Asks a new subscriber whether it was really them; says nothing of who asked. */
  public static Message confirmation(Site site, Language language, String event, Instant at) {
    boolean zh = language == Language.ZH;
    String name = line(site.name(), LONGEST_TITLE);
    return new Message(
        "",
        event,
        NoticeKind.CONFIRM,
        language,
        name,
        zh ? "请确认订阅：" + name : "Please confirm: notices of " + name,
        zh
            ? "有人请求将“" + name + "”的维护通知发送到此处。若是您本人，请点击链接确认。"
            : "Somebody asked for maintenance notices of "
                + name
                + " to come here. If it was you,"
                + " confirm it with the link.",
        List.of(),
        List.of(zh ? "若不是您，请忽略；不会再有消息。" : "If it was not you, do nothing: no more will come."),
        List.of(),
        List.of(),
        at,
        at,
        at,
        site.url() + "/",
        null);
  }

  private Message made(Notice notice) {
    String name = text(window.title(), LONGEST_TITLE);
    Text subject = notice.facts().subject();
    String title =
        subject == null
            ? notice.kind().label().in(locale) + (zh ? "：" : ": ") + name
            : text(subject, LONGEST_TITLE);
    return new Message(
        notice.run(),
        notice.event(),
        notice.kind(),
        language,
        line(site.name(), LONGEST_TITLE),
        title,
        lead(notice, name),
        rows(notice),
        paragraphs(notice),
        advice(notice),
        named(notice.services()),
        notice.at(),
        notice.facts().opens(),
        notice.facts().closes(),
        site.url() + "/",
        calendar(notice));
  }

  private String lead(Notice notice, String name) {
    Notice.Facts facts = notice.facts();
    Text says = facts.says();
    if (says != null) {
      return text(says, LONGEST_TEXT);
    }
    Map<String, String> values = new HashMap<>();
    values.put("title", name);
    values.put("window", span(facts.opens(), facts.closes()));
    values.put("opens", minute(facts.opens()));
    values.put("closes", minute(facts.closes()));
    values.put("phase", phase());
    values.put("in", Words.length(Duration.between(notice.at(), facts.opens()), language));
    values.put("stage", facts.stage() == null ? "" : text(facts.stage(), LONGEST_TITLE));
    values.put("old-window", old(facts));
    return line(templates.filled(notice.kind(), language, values), LONGEST_TEXT);
  }

  private String old(Notice.Facts facts) {
    Instant oldOpens = facts.oldOpens();
    Instant oldCloses = facts.oldCloses();
    return oldOpens == null || oldCloses == null ? "" : span(oldOpens, oldCloses);
  }

  private List<Row> rows(Notice notice) {
    List<Row> rows = new ArrayList<>();
    Notice.Facts facts = notice.facts();
    rows.add(new Row(say("Window", "维护时间"), span(facts.opens(), facts.closes())));
    List<Named> services = named(notice.services());
    if (!services.isEmpty()) {
      rows.add(
          new Row(
              say("Services", "受影响服务"),
              String.join(zh ? "、" : ", ", services.stream().map(Named::title).toList())));
    }
    switch (notice.kind()) {
      case ANNOUNCED, REMINDER, MOVED -> fallback(rows);
      case STARTED, STAGE_FINISHED, OVERRUN, UPDATE -> expected(notice, rows);
      case FINISHED, EARLY_FINISH -> ended(notice, rows);
      case CANCELLED, COMPENSATION, WORD, ALARM, CONFIRM -> {
        // The window says it all.
      }
    }
    return rows;
  }

  private void fallback(List<Row> rows) {
    window.fallback().stream()
        .findFirst()
        .ifPresent(
            next -> rows.add(new Row(say("Otherwise", "备用时间"), span(next.from(), next.to()))));
  }

  private void expected(Notice notice, List<Row> rows) {
    Maintenance.Outlook expected = window.expected();
    if (expected != null && expected.p50().isAfter(notice.at())) {
      rows.add(
          new Row(
              say("Expected to end", "预计结束"),
              minute(expected.p50()) + " – " + minute(expected.p90())));
    }
  }

  private void ended(Notice notice, List<Row> rows) {
    Instant ended = window.ended();
    Instant end = ended == null ? notice.at() : ended;
    rows.add(new Row(say("Ended", "结束时间"), Words.moment(end, window.zone(), language)));
    Duration late = Duration.between(window.closes(), end);
    if (late.isPositive()) {
      rows.add(new Row(say("Later than announced by", "超时"), Words.length(late, language)));
    }
  }

  private List<String> paragraphs(Notice notice) {
    List<String> all = new ArrayList<>();
    switch (notice.kind()) {
      case MOVED ->
          all.add(
              say(
                  "Calendars that took the last notice take this one in its place.",
                  "日历中的原日程会由本通知更新。"));
      case OVERRUN ->
          all.add(
              say(
                  "The page says when it is expected to end. You are told when it is over.",
                  "预计结束时间见状态页；结束后会再通知您。"));
      case COMPENSATION -> all.addAll(compensation(notice));
      case ANNOUNCED, REMINDER, STARTED, STAGE_FINISHED, CANCELLED -> {
        // Rows and advice say the rest.
      }
      case EARLY_FINISH, FINISHED, UPDATE, WORD, ALARM, CONFIRM -> {
        // Rows and advice say the rest.
      }
    }
    return all;
  }

  private List<String> compensation(Notice notice) {
    Compensation rules = story.plan().compensation();
    List<String> all = new ArrayList<>();
    if (rules == null) {
      return all;
    }
    for (Map.Entry<String, Duration> each : notice.facts().counted().entrySet()) {
      String service = title(each.getKey());
      String away = Words.length(each.getValue(), language);
      String rate = rate(rules, each.getKey());
      all.add(
          say(
              service + " was away for " + away + "; " + rate + " are paid for each minute.",
              service + " 中断 " + away + "，每分钟补偿 " + rate + "。"));
    }
    Integer times = rules.creditPointsTimes();
    if (times != null) {
      all.add(
          say(
              "Credit points of orders placed in the window count " + times + " times.",
              "维护窗口内的订单积分按 " + times + " 倍计算。"));
    }
    return all;
  }

  private static String rate(Compensation rules, String service) {
    Money money = rules.perMinute(service);
    return money.amount().stripTrailingZeros().toPlainString() + " " + money.currency();
  }

  private List<Advice> advice(Notice notice) {
    List<Advice> all = new ArrayList<>();
    for (String service : notice.services()) {
      Guidance guidance = story.plan().tellUsers().get(service);
      Text text = guidance == null ? null : told(notice.kind(), guidance);
      if (text != null) {
        all.add(new Advice(service, title(service), text(text, LONGEST_TEXT)));
      }
    }
    return all;
  }

  /** Before, during, after: what holds when the notice is read. */
  private static @Nullable Text told(NoticeKind kind, Guidance guidance) {
    return switch (kind) {
      case ANNOUNCED, REMINDER, MOVED -> guidance.before();
      case STARTED, STAGE_FINISHED, OVERRUN, UPDATE -> guidance.during();
      case EARLY_FINISH, FINISHED, COMPENSATION -> guidance.after();
      case CANCELLED, WORD, ALARM, CONFIRM -> null;
    };
  }

  private List<Named> named(List<String> services) {
    return services.stream().map(name -> new Named(name, title(name))).toList();
  }

  private String title(String service) {
    Service known = story.plan().cluster().services().get(service);
    Text title = known == null ? null : known.title();
    return title == null ? line(service, LONGEST_TITLE) : text(title, LONGEST_TITLE);
  }

  private Message.@Nullable Calendar calendar(Notice notice) {
    return switch (notice.kind()) {
      case ANNOUNCED, MOVED, CANCELLED ->
          Invitation.of(
              notice,
              site,
              text(window.title(), LONGEST_TITLE),
              lead(notice, text(window.title(), LONGEST_TITLE)));
      case REMINDER, STARTED, STAGE_FINISHED, EARLY_FINISH, OVERRUN -> null;
      case FINISHED, COMPENSATION, UPDATE, WORD, ALARM, CONFIRM -> null;
    };
  }

  private String phase() {
    return Words.name(window.phase()).in(locale);
  }

  private String say(String en, String inChinese) {
    return zh ? inChinese : en;
  }

  private String span(Instant from, Instant to) {
    return Words.span(from, to, window.zone(), language);
  }

  private String minute(Instant at) {
    return Words.minute(at, window.zone()) + " " + Words.offset(at, window.zone());
  }

  private String text(Text text, int longest) {
    return line(text.in(locale), longest);
  }

  /** What somebody wrote, on one line and not without end: a line break ends a mail's header. */
  static String line(String written, int longest) {
    String plain = Words.line(written).replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    int points = plain.codePointCount(0, plain.length());
    return points <= longest
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
