package io.s22.window.curve;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a day that is not ordinary differs from its weekday: its course, and how high it is. The
 * height is learned from past days of the same kind; one such day weighs as much as the prior.
 */
final class HolidayEffect {
  /** What is assumed before any such day was seen: the height against an ordinary weekday. */
  private static final Map<DayKind, Double> PRIOR =
      Map.of(DayKind.HOLIDAY, 0.92, DayKind.BREAK, 0.75, DayKind.EVE, 0.93, DayKind.MAKE_UP, 1.0);

  private static final int REMEMBERED_DAYS = 800;
  private static final int MONDAY = 0;
  private static final int WEDNESDAY = 2;
  private static final int SATURDAY = 5;
  private static final int SUNDAY = 6;
  private static final int DAWN_HOUR = 5;
  private static final double LEAST = 1e-3;

  private final Holidays holidays;
  private final Profiles profiles;
  private final Map<DayKind, Double> heights = new EnumMap<>(DayKind.class);

  HolidayEffect(DayGrid past, Holidays holidays, Profiles profiles) {
    this.holidays = holidays;
    this.profiles = profiles;
    PRIOR.forEach((kind, prior) -> heights.put(kind, learned(past, kind, prior)));
  }

  private double learned(DayGrid past, DayKind kind, double prior) {
    double sum = Math.log(prior);
    int count = 1;
    for (int day = Math.max(0, past.days() - REMEMBERED_DAYS); day < past.days(); day++) {
      if (holidays.kind(past.date(day)) == kind) {
        double ratio = DayGrid.ratio(past.rows()[day], course(past.date(day)));
        if (ratio > LEAST) {
          sum += Math.log(ratio);
          count++;
        }
      }
    }
    return Math.exp(sum / count);
  }

  /**
   * The course of a day, of an ordinary day's height: half its own weekday's, half that of the
   * weekday it is like. Its small hours belong to the evening before: on the way into a day off
   * they are like a Saturday's, on the way out of it like a Monday's.
   */
  private double[] course(LocalDate day) {
    double[] own = profiles.rows()[day.getDayOfWeek().getValue() - 1];
    if (holidays.kind(day) == DayKind.MAKE_UP) {
      return profiles.rows()[WEDNESDAY];
    }
    double[] night = profiles.rows()[likeAtNight(day)];
    double[] rest = profiles.rows()[likeByDay(day)];
    double scale = Profiles.sum(own) / Math.max(Profiles.sum(rest), LEAST);
    int dawn = own.length * DAWN_HOUR / 24;
    double[] mixed = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      mixed[i] = (own[i] + (i < dawn ? night[i] : rest[i] * scale)) / 2;
    }
    return mixed;
  }

  private int likeByDay(LocalDate day) {
    boolean holiday = holidays.isHoliday(day) && !Holidays.isWeekend(day);
    return holiday || (holidays.isOff(day) && !Holidays.isWeekend(day)) ? SUNDAY : weekday(day);
  }

  private int likeAtNight(LocalDate day) {
    boolean today = holidays.isOff(day);
    boolean before = holidays.isOff(day.minusDays(1));
    boolean usual =
        today == Holidays.isWeekend(day) && before == Holidays.isWeekend(day.minusDays(1));
    if (usual) {
      return weekday(day);
    }
    if (today) {
      return before ? SUNDAY : SATURDAY;
    }
    return before ? MONDAY : WEDNESDAY;
  }

  private static int weekday(LocalDate day) {
    return day.getDayOfWeek().getValue() - 1;
  }

  /** What the day of grid index {@code index} is expected to be. */
  double[] expected(DayGrid grid, int index) {
    LocalDate day = grid.date(index);
    double[] course = course(day).clone();
    double height = heights.getOrDefault(holidays.kind(day), 1.0);
    for (int i = 0; i < course.length; i++) {
      course[i] *= height;
    }
    return course;
  }
}
