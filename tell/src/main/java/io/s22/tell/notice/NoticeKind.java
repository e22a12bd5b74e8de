package io.s22.tell.notice;

import io.s22.plan.Text;
import io.s22.tell.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people are told of. */
public enum NoticeKind {
  ANNOUNCED(Severity.INFO, "Announced", "维护公告"),
  REMINDER(Severity.INFO, "Reminder", "维护提醒"),
  STARTED(Severity.INFO, "Started", "维护开始"),
  STAGE_FINISHED(Severity.INFO, "Stage finished", "阶段完成"),
  MOVED(Severity.WARNING, "Moved", "时间变更"),
  CANCELLED(Severity.WARNING, "Cancelled", "维护取消"),
  EARLY_FINISH(Severity.INFO, "Finished early", "提前结束"),
  OVERRUN(Severity.URGENT, "Overrunning", "维护超时"),
  FINISHED(Severity.INFO, "Finished", "维护结束"),
  COMPENSATION(Severity.INFO, "Compensation", "补偿说明"),
  UPDATE(Severity.INFO, "Update", "进展更新"),
  /** Words that a person of the operators wrote. */
  WORD(Severity.INFO, "Announcement", "运维公告"),
  /** Something will be missed, or has been: for operators, whom the settings name; never chosen. */
  ALARM(Severity.URGENT, "Alarm", "告警"),
  /** Asks a new subscriber whether it was really them; never chosen, never about a window. */
  CONFIRM(Severity.URGENT, "Confirm", "确认订阅");

  private final Severity severity;
  private final Text label;

  NoticeKind(Severity severity, String en, String zh) {
    this.severity = severity;
    this.label = Words.both(en, zh);
  }

  public Severity severity() {
    return severity;
  }

  /** Its name for people. */
  public Text label() {
    return label;
  }

  /** The word it goes by in addresses, settings and JSON: {@code stage-finished}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that goes by {@code word}. */
  public static Optional<NoticeKind> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Those a person may choose. */
  public static List<NoticeKind> choices() {
    return Arrays.stream(values()).filter(k -> k != CONFIRM && k != ALARM).toList();
  }

  /** Those a person gets who chooses nothing: all but the blow-by-blow. */
  public static List<NoticeKind> usual() {
    return choices().stream().filter(k -> k != STAGE_FINISHED && k != UPDATE).toList();
  }
}
