package io.s22.tell;

import io.s22.plan.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Texts in both languages, and times and lengths as people of each write them. */
public final class Words {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter DAY_EN =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_ZH =
      DateTimeFormatter.ofPattern("uuuu年M月d日 EEE", Locale.SIMPLIFIED_CHINESE);

  private Words() {}

  /** A text in both languages. */
  public static Text both(String en, String zh) {
    return new Text(Map.of("en", en, "zh", zh));
  }

  /** A text that is made anew for each language. */
  public static Text each(Function<Language, String> made) {
    return both(made.apply(Language.EN), made.apply(Language.ZH));
  }

  /** Text without the characters that XML 1.0 and calendars cannot hold. */
  public static String line(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || c >= 0x20 && c != 0xFFFE && c != 0xFFFF)
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** ISO 8601 in UTC, with milliseconds always. */
  public static String millis(Instant at) {
    return MILLIS.format(at.atOffset(ZoneOffset.UTC));
  }

  /** {@code 02:35}. */
  public static String minute(Instant at, ZoneId zone) {
    return MINUTE.format(at.atZone(zone));
  }

  /** {@code Sat 16 Mar 2024}, or as Chinese is written. */
  public static String day(Instant at, ZoneId zone, Language language) {
    return switch (language) {
      case EN -> DAY_EN.format(at.atZone(zone));
      case ZH -> DAY_ZH.format(at.atZone(zone));
    };
  }

  /** Day and minute. */
  public static String moment(Instant at, ZoneId zone, Language language) {
    return day(at, zone, language) + " " + minute(at, zone);
  }

  /** From, to and the zone; the day once where it is the same. */
  public static String span(Instant from, Instant to, ZoneId zone, Language language) {
    boolean same = from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate());
    String end = same ? minute(to, zone) : moment(to, zone, language);
    String between = language == Language.ZH ? " 至 " : " to ";
    return moment(from, zone, language) + between + end + " " + offset(from, zone);
  }

  /** {@code UTC+8}, as the zone stands at that instant. */
  public static String offset(Instant at, ZoneId zone) {
    ZoneOffset offset = zone.getRules().getOffset(at);
    int minutes = offset.getTotalSeconds() / 60;
    String rest = minutes % 60 == 0 ? "" : ":%02d".formatted(Math.abs(minutes % 60));
    return minutes == 0 ? "UTC" : "UTC%+d%s".formatted(minutes / 60, rest);
  }

  /** {@code 2 h 17 min}, {@code 17 min}, {@code 8 s}: two units at the most. */
  public static String length(Duration length, Language language) {
    boolean zh = language == Language.ZH;
    long days = length.toDays();
    if (days > 0) {
      return days + (zh ? " 天" : " d") + part(length.toHoursPart(), zh ? " 小时" : " h");
    }
    if (length.toHours() > 0) {
      return length.toHours()
          + (zh ? " 小时" : " h")
          + part(length.toMinutesPart(), zh ? " 分" : " min");
    }
    return length.toMinutes() > 0
        ? length.toMinutes() + (zh ? " 分钟" : " min")
        : length.toSeconds() + (zh ? " 秒" : " s");
  }

  private static String part(int amount, String unit) {
    return amount == 0 ? "" : " " + amount + unit;
  }

  /** {@code 99.95 %}: two digits, and never rounded up to 100. */
  public static String percent(double share) {
    double floor = Math.floor(share * 10_000) / 100;
    return (share >= 1 ? "100" : String.format(Locale.ROOT, "%.2f", floor)) + " %";
  }

  /** The name users read. */
  public static Text name(ServiceState state) {
    return switch (state) {
      case OPERATIONAL -> both("Operational", "正常");
      case DEGRADED_PERFORMANCE -> both("Degraded", "性能下降");
      case UNDER_MAINTENANCE -> both("Under maintenance", "维护中");
      case PARTIAL_OUTAGE -> both("Partial outage", "部分中断");
      case MAJOR_OUTAGE -> both("Major outage", "严重中断");
    };
  }

  /** The name users read. */
  public static Text name(WindowPhase phase) {
    return switch (phase) {
      case SCHEDULED -> both("Scheduled", "已计划");
      case IN_PROGRESS -> both("In progress", "进行中");
      case VERIFYING -> both("Being verified", "验证中");
      case PAUSED -> both("Paused at a safe point", "已在安全点暂停");
      case DECIDING -> both("Waiting for a decision", "等待决定");
      case ROLLING_BACK -> both("Being rolled back", "回退中");
      case COMPLETED -> both("Completed", "已完成");
      case PARTLY_COMPLETED -> both("Partly completed", "部分完成");
      case ROLLED_BACK -> both("Rolled back: everything is as before", "已回退，一切如前");
      case CANCELLED -> both("Cancelled", "已取消");
      case STOPPED -> both("Stopped before its end", "已提前停止");
      case STUCK -> both("Needs repair: the rollback failed", "需要修复：回退失败");
    };
  }

  /** The name users read. */
  public static Text name(Progress progress) {
    return switch (progress) {
      case WAITING -> both("to come", "未开始");
      case RUNNING -> both("under way", "进行中");
      case DONE -> both("done", "完成");
      case FAILED -> both("failed", "失败");
      case UNDOING -> both("being undone", "回退中");
      case UNDONE -> both("undone", "已回退");
      case SKIPPED -> both("left out", "已跳过");
    };
  }

  /** The name users read. */
  public static Text name(Maintenance.GateLine.Answer answer) {
    return switch (answer) {
      case NOT_ASKED -> both("not asked yet", "尚未询问");
      case GO -> both("go", "通过");
      case NO_GO -> both("no-go", "不通过");
      case NOT_KNOWN -> both("not known", "未知");
    };
  }
}
