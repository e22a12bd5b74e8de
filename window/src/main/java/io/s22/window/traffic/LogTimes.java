package io.s22.window.traffic;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Turns the times of log lines into minutes since 1970-01-01T00:00Z, each by the offset it carries
 * itself. The minutes seen lately are remembered by their bytes: a log says the same minute often.
 */
final class LogTimes {
  /** Not a time. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int SLOTS = 1 << 11;
  private static final int STRIDE = 4;
  private static final int[] MONTH = months();

  private final ZoneId zone;
  private final long[] seen = new long[SLOTS * STRIDE];
  private final int[] minutes = new int[SLOTS];

  /**
   * @param zone of times that carry no offset
   */
  LogTimes(ZoneId zone) {
    this.zone = zone;
  }

  /** {@code 17/May/2015:10:05:03 +0000}: exactly 26 bytes. */
  int local(byte[] b, int at, int to) {
    if (to - at < 26) {
      return NONE;
    }
    long date = Scan.word(b, at);
    long clock = Scan.word(b, at + 8);
    long rest =
        Scan.word(b, at + 18) >>> 16 | (b[at + 16] & 0xffL) << 48 | (b[at + 17] & 0xffL) << 56;
    int slot = slot(date, clock, rest);
    int base = slot * STRIDE;
    if (seen[base] != date || seen[base + 1] != clock || seen[base + 2] != rest) {
      int minute = localAnew(b, at);
      if (minute == NONE) {
        return NONE;
      }
      remember(base, slot, date, clock, rest, minute);
    }
    return secondsFit(b, at + 18) ? minutes[slot] : NONE;
  }

  /**
   * {@code 2015-05-17T10:05:03+00:00}; a blank for the T, a fraction, {@code Z}, {@code +0000} and
   * {@code +00} are taken too, and no offset at all means this reader's zone.
   */
  int iso(byte[] b, int at, int to) {
    if (to - at < 16) {
      return NONE;
    }
    int end = at + 16;
    if (end < to && b[end] == ':') {
      if (to - end < 3 || !secondsFit(b, end + 1)) {
        return NONE;
      }
      end += 3;
      if (end < to && (b[end] == '.' || b[end] == ',')) {
        do {
          end++;
        } while (end < to && isDigit(b[end]));
      }
    }
    if (end < to && b[end] == ' ') {
      end++;
    }
    if (to - end > 7) {
      return NONE;
    }
    long zoneBytes = end == to ? 0 : Scan.word(b, end) & (-1L >>> (64 - ((to - end) << 3)));
    long date = Scan.word(b, at);
    long clock = Scan.word(b, at + 8);
    long rest = zoneBytes | 1L << 56;
    int slot = slot(date, clock, rest);
    int base = slot * STRIDE;
    if (seen[base] != date || seen[base + 1] != clock || seen[base + 2] != rest) {
      int minute = isoAnew(b, at, end, to);
      if (minute == NONE) {
        return NONE;
      }
      remember(base, slot, date, clock, rest, minute);
    }
    return minutes[slot];
  }

  /** Seconds, milliseconds, microseconds or nanoseconds since 1970, by magnitude; a fraction. */
  static int epoch(byte[] b, int from, int to) {
    long value = 0;
    int at = from;
    while (at < to && isDigit(b[at])) {
      if (at - from >= 19) {
        return NONE;
      }
      value = value * 10 + (b[at++] - '0');
    }
    if (at == from || value < 0) {
      return NONE;
    }
    if (at < to && b[at] == '.') {
      do {
        at++;
      } while (at < to && isDigit(b[at]));
    }
    if (at != to) {
      return NONE;
    }
    while (value >= 100_000_000_000L) {
      value /= 1000;
    }
    return (int) (value / 60);
  }

  /** Any of the above, by its shape. */
  int any(byte[] b, int from, int to) {
    int length = to - from;
    if (length >= 11 && b[from + 2] == '/') {
      return length == 26 ? local(b, from, to) : NONE;
    }
    if (length >= 11 && b[from + 4] == '-') {
      return iso(b, from, to);
    }
    return epoch(b, from, to);
  }

  private static int slot(long date, long clock, long rest) {
    long mixed = (date * 31 + clock) * 0x9e3779b97f4a7c15L ^ rest * 0xd6e8feb86659fd93L;
    return (int) ((mixed ^ mixed >>> 32) * 0x9e3779b97f4a7c15L >>> 53);
  }

  private void remember(int base, int slot, long date, long clock, long rest, int minute) {
    seen[base] = date;
    seen[base + 1] = clock;
    seen[base + 2] = rest;
    minutes[slot] = minute;
  }

  private static int localAnew(byte[] b, int at) {
    boolean shape =
        b[at + 2] == '/'
            && b[at + 6] == '/'
            && b[at + 11] == ':'
            && b[at + 14] == ':'
            && b[at + 17] == ':'
            && b[at + 20] == ' ';
    int month = MONTH[monthSlot(b[at + 3], b[at + 4], b[at + 5])];
    if (!shape || (month & 0xffffff) != letters(b[at + 3], b[at + 4], b[at + 5])) {
      return NONE;
    }
    int offset = offset(b, at + 21, at + 26);
    return minute(
        digits(b, at + 7, 4),
        month >>> 24,
        digits(b, at, 2),
        digits(b, at + 12, 2),
        digits(b, at + 15, 2),
        offset);
  }

  private int isoAnew(byte[] b, int at, int zoneAt, int to) {
    if (b[at + 4] != '-' || b[at + 7] != '-' || (b[at + 10] != 'T' && b[at + 10] != ' ')) {
      return NONE;
    }
    if (b[at + 13] != ':') {
      return NONE;
    }
    int year = digits(b, at, 4);
    int month = digits(b, at + 5, 2);
    int day = digits(b, at + 8, 2);
    int hour = digits(b, at + 11, 2);
    int minuteOfHour = digits(b, at + 14, 2);
    if (zoneAt < to) {
      boolean zulu = to - zoneAt == 1 && b[zoneAt] == 'Z';
      int offset = zulu ? 0 : offset(b, zoneAt, to);
      return minute(year, month, day, hour, minuteOfHour, offset);
    }
    return inZone(year, month, day, hour, minuteOfHour);
  }

  private int inZone(int year, int month, int day, int hour, int minute) {
    if (Math.min(Math.min(year, month), Math.min(day, Math.min(hour, minute))) < 0) {
      return NONE;
    }
    try {
      LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute);
      return (int) Math.floorDiv(time.atZone(zone).toEpochSecond(), 60L);
    } catch (DateTimeException e) {
      return NONE; // 31 April and the like: the line is malformed
    }
  }

  /** {@code +08:00}, {@code +0800} or {@code +08}, in minutes; NONE for anything else. */
  private static int offset(byte[] b, int at, int to) {
    int length = to - at;
    boolean colon = length == 6 && b[at + 3] == ':';
    if ((b[at] != '+' && b[at] != '-') || (length != 3 && length != 5 && !colon)) {
      return NONE;
    }
    int hours = digits(b, at + 1, 2);
    int minutes = length == 3 ? 0 : digits(b, colon ? at + 4 : at + 3, 2);
    if (hours < 0 || minutes < 0 || hours > 18 || minutes > 59) {
      return NONE;
    }
    int total = hours * 60 + minutes;
    return b[at] == '-' ? -total : total;
  }

  private static int minute(int year, int month, int day, int hour, int minute, int offset) {
    boolean fits =
        offset != NONE
            && year >= 1970
            && month >= 1
            && month <= 12
            && day >= 1
            && hour >= 0
            && hour <= 23
            && minute >= 0
            && minute <= 59;
    if (!fits || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      return NONE;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return (int) (days * 1440 + hour * 60 + minute - offset);
  }

  /** 00 to 60: a leap second is written as 60. */
  private static boolean secondsFit(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return tens >= 0 && ones >= 0 && ones <= 9 && (tens <= 5 || (tens == 6 && ones == 0));
  }

  private static int digits(byte[] b, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      if (!isDigit(b[i])) {
        return -1;
      }
      value = value * 10 + (b[i] - '0');
    }
    return value;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static int letters(byte a, byte b, byte c) {
    return (a & 0xff) << 16 | (b & 0xff) << 8 | (c & 0xff);
  }

  private static int monthSlot(byte a, byte b, byte c) {
    return (letters(a, b, c) * 0x9e3779b1) >>> 22;
  }

  private static int[] months() {
    int[] table = new int[1024];
    String[] names = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    for (int m = 0; m < 12; m++) {
      byte[] name = names[m].getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      int slot = monthSlot(name[0], name[1], name[2]);
      if (table[slot] != 0) {
        throw new IllegalStateException("two months share a slot: choose another multiplier");
      }
      table[slot] = (m + 1) << 24 | letters(name[0], name[1], name[2]);
    }
    return table;
  }

  /** The instant a minute begins, in UTC. */
  static LocalDateTime utc(int minute) {
    return LocalDateTime.ofEpochSecond(minute * 60L, 0, ZoneOffset.UTC);
  }
}
