package io.s22.journal;

import io.s22.journal.Integrity.Stand;
import io.s22.plan.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** How the proof of all data stands, in a sentence, in Chinese and English. */
public final class IntegrityText {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private IntegrityText() {}

  /** A countdown, an alarm, or what was found. */
  public static Text of(Stand stand, ZoneId zone) {
    return switch (stand.state()) {
      case PROVEN -> both("All data are proven whole.", "全部数据已证明完整。");
      case DIFFERENT -> both("NOT proven: a comparison found differences.", "未证明：比较发现差异。");
      case OPEN -> open(stand, zone);
      case UNDER_WAY -> underWay(stand, zone);
    };
  }

  private static Text open(Stand stand, ZoneId zone) {
    String english = "all data are not proven yet, and nobody compares them: ";
    String chinese = "尚未证明全部数据完整，且无人执行比较：";
    return rung(stand, english + left(stand, zone), chinese + zuo(stand, zone));
  }

  private static Text underWay(Stand stand, ZoneId zone) {
    boolean missed = stand.left().isNegative();
    String english =
        "the comparison of all data "
            + (stand.alarm() && !missed ? "will end too late: " : "is under way: ");
    String chinese = stand.alarm() && !missed ? "全部数据的比较将逾期：" : "全部数据的比较进行中：";
    return rung(stand, english + left(stand, zone), chinese + zuo(stand, zone));
  }

  private static Text rung(Stand stand, String english, String chinese) {
    return both((stand.alarm() ? "ALARM: " : "") + english, (stand.alarm() ? "警报：" : "") + chinese);
  }

  private static String left(Stand stand, ZoneId zone) {
    String due = clock(stand.due(), zone);
    return stand.left().isNegative()
        ? "it was due by " + due + "."
        : "due by " + due + ", " + length(stand.left(), " h ", " min") + " left.";
  }

  private static String zuo(Stand stand, ZoneId zone) {
    String due = clock(stand.due(), zone);
    return stand.left().isNegative()
        ? "期限 " + due + " 已过。"
        : "期限 " + due + "，剩余 " + length(stand.left(), " 小时 ", " 分钟") + "。";
  }

  private static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  private static String length(Duration span, String hours, String minutes) {
    return span.toHours() + hours + span.toMinutesPart() + minutes;
  }

  private static Text both(String english, String chinese) {
    return new Text(Map.of("en", english, "zh", chinese));
  }
}
