package io.s22.window.traffic;

import io.s22.window.traffic.JsonKeys.Entry;
import io.s22.window.traffic.JsonKeys.Meaning;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line, checked against the whole grammar of RFC 8259. A line without a time or
 * without a status is malformed; {@code null} is the same as not there.
 */
final class JsonParser implements LineParser {
  private static final int DEEPEST = 64;
  private static final int LONGEST_PATH = 256;
  private static final long YOUNGEST_MINUTE = 100_000_000L / 60;

  private final JsonKeys keys;
  private final LogTimes times;
  private final byte[] path = new byte[LONGEST_PATH];
  private final int[] ranks = new int[Meaning.values().length];
  private int plainLength;

  private byte[] b = new byte[0];
  private int at;
  private int end;
  private Line line = new Line();

  JsonParser(String user, LogTimes times) {
    this.keys = new JsonKeys(user);
    this.times = times;
  }

  @Override
  public boolean parse(byte[] bytes, int from, int to, Line into) {
    b = bytes;
    at = from;
    end = to;
    line = into;
    into.clear();
    into.minute = LogTimes.NONE;
    Arrays.fill(ranks, Integer.MAX_VALUE);
    blanks();
    if (at >= end || b[at] != '{' || !object(0, 0)) {
      return false;
    }
    blanks();
    return at == end && into.minute != LogTimes.NONE && into.status != 0;
  }

  private boolean object(int pathLength, int depth) {
    at++;
    blanks();
    if (at < end && b[at] == '}') {
      at++;
      return true;
    }
    while (depth < DEEPEST) {
      int keyFrom = at + 1;
      if (!string()) {
        return false;
      }
      int length = extend(pathLength, keyFrom, at - 1);
      blanks();
      if (at >= end || b[at++] != ':') {
        return false;
      }
      blanks();
      if (!value(length, depth + 1)) {
        return false;
      }
      blanks();
      if (at >= end) {
        return false;
      }
      byte next = b[at++];
      if (next == '}') {
        return true;
      }
      if (next != ',') {
        return false;
      }
      blanks();
    }
    return false;
  }

  /** The length of the path with the key added; past the longest nothing is found any more. */
  private int extend(int length, int from, int to) {
    int dot = length == 0 ? 0 : 1;
    int longer = length + dot + to - from;
    if (longer > LONGEST_PATH || length > LONGEST_PATH) {
      return LONGEST_PATH + 1;
    }
    if (dot == 1) {
      path[length] = '.';
    }
    System.arraycopy(b, from, path, length + dot, to - from);
    return longer;
  }

  private boolean value(int pathLength, int depth) {
    if (at >= end) {
      return false;
    }
    return switch (b[at]) {
      case '{' -> object(pathLength, depth);
      case '[' -> array(depth);
      case '"' -> {
        int from = at + 1;
        yield string() && scalar(pathLength, from, at - 1, true);
      }
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> {
        int from = at;
        yield number() && scalar(pathLength, from, at, false);
      }
    };
  }

  private boolean array(int depth) {
    at++;
    blanks();
    if (at < end && b[at] == ']') {
      at++;
      return true;
    }
    while (depth < DEEPEST) {
      if (!value(LONGEST_PATH + 1, depth + 1)) {
        return false;
      }
      blanks();
      if (at >= end) {
        return false;
      }
      byte next = b[at++];
      if (next == ']') {
        return true;
      }
      if (next != ',') {
        return false;
      }
      blanks();
    }
    return false;
  }

  /** Leaves {@code at} behind the closing quote. */
  private boolean string() {
    if (at >= end || b[at] != '"') {
      return false;
    }
    at++;
    while (at < end) {
      byte c = b[at++];
      if (c == '"') {
        return true;
      }
      if (c >= 0 && c < ' ') {
        return false;
      }
      if (c == '\\' && !escape()) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (at >= end) {
      return false;
    }
    byte c = b[at++];
    if (c != 'u') {
      return "\"\\/bfnrt".indexOf(c) >= 0;
    }
    for (int i = 0; i < 4; i++, at++) {
      if (at >= end || Character.digit(b[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    if (at < end && b[at] == '-') {
      at++;
    }
    int first = at;
    digits();
    if (at == first || (at - first > 1 && b[first] == '0')) {
      return false;
    }
    if (at < end && b[at] == '.') {
      at++;
      if (!someDigits()) {
        return false;
      }
    }
    if (at < end && (b[at] == 'e' || b[at] == 'E')) {
      at++;
      if (at < end && (b[at] == '+' || b[at] == '-')) {
        at++;
      }
      return someDigits();
    }
    return true;
  }

  private boolean someDigits() {
    int first = at;
    digits();
    return at > first;
  }

  private void digits() {
    while (at < end && LogTimes.isDigit(b[at])) {
      at++;
    }
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || b[at] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void blanks() {
    while (at < end && (b[at] == ' ' || b[at] == '\t' || b[at] == '\r')) {
      at++;
    }
  }

  private boolean scalar(int pathLength, int from, int to, boolean quoted) {
    @Nullable Entry entry = pathLength > LONGEST_PATH ? null : keys.find(path, pathLength);
    if (entry == null || entry.rank() > ranks[entry.meaning().ordinal()]) {
      return true;
    }
    boolean asWritten = entry.meaning() == Meaning.USER;
    boolean escaped = quoted && !asWritten && Scan.find(b, from, to, '\\') < to;
    byte[] in = escaped ? unescape(from, to) : b;
    int first = escaped ? 0 : from;
    int last = escaped ? plainLength : to;
    boolean fits = take(entry.meaning(), in, first, last);
    if (fits) {
      ranks[entry.meaning().ordinal()] = entry.rank();
    }
    return fits || entry.meaning() == Meaning.TIME;
  }

  private boolean take(Meaning meaning, byte[] in, int from, int to) {
    return switch (meaning) {
      case TIME -> takeTime(in, from, to);
      case STATUS -> TextParser.takeStatus(in, from, to, line);
      case BYTES -> TextParser.takeBytes(in, from, to, line);
      case USER -> TextParser.takeUser(in, from, to, line);
      case REQUEST -> TextParser.takeRequest(in, from, to, line);
      case SECONDS -> {
        boolean known = TextParser.takeSeconds(in, from, to, line);
        line.micros = known ? line.micros : -1;
        yield true;
      }
      case PATH -> {
        line.path(in, from, to);
        yield true;
      }
    };
  }

  /** What does not look like a time, such as seconds taken under "time", is passed over. */
  private boolean takeTime(byte[] in, int from, int to) {
    int minute = times.any(in, from, to);
    if (minute == LogTimes.NONE || minute < YOUNGEST_MINUTE) {
      return false;
    }
    line.minute = minute;
    return true;
  }

  /** Copies a string without its escapes; other characters than ASCII's become a question mark. */
  private byte[] unescape(int from, int to) {
    byte[] copy = new byte[to - from + Scan.PADDING];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (c == '\\') {
        c = b[++i];
        if (c == 'u') {
          int code = Integer.parseInt(new String(b, i + 1, 4, StandardCharsets.US_ASCII), 16);
          c = code < 128 ? (byte) code : (byte) '?';
          i += 4;
        } else {
          int control = "bfnrt".indexOf(c);
          c = control < 0 ? c : (byte) "\b\f\n\r\t".charAt(control);
        }
      }
      copy[length++] = c;
    }
    plainLength = length;
    return copy;
  }
}
