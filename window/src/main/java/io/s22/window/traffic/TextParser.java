package io.s22.window.traffic;

/**
 * A text format compiled to a row of fields, each with the literal that ends it.
 *
 * <p>A field ends at the first place where the whole of the following literal stands. Where that
 * literal begins with a quote, a quote behind an odd number of backslashes does not end it; so
 * {@code \"} and a bare quote in the middle of a user agent are both part of the field. The last
 * field ends where the line ends.
 */
final class TextParser implements LineParser {
  /** What a field means to the count. */
  enum Field {
    TIME_LOCAL,
    TIME_ISO,
    TIME_EPOCH,
    STATUS,
    BYTES,
    SECONDS,
    USER,
    REQUEST,
    PATH,
    LIST,
    TEXT
  }

  private final byte[] lead;
  private final Field[] fields;
  private final byte[][] ends;
  private final LogTimes times;

  /**
   * @param lead what stands before the first field
   * @param fields the fields
   * @param ends what stands behind each; only the last may be empty
   */
  TextParser(byte[] lead, Field[] fields, byte[][] ends, LogTimes times) {
    this.lead = lead.clone();
    this.fields = fields.clone();
    this.ends = ends.clone();
    this.times = times;
  }

  @Override
  public boolean parse(byte[] b, int from, int to, Line into) {
    into.clear();
    int end = to > from && b[to - 1] == '\r' ? to - 1 : to;
    if (lead.length > 0 && !Scan.startsWith(b, from, end, lead)) {
      return false;
    }
    int at = from + lead.length;
    int last = fields.length - 1;
    for (int i = 0; i < last; i++) {
      byte[] stop = ends[i];
      int close = close(fields[i], b, at, end, stop, fields[i + 1] == Field.STATUS);
      if (close < 0 || !take(fields[i], b, at, close, into)) {
        return false;
      }
      at = close + stop.length;
    }
    int close = closeLast(b, at, end, ends[last]);
    return close >= 0 && take(fields[last], b, at, close, into);
  }

  /** The last field ends where the line does: nothing need be searched. */
  private static int closeLast(byte[] b, int at, int end, byte[] stop) {
    int close = end - stop.length;
    if (close < at || !Scan.startsWith(b, close, end, stop)) {
      return -1;
    }
    return stop.length > 0 && stop[0] == '"' && escaped(b, at, close) ? -1 : close;
  }

  private static int close(
      Field field, byte[] b, int at, int end, byte[] stop, boolean beforeStatus) {
    if (stop[0] == '"') {
      return closeQuoted(b, at, end, stop, beforeStatus);
    }
    if (field == Field.LIST) {
      return closeList(b, at, end, stop);
    }
    int from = at;
    while (true) {
      int hit = Scan.find(b, from, end, stop[0]);
      if (hit == end) {
        return -1;
      }
      if (stop.length == 1 || Scan.startsWith(b, hit, end, stop)) {
        return hit;
      }
      from = hit + 1;
    }
  }

  private static int closeQuoted(byte[] b, int at, int end, byte[] stop, boolean beforeStatus) {
    int from = at;
    while (true) {
      int hit = Scan.find(b, from, end, '"');
      if (hit == end) {
        return -1;
      }
      if (Scan.startsWith(b, hit, end, stop)
          && (!beforeStatus || LogTimes.isDigit(b[hit + stop.length]))
          && (hit == at || b[hit - 1] != '\\' || !escaped(b, at, hit))) {
        return hit;
      }
      from = hit + 1;
    }
  }

  private static boolean escaped(byte[] b, int at, int quote) {
    int slashes = 0;
    while (quote - 1 - slashes >= at && b[quote - 1 - slashes] == '\\') {
      slashes++;
    }
    return (slashes & 1) == 1;
  }

  /** nginx writes several upstreams as {@code a, b : c}: those blanks do not end the field. */
  private static int closeList(byte[] b, int at, int end, byte[] stop) {
    int from = at;
    while (true) {
      int hit = Scan.find(b, from, end, stop[0]);
      if (hit == end) {
        return -1;
      }
      boolean within =
          stop[0] == ' '
              && hit > at
              && (b[hit - 1] == ',' || b[hit - 1] == ':' || b[hit + 1] == ':');
      if (!within && Scan.startsWith(b, hit, end, stop)) {
        return hit;
      }
      from = hit + 1;
    }
  }

  private boolean take(Field field, byte[] b, int at, int close, Line into) {
    return switch (field) {
      case TEXT, LIST -> true;
      case USER -> takeUser(b, at, close, into);
      case TIME_LOCAL -> minute(close - at == 26 ? times.local(b, at, close) : LogTimes.NONE, into);
      case TIME_ISO -> minute(times.iso(b, at, close), into);
      case TIME_EPOCH -> minute(LogTimes.epoch(b, at, close), into);
      case STATUS -> takeStatus(b, at, close, into);
      case BYTES -> takeBytes(b, at, close, into);
      case SECONDS -> takeSeconds(b, at, close, into);
      case REQUEST -> takeRequest(b, at, close, into);
      case PATH -> {
        into.path(b, at, close);
        yield true;
      }
    };
  }

  private static boolean minute(int minute, Line into) {
    into.minute = minute;
    return minute != LogTimes.NONE;
  }

  /** A dash or nothing at all is nobody: the line counts, the user does not. */
  static boolean takeUser(byte[] b, int at, int close, Line into) {
    int length = close - at;
    boolean nobody = length == 0 || (length == 1 && b[at] == '-');
    into.user = nobody ? 0 : UserHash.of(b, at, close);
    return true;
  }

  static boolean takeStatus(byte[] b, int at, int close, Line into) {
    if (close - at != 3) {
      return false;
    }
    int hundreds = b[at] - '0';
    int tens = b[at + 1] - '0';
    int ones = b[at + 2] - '0';
    into.status = hundreds * 100 + tens * 10 + ones;
    return (hundreds | tens | ones) >= 0 && hundreds <= 9 && tens <= 9 && ones <= 9;
  }

  static boolean takeBytes(byte[] b, int at, int close, Line into) {
    int length = close - at;
    if (length == 1 && b[at] == '-') {
      return true;
    }
    if (length == 0 || length > 18) {
      return false;
    }
    long value = 0;
    for (int i = at; i < close; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 + digit;
    }
    into.bytes = value;
    return true;
  }

  /** {@code 0.123}; of several, as of upstreams, the sum; dashes between them are skipped. */
  static boolean takeSeconds(byte[] b, int at, int close, Line into) {
    long micros = 0;
    boolean any = false;
    int i = at;
    while (i < close) {
      if (!LogTimes.isDigit(b[i])) {
        if (b[i] != ' ' && b[i] != ',' && b[i] != ':' && b[i] != '-') {
          return false;
        }
        i++;
        continue;
      }
      any = true;
      long whole = 0;
      int first = i;
      while (i < close && LogTimes.isDigit(b[i]) && i - first < 12) {
        whole = whole * 10 + (b[i++] - '0');
      }
      long unit = 1_000_000;
      micros += whole * unit;
      if (i < close && b[i] == '.') {
        for (i++; i < close && LogTimes.isDigit(b[i]); i++) {
          unit /= 10;
          micros += (b[i] - '0') * unit;
        }
      }
    }
    into.micros = any ? micros : -1;
    return true;
  }

  /** {@code GET /path HTTP/1.1}: the path begins behind the first blank; anything is a request. */
  static boolean takeRequest(byte[] b, int at, int close, Line into) {
    int blank = Scan.find(b, at, close, ' ');
    if (blank < close) {
      into.path(b, blank + 1, close);
    }
    return true;
  }
}
