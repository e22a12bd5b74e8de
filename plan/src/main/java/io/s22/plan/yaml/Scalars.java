package io.s22.plan.yaml;

import io.s22.plan.Batch;
import io.s22.plan.Durations;
import io.s22.plan.Money;
import io.s22.plan.Needs;
import io.s22.plan.Probability;
import io.s22.plan.TimeRange;
import io.s22.plan.VersionMove;
import io.s22.plan.WeeklyRange;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms of values that are written as one word or number. */
final class Scalars {
  static final String TIME = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]";
  private static final String RANGE = "(" + TIME + ") ?- ?(" + TIME + "|24:00)";
  private static final String DAYS = "(?i:(mon|tue|wed|thu|fri|sat|sun)[a-z]*)";
  private static final String DATE_TIME = "([0-9]{4}-[0-9]{2}-[0-9]{2})[ T](" + TIME + "|24:00)";
  private static final String MONEY = "([0-9]{1,15}(?:\\.[0-9]{1,6})?) ?([A-Z]{3})";
  private static final String NEEDS = "([0-9]{1,6}) of ([0-9]{1,6})";
  private static final String MOVE = "(\\S+) *(?:->|→) *(\\S+)";
  private static final String SHARE = "(100(?:\\.0{1,12})?|[0-9]{1,2}(?:\\.[0-9]{1,12})?) ?%";
  private static final String NUMBER = "(-?[0-9]{1,15}(?:\\.[0-9]{1,15})?)";
  private static final String ONE_TIME = "(" + TIME + ")";
  private static final String LAST_RANGE = "(?:.* )?" + RANGE;
  private static final String WEEKLY = DAYS + " +" + RANGE;

  /** A large plan holds tens of thousands of values: each form is compiled once. */
  private static final Map<String, Pattern> COMPILED =
      Stream.of(DATE_TIME, ONE_TIME, LAST_RANGE, WEEKLY, MONEY, NEEDS, MOVE, SHARE, NUMBER)
          .collect(Collectors.toUnmodifiableMap(form -> form, Pattern::compile));

  private static final Set<String> NONE = Set.of();

  private Scalars() {}

  static Map<Class<?>, Form<?>> all() {
    return Map.ofEntries(
        Map.entry(String.class, text()),
        Map.entry(Duration.class, duration()),
        Map.entry(LocalDateTime.class, dateTime()),
        Map.entry(LocalTime.class, time()),
        Map.entry(TimeRange.class, range()),
        Map.entry(WeeklyRange.class, weekly()),
        Map.entry(ZoneId.class, zone()),
        Map.entry(Money.class, money()),
        Map.entry(Needs.class, needs()),
        Map.entry(Probability.class, probability()),
        Map.entry(VersionMove.class, move()),
        Map.entry(Batch.class, batch()),
        Map.entry(Boolean.class, yesNo()),
        Map.entry(Integer.class, whole()),
        Map.entry(int.class, whole()),
        Map.entry(Double.class, number()),
        Map.entry(double.class, number()));
  }

  private static ScalarForm<String> text() {
    Map<String, Object> schema = Map.of("type", List.of("string", "number", "boolean"));
    return new ScalarForm<>("S22-1012", "a text", "Write a text.", NONE, schema, "", text -> text);
  }

  private static ScalarForm<Duration> duration() {
    return new ScalarForm<>(
        "S22-1020",
        "a duration",
        "Write numbers with units, the largest first: 1h30m, 15m, 90s, 150ms, 7d.",
        NONE,
        pattern(Durations.PATTERN),
        Duration.ZERO,
        Durations::parse);
  }

  private static ScalarForm<LocalDateTime> dateTime() {
    return new ScalarForm<>(
        "S22-1021",
        "a date with a time of day",
        "Write it like 2024-03-16 00:00.",
        NONE,
        pattern(DATE_TIME),
        LocalDateTime.of(1970, 1, 1, 0, 0),
        text -> {
          MatchResult m = match(DATE_TIME, text);
          LocalDate day = LocalDate.parse(m.group(1));
          return LocalDateTime.of(
              m.group(2).equals("24:00") ? day.plusDays(1) : day, timeOf(m.group(2)));
        });
  }

  private static ScalarForm<LocalTime> time() {
    return new ScalarForm<>(
        "S22-1022",
        "a time of day",
        "Write it like 02:30.",
        NONE,
        pattern(TIME),
        LocalTime.MIDNIGHT,
        text -> timeOf(match(ONE_TIME, text).group(1)));
  }

  private static ScalarForm<TimeRange> range() {
    return new ScalarForm<>(
        "S22-1022",
        "a span of the day",
        "Write it like 01:30-03:00.",
        NONE,
        pattern(RANGE),
        new TimeRange(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT),
        Scalars::rangeOf);
  }

  private static ScalarForm<WeeklyRange> weekly() {
    return new ScalarForm<>(
        "S22-1023",
        "a day of the week with a span of it",
        "Write it like Sat 10:00-12:00.",
        NONE,
        pattern("(?:[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)[a-z]* +" + RANGE),
        new WeeklyRange(DayOfWeek.MONDAY, new TimeRange(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)),
        text -> {
          String day = match(WEEKLY, text).group(1).toUpperCase(Locale.ROOT);
          return new WeeklyRange(dayOf(day), rangeOf(text.substring(text.strip().indexOf(' '))));
        });
  }

  private static ScalarForm<ZoneId> zone() {
    return new ScalarForm<>(
        "S22-1028",
        "a time zone",
        "Write a zone of the tz database, like Asia/Shanghai, Europe/Berlin or UTC.",
        ZoneId.getAvailableZoneIds(),
        Map.of("type", "string"),
        ZoneOffset.UTC,
        ZoneId::of);
  }

  private static ScalarForm<Money> money() {
    return new ScalarForm<>(
        "S22-1029",
        "an amount with its currency",
        "Write a number and the three letters of the currency (ISO 4217): 0.1 CNY.",
        NONE,
        pattern(MONEY),
        new Money(BigDecimal.ZERO, Currency.getInstance("XXX")),
        text -> {
          MatchResult m = match(MONEY, text);
          return new Money(new BigDecimal(m.group(1)), Currency.getInstance(m.group(2)));
        });
  }

  private static ScalarForm<Needs> needs() {
    return new ScalarForm<>(
        "S22-1030",
        "a number of hosts out of a number of hosts",
        "Write it like 2 of 3, the first number from 1 to the second.",
        NONE,
        pattern(NEEDS),
        new Needs(1, 1),
        text -> {
          MatchResult m = match(NEEDS, text);
          Needs needs = new Needs(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
          return check(needs.k() >= 1 && needs.k() <= needs.n(), needs);
        });
  }

  private static ScalarForm<Probability> probability() {
    return new ScalarForm<>(
        "S22-1024",
        "a share between 0% and 100%",
        "Write a percentage like 2%, or a number from 0 to 1 like 0.02.",
        NONE,
        Map.of(
            "anyOf", List.of(pattern(SHARE), Map.of("type", "number", "minimum", 0, "maximum", 1))),
        Probability.ZERO,
        Scalars::probabilityOf);
  }

  private static ScalarForm<VersionMove> move() {
    return new ScalarForm<>(
        "S22-1031",
        "a move from one version to another",
        "Write it like 8.0.32 -> 8.0.36.",
        NONE,
        pattern(MOVE),
        new VersionMove("", ""),
        text -> {
          MatchResult m = match(MOVE, text);
          return new VersionMove(m.group(1), m.group(2));
        });
  }

  private static ScalarForm<Batch> batch() {
    return new ScalarForm<>(
        "S22-1032",
        "a number of hosts, a share of them, or 'all'",
        "Write a number from 1, a percentage like 25%, or all.",
        NONE,
        Map.of("anyOf", List.of(Map.of("type", "integer", "minimum", 1), pattern("all|" + SHARE))),
        new Batch.Count(1),
        text -> {
          String word = text.strip();
          if (word.equals("all")) {
            return new Batch.All();
          }
          if (word.endsWith("%")) {
            Probability share = probabilityOf(word);
            return check(share.value() > 0, new Batch.Share(share));
          }
          int count = Integer.parseInt(word);
          return check(count >= 1, new Batch.Count(count));
        });
  }

  private static ScalarForm<Boolean> yesNo() {
    return new ScalarForm<>(
        "S22-1026",
        "yes or no",
        "Write yes or no.",
        NONE,
        Map.of("enum", List.of(true, false, "yes", "no")),
        false,
        text ->
            switch (text.strip()) {
              case "yes", "true" -> true;
              case "no", "false" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  private static ScalarForm<Integer> whole() {
    return new ScalarForm<>(
        "S22-1025",
        "a whole number",
        "Write a whole number.",
        NONE,
        Map.of("type", "integer"),
        1,
        text -> Integer.valueOf(text.strip()));
  }

  private static ScalarForm<Double> number() {
    return new ScalarForm<>(
        "S22-1025",
        "a number",
        "Write a number like 2 or 0.5.",
        NONE,
        Map.of("type", "number"),
        1.0,
        text -> Double.valueOf(match(NUMBER, text).group(1)));
  }

  private static Probability probabilityOf(String text) {
    double value =
        text.strip().endsWith("%")
            ? new BigDecimal(match(SHARE, text).group(1)).movePointLeft(2).doubleValue()
            : Double.parseDouble(match(NUMBER, text).group(1));
    return check(value >= 0 && value <= 1, new Probability(value));
  }

  private static TimeRange rangeOf(String text) {
    MatchResult m = match(LAST_RANGE, text);
    return new TimeRange(timeOf(m.group(1)), timeOf(m.group(2)));
  }

  private static LocalTime timeOf(String text) {
    return text.equals("24:00")
        ? LocalTime.MIDNIGHT
        : LocalTime.parse(text.length() == 4 ? "0" + text : text);
  }

  private static DayOfWeek dayOf(String upperCase) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(upperCase)) {
        return day;
      }
    }
    throw new IllegalArgumentException();
  }

  private static MatchResult match(String form, String text) {
    var matcher = Objects.requireNonNull(COMPILED.get(form), form).matcher(text.strip());
    if (text.length() > 1_000 || !matcher.matches()) {
      throw new IllegalArgumentException();
    }
    return matcher;
  }

  private static <T> T check(boolean holds, T value) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  static Map<String, Object> pattern(String form) {
    return Map.of("type", "string", "pattern", "^(?:" + form + ")$");
  }
}
