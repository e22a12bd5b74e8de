package io.s22.driver.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text that is fed to {@code sh} on the machine where an effect takes place. It is one function
 * and its call, so that a text cut short by a lost connection does nothing at all.
 */
final class Program {
  /** The output kept from its beginning; of the rest its last 64 KiB are kept. */
  private static final long KEPT_BYTES = 8L << 20;

  private final String common = resource("common.sh");
  private final String enter = common + resource("enter.sh");
  private final String supervise = common + resource("supervise.sh");
  private final String effect = common + resource("effect.sh");

  /**
   * Where an effect keeps its folder.
   *
   * @param base the folder of all effects; one that begins with {@code ~/} is the user's own
   * @param id the effect's name there
   */
  record Place(String base, String id) {}

  /** What every program prints before anything else on both of its outputs. */
  static String mark(Place place) {
    return "S22-" + place.id();
  }

  /** Begins the effect, or attaches to it, and follows it to its end. */
  byte[] perform(Place place, Command command) {
    return program("perform", place, command);
  }

  /** Runs a command that leaves no trace. */
  byte[] check(Place place, Command command) {
    return program("check", place, command);
  }

  /** Says what became of the effect. */
  byte[] probe(Place place) {
    return program("probe", place, null);
  }

  private byte[] program(String mode, Place place, @Nullable Command command) {
    StringBuilder text = new StringBuilder("s22() {\n");
    set(text, "mark", mark(place));
    set(text, "mode", mode);
    text.append("base=").append(base(place.base())).append('\n');
    set(text, "id", place.id());
    set(text, "limit", Long.toString(KEPT_BYTES));
    if (command != null) {
      set(text, "timeout", command.timeout() == null ? "" : seconds(command.timeout()));
      set(text, "supervise", supervise);
      set(text, "enter", enter + becoming(command));
      set(text, "script", command.script());
      set(text, "input", command.input());
      text.append(exporting(command));
    }
    return text.append(effect).append("}\ns22\n").toString().getBytes(UTF_8);
  }

  /** Defines the function that hands the values over, each under a name that harms no program. */
  private static String exporting(Command command) {
    StringBuilder text = new StringBuilder("export_values() {\n");
    set(text, "S22_CWD", command.folder());
    set(text, "S22_SHELL", command.shell());
    text.append("export S22_CWD S22_SHELL\n");
    int n = 0;
    for (Map.Entry<String, String> value : command.values().entrySet()) {
      String name = "S22_V" + n++;
      set(text, name, value.getKey() + "=" + value.getValue());
      text.append("export ").append(name).append('\n');
    }
    return text.append("}\n").toString();
  }

  /** The end of {@code enter.sh}: the values under their own names, then the shell. */
  private static String becoming(Command command) {
    StringBuilder text = new StringBuilder("set -- \"$S22_FOLDER/$S22_TRY/script\"");
    command.arguments().forEach(argument -> text.append(' ').append(quote(argument)));
    text.append("\nS22_BECOMES=$S22_PROGRAM\n");
    text.append("unset S22_CWD S22_SHELL S22_UMASK S22_GUARD S22_FOLDER S22_TRY S22_PROGRAM\n");
    for (int n = 0; n < command.values().size(); n++) {
      text.append("export \"$S22_V").append(n).append("\"\nunset S22_V").append(n).append('\n');
    }
    return text.append("exec \"$S22_BECOMES\" \"$@\"\n").toString();
  }

  private static void set(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(quote(value)).append('\n');
  }

  /** {@code value} as one word that a POSIX shell reads exactly. */
  static String quote(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  private static String base(String base) {
    return base.startsWith("~/") ? "\"$HOME\"/" + quote(base.substring(2)) : quote(base);
  }

  private static String seconds(Duration duration) {
    long millis = Math.max(1, duration.toMillis());
    String whole = Long.toString(millis / 1000);
    return millis % 1000 == 0 ? whole : "%s.%03d".formatted(whole, millis % 1000);
  }

  private static String resource(String name) {
    try (InputStream in = Program.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
