package io.s22.window.curve;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Public holidays, and the kinds of days that follow from them. China's, with their make-up working
 * days, are in this module's own file; other countries' come from Jollyday.
 */
public final class Holidays {
  /** No holidays at all. */
  public static final Holidays NONE = new Holidays("none", day -> false, Set.of());

  private static final int LONG_BREAK = 4;
  private static final String CHINA = "CN";

  private final String name;
  private final Predicate<LocalDate> holiday;
  private final Set<LocalDate> makeUp;

  private Holidays(String name, Predicate<LocalDate> holiday, Set<LocalDate> makeUp) {
    this.name = name;
    this.holiday = holiday;
    this.makeUp = makeUp;
  }

  /**
   * The holidays of a country ({@code CN}, {@code US}) or of a region in it ({@code DE-BY}).
   *
   * @throws S22Exception S22-7020 where they are not known
   */
  public static Holidays of(String code) {
    String upper = code.strip().toUpperCase(Locale.ROOT);
    if (upper.isEmpty() || upper.equals("NONE")) {
      return NONE;
    }
    return upper.equals(CHINA) ? china() : others(upper);
  }

  private static Holidays china() {
    Set<LocalDate> off = new HashSet<>();
    Set<LocalDate> work = new HashSet<>();
    try (InputStream file =
            Objects.requireNonNull(Holidays.class.getResourceAsStream("holidays-cn.txt"));
        BufferedReader in =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        if (line.startsWith("#")) {
          continue;
        }
        Set<LocalDate> days = words[0].equals("off") ? off : work;
        LocalDate last = LocalDate.parse(words[2]);
        LocalDate.parse(words[1]).datesUntil(last.plusDays(1)).forEach(days::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Holidays(CHINA, off::contains, Set.copyOf(work));
  }

  private static Holidays others(String code) {
    String[] parts = code.toLowerCase(Locale.ROOT).split("-", -1);
    Set<String> known = new TreeSet<>(HolidayManager.getSupportedCalendarCodes());
    if (!known.contains(parts[0].toUpperCase(Locale.ROOT))) {
      throw new S22Exception(
          "S22-7020",
          "The holidays of '" + code + "' are not known.",
          "Use one of none, CN, " + String.join(", ", known) + ".");
    }
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    String[] region = Arrays.copyOfRange(parts, 1, parts.length);
    Map<Integer, Set<LocalDate>> years = new HashMap<>();
    return new Holidays(
        code,
        day ->
            years
                .computeIfAbsent(day.getYear(), year -> ofYear(manager, year, region))
                .contains(day),
        Set.of());
  }

  private static Set<LocalDate> ofYear(HolidayManager manager, int year, String[] region) {
    Set<LocalDate> days = new HashSet<>();
    manager
        .getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, region)
        .forEach(found -> days.add(found.getDate()));
    return days;
  }

  /** The country's code, or {@code none}. */
  public String name() {
    return name;
  }

  /** Whether {@code day} is a public holiday. */
  public boolean isHoliday(LocalDate day) {
    return holiday.test(day);
  }

  /** What kind of day {@code day} is. */
  public DayKind kind(LocalDate day) {
    if (makeUp.contains(day)) {
      return DayKind.MAKE_UP;
    }
    if (breakLength(day) >= LONG_BREAK) {
      return DayKind.BREAK;
    }
    if (isHoliday(day) && !isWeekend(day)) {
      return DayKind.HOLIDAY;
    }
    return breakLength(day.plusDays(1)) >= LONG_BREAK ? DayKind.EVE : DayKind.ORDINARY;
  }

  /** How many days off follow one another around {@code day}; 0 where no holiday is among them. */
  private int breakLength(LocalDate day) {
    if (!isRest(day)) {
      return 0;
    }
    LocalDate from = day;
    while (isRest(from.minusDays(1))) {
      from = from.minusDays(1);
    }
    LocalDate to = day;
    while (isRest(to.plusDays(1))) {
      to = to.plusDays(1);
    }
    boolean any = from.datesUntil(to.plusDays(1)).anyMatch(this::isHoliday);
    return any ? (int) (to.toEpochDay() - from.toEpochDay()) + 1 : 0;
  }

  /** Off, or a single working day between a holiday and the days off behind it. */
  private boolean isRest(LocalDate day) {
    LocalDate before = day.minusDays(1);
    boolean bridge =
        !makeUp.contains(day) && isHoliday(before) && !isWeekend(before) && isOff(day.plusDays(1));
    return isOff(day) || bridge;
  }

  /** Whether most people have the day off: a holiday, or a weekend that is not made up. */
  boolean isOff(LocalDate day) {
    return isHoliday(day) || (isWeekend(day) && !makeUp.contains(day));
  }

  static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
