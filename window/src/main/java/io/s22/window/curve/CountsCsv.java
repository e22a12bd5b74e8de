package io.s22.window.curve;

import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts at regular times from a CSV file: the time first, the count in the last column, a title
 * line or none. Times are local ({@code 2014-07-01 00:30:00}), with an offset, or seconds or
 * milliseconds since 1970. Gaps are allowed; the step is found by itself.
 */
public final class CountsCsv {
  private static final int MINUTES_PER_DAY = 1440;
  private static final int FEWEST = 4;

  private final Path file;
  private final ZoneId zone;
  private final List<LocalDateTime> times = new ArrayList<>();
  private final List<Double> counts = new ArrayList<>();

  private CountsCsv(Path file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  /**
   * Users per minute, taking each count as that of the time from its own stamp to the next.
   *
   * @param zone in which days are cut; of times without an offset too
   * @throws S22Exception S22-7021 where a line cannot be read or there are too few
   */
  public static DayGrid read(Path file, ZoneId zone) {
    CountsCsv csv = new CountsCsv(file, zone);
    csv.load();
    return csv.grid();
  }

  private void load() {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(line, number);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (times.size() < FEWEST) {
      throw refused("has only " + times.size() + " counts");
    }
  }

  private void add(String line, int number) {
    String[] cells = line.replace("\uFEFF", "").split("[,;\t]", -1);
    try {
      LocalDateTime time = time(unquoted(cells[0]));
      String count = unquoted(cells[cells.length - 1]);
      boolean missing = count.isEmpty() || count.equalsIgnoreCase("nan");
      times.add(time);
      counts.add(missing ? Double.NaN : Double.parseDouble(count));
    } catch (DateTimeParseException | NumberFormatException e) {
      if (number > 1) {
        throw refused("has a line " + number + " that is no time and count: " + line);
      }
    }
  }

  private static String unquoted(String cell) {
    String text = cell.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private LocalDateTime time(String text) {
    if (text.matches("\\d{9,}(\\.\\d+)?")) {
      double number = Double.parseDouble(text);
      Instant instant = Instant.ofEpochMilli((long) (number > 1e11 ? number : number * 1000));
      return LocalDateTime.ofInstant(instant, zone);
    }
    String iso = text.replaceFirst("^(\\d{4})/(\\d\\d)/(\\d\\d)", "$1-$2-$3").replace(' ', 'T');
    if (iso.length() == "2014-07-01".length()) {
      return LocalDate.parse(iso).atStartOfDay();
    }
    boolean offset = iso.endsWith("Z") || iso.matches(".*T.*[+-]\\d\\d:?\\d\\d");
    return offset
        ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
            .atZoneSameInstant(zone)
            .toLocalDateTime()
        : LocalDateTime.parse(iso);
  }

  private DayGrid grid() {
    LocalDate first = times.stream().min(LocalDateTime::compareTo).orElseThrow().toLocalDate();
    LocalDate last = times.stream().max(LocalDateTime::compareTo).orElseThrow().toLocalDate();
    int step = step();
    int slots = MINUTES_PER_DAY / step;
    int days = (int) (last.toEpochDay() - first.toEpochDay()) + 1;
    double[][] sums = new double[days][slots];
    int[][] seen = new int[days][slots];
    for (int i = 0; i < times.size(); i++) {
      LocalDateTime time = times.get(i);
      int day = (int) (time.toLocalDate().toEpochDay() - first.toEpochDay());
      int slot = (time.getHour() * 60 + time.getMinute()) / step;
      if (!Double.isNaN(counts.get(i))) {
        sums[day][slot] += counts.get(i) / step;
        seen[day][slot]++;
      }
    }
    for (int day = 0; day < days; day++) {
      for (int slot = 0; slot < slots; slot++) {
        sums[day][slot] = seen[day][slot] == 0 ? Double.NaN : sums[day][slot] / seen[day][slot];
      }
    }
    return new DayGrid(first, slots, sums);
  }

  /** The usual distance of two times, in minutes, rounded up to a part of the day. */
  private int step() {
    long[] seconds = new long[times.size() - 1];
    List<LocalDateTime> sorted = times.stream().sorted().toList();
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = Duration.between(sorted.get(i), sorted.get(i + 1)).toSeconds();
    }
    Arrays.sort(seconds);
    int step = (int) Math.clamp(seconds[seconds.length / 2] / 60, 1, MINUTES_PER_DAY);
    while (MINUTES_PER_DAY % step != 0) {
      step++;
    }
    return step;
  }

  private S22Exception refused(String why) {
    return new S22Exception(
        "S22-7021",
        "The counts in " + file + " cannot be used: it " + why + ".",
        "Give a CSV file with one time and one count in each line.");
  }
}
