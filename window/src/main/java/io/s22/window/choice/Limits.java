package io.s22.window.choice;

import io.s22.plan.Blackout;
import io.s22.plan.Choosing;
import io.s22.plan.Plan;
import io.s22.plan.TimeRange;
import io.s22.plan.WeeklyRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything a plan's windows must keep to, over the minutes looked at. */
final class Limits {
  private final LocalDateTime zero;
  private final int minutes;
  private final int length;

  /**
   * @param zero the first minute looked at
   * @param minutes how many are looked at
   * @param length of the window, in minutes
   */
  Limits(LocalDateTime zero, int minutes, int length) {
    this.zero = zero;
    this.minutes = minutes;
    this.length = length;
  }

  List<Limit> of(Plan plan, Map<String, boolean[]> touched, LocalDateTime asOf) {
    List<Limit> limits = new ArrayList<>();
    Choosing choosing = plan.choosing();
    if (choosing != null) {
      span(limits, choosing, asOf);
      choosing
          .freezes()
          .forEach((name, freeze) -> limits.add(freeze(name, freeze.from(), freeze.to())));
      if (!choosing.staffHours().isEmpty()) {
        limits.add(staff(choosing.staffHours()));
      }
    }
    plan.blackouts().forEach((name, blackout) -> limits.add(blackout(name, blackout, touched)));
    return limits;
  }

  private void span(List<Limit> limits, Choosing choosing, LocalDateTime asOf) {
    LocalDateTime from = choosing.from();
    if (from != null) {
      int first = at(from);
      limits.add(
          new Limit(
              Tongue.both("the horizon's begin", "最早开始时间"),
              Tongue.both("let it begin %s earlier", "提前 %s"),
              s -> Math.max(0, first - s)));
    }
    Duration notice = choosing.notice();
    if (notice != null) {
      int first = at(asOf.plus(notice));
      limits.add(
          new Limit(
              Tongue.both("the notice", "通知期"),
              Tongue.both("shorten it by %s", "缩短 %s"),
              s -> Math.max(0, first - s)));
    }
    LocalDateTime by = choosing.by();
    if (by != null) {
      int last = at(by);
      limits.add(
          new Limit(
              Tongue.both("the deadline", "截止时间"),
              Tongue.both("move it by %s", "推迟 %s"),
              s -> Math.max(0, s + length - last)));
    }
  }

  private int at(LocalDateTime time) {
    return (int) Math.clamp(Duration.between(zero, time).toMinutes(), -1_000_000, 100_000_000);
  }

  private Limit freeze(String name, LocalDateTime from, LocalDateTime to) {
    boolean[] frozen = new boolean[minutes];
    mark(frozen, from, to);
    Prefix sums = Prefix.of(frozen);
    return new Limit(
        Tongue.both("freeze " + name, "冻结期 " + name),
        Tongue.both("lift it for %s", "解除 %s"),
        s -> (int) sums.sum(s, s + length));
  }

  private Limit staff(List<WeeklyRange> hours) {
    boolean[] staffed = new boolean[minutes];
    for (WeeklyRange range : hours) {
      for (LocalDate day = firstDay(); !day.isAfter(lastDay()); day = day.plusDays(1)) {
        if (day.getDayOfWeek() == range.day()) {
          mark(staffed, day, range.time());
        }
      }
    }
    Prefix sums = Prefix.of(staffed);
    return new Limit(
        Tongue.both("staff hours", "人员工作时间"),
        Tongue.both("extend them by %s", "延长 %s"),
        s -> s < 0 || s + length > minutes ? length : length - (int) sums.sum(s, s + length));
  }

  private Limit blackout(String name, Blackout blackout, Map<String, boolean[]> touched) {
    boolean[] black = new boolean[minutes];
    for (LocalDate day = firstDay(); !day.isAfter(lastDay()); day = day.plusDays(1)) {
      if (blackout.daily() != null) {
        mark(black, day, blackout.daily());
      }
      WeeklyRange weekly = blackout.weekly();
      if (weekly != null && weekly.day() == day.getDayOfWeek()) {
        mark(black, day, weekly.time());
      }
    }
    if (blackout.from() != null && blackout.to() != null) {
      mark(black, blackout.from(), blackout.to());
    }
    List<int[]> spans = spans(touched, blackout.protects());
    Prefix sums = Prefix.of(black);
    return new Limit(
        Tongue.both("blackout " + name, "禁止时段 " + name),
        Tongue.both(
            "shorten it by %s, or move the stages that hurt what it protects",
            "缩短 %s，或移走影响受保护服务的阶段"),
        s -> {
          int hit = 0;
          for (int[] span : spans) {
            hit += (int) sums.sum(s + span[0], s + span[1]);
          }
          return hit;
        });
  }

  /** Where any of the services is hurt, as spans of the window's minutes. */
  private static List<int[]> spans(Map<String, boolean[]> touched, List<String> services) {
    Map<String, boolean[]> own = new HashMap<>(touched);
    if (!services.isEmpty()) {
      own.keySet().retainAll(Set.copyOf(services));
    }
    boolean @Nullable [] any = null;
    for (boolean[] minutes : own.values()) {
      any = any == null ? new boolean[minutes.length] : any;
      for (int i = 0; i < any.length; i++) {
        any[i] |= minutes[i];
      }
    }
    List<int[]> spans = new ArrayList<>();
    for (int i = 0; any != null && i < any.length; i++) {
      if (any[i] && (i == 0 || !any[i - 1])) {
        spans.add(new int[] {i, i + 1});
      } else if (any[i]) {
        spans.getLast()[1] = i + 1;
      }
    }
    return spans;
  }

  private LocalDate firstDay() {
    return zero.toLocalDate().minusDays(1);
  }

  private LocalDate lastDay() {
    return zero.plusMinutes(minutes).toLocalDate();
  }

  private void mark(boolean[] set, LocalDate day, TimeRange range) {
    LocalDateTime from = day.atTime(range.from());
    mark(set, from, from.plus(range.length()));
  }

  private void mark(boolean[] set, LocalDateTime from, LocalDateTime to) {
    int end = Math.min(set.length, at(to));
    for (int i = Math.max(0, at(from)); i < end; i++) {
      set[i] = true;
    }
  }
}
