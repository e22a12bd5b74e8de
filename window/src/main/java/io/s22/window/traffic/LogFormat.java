package io.s22.window.traffic;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the lines of a log are written. */
public sealed interface LogFormat {
  /** nginx's and Apache's common format; the second and third field may be anything. */
  String COMMON =
      "$remote_addr $ident $remote_user [$time_local] \"$request\" $status $body_bytes_sent";

  /** The common format with referrer and user agent. */
  String COMBINED = COMMON + " \"$http_referer\" \"$http_user_agent\"";

  /** The variable, or the key, that tells one user from another where nothing else is said. */
  String REMOTE_ADDR = "remote_addr";

  /**
   * Text with one line a request.
   *
   * @param format a {@code log_format} of nginx
   * @param user the variable that tells one user from another
   */
  record Text(String format, String user) implements LogFormat {
    @Override
    public String toString() {
      return switch (format) {
        case COMMON -> "common";
        case COMBINED -> "combined";
        default -> format;
      };
    }
  }

  /**
   * One JSON object a line.
   *
   * @param user the key that tells one user from another; the usual ones where it is empty
   */
  record Json(String user) implements LogFormat {
    @Override
    public String toString() {
      return "json";
    }
  }

  /**
   * A format by its name ({@code combined}, {@code common}, {@code json}) or by nginx's text.
   *
   * @param user the variable or key of the user; {@code null} for the usual one
   * @throws io.s22.plan.S22Exception S22-7002 or S22-7003 where the text cannot be compiled
   */
  static LogFormat of(String text, @Nullable String user) {
    String variable = user == null ? REMOTE_ADDR : user;
    LogFormat format =
        switch (text.strip().toLowerCase(Locale.ROOT)) {
          case "common" -> new Text(COMMON, variable);
          case "combined" -> new Text(COMBINED, variable);
          case "json" -> new Json(user == null ? "" : user);
          default -> new Text(text, variable);
        };
    format.parser(ZoneOffset.UTC);
    return format;
  }

  /** The variable or key of the user, for the summary's header. */
  String user();

  /**
   * A parser for one thread.
   *
   * @param zone of times that carry no offset
   */
  default LineParser parser(ZoneId zone) {
    LogTimes times = new LogTimes(zone);
    return switch (this) {
      case Text(String format, String user) -> new FormatCompiler(format, user).parser(times);
      case Json(String user) -> new JsonParser(user, times);
    };
  }
}
