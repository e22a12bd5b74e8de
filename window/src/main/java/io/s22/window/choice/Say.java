package io.s22.window.choice;

import io.s22.plan.Choosing;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of a choice. */
final class Say {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd", Locale.ENGLISH);
  private static final double SAME = 0.005;

  private Say() {}

  static String day(LocalDateTime time) {
    return DAY.format(time);
  }

  static String time(LocalDateTime time) {
    return TIME.format(time);
  }

  /** {@code 1 h 30 min}, {@code 3 d 2 h}. */
  static String length(int minutes) {
    int days = minutes / 1440;
    int hours = minutes % 1440 / 60;
    int rest = minutes % 60;
    String text = days > 0 ? days + " d " : "";
    text += hours > 0 ? hours + " h " : "";
    text += rest > 0 || text.isEmpty() ? rest + " min" : "";
    return text.strip();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%,.1f" : "%,.0f", value);
  }

  static String announced(Candidate own) {
    String hit = "As announced: " + hits(own) + ".";
    return own.breaks().isEmpty()
        ? hit
        : hit + " It breaks " + String.join(", ", own.breaks()) + ".";
  }

  private static String hits(Candidate own) {
    return number(own.userMinutes())
        + " user-minutes of interruption, "
        + number(own.present())
        + " users present on average"
        + (own.presentHigh() > own.presentLow()
            ? " (80 % band " + number(own.presentLow()) + " to " + number(own.presentHigh()) + ")"
            : "");
  }

  /**
   * @param reference the announced window for the best one, the best one for the others
   */
  static String why(
      Candidate own, Candidate reference, boolean best, String unit, @Nullable Choosing choosing) {
    StringBuilder text = new StringBuilder(hits(own)).append(", ");
    text.append(compared(own.userMinutes(), reference.userMinutes(), best));
    if (!unit.isEmpty()) {
      text.append("; costs ").append(number(own.cost())).append(' ').append(unit);
      if (best) {
        text.append(" against ").append(number(reference.cost()));
      }
      if (choosing != null) {
        text.append(own.costs().containsKey("night work") ? ", night work included" : "");
        text.append(own.costs().containsKey("billing near") ? ", billing is near" : "");
      }
    }
    if (best && !reference.breaks().isEmpty()) {
      text.append("; keeps to everything, the announced window breaks ");
      text.append(String.join(", ", reference.breaks()));
    }
    return text.append('.').toString();
  }

  private static String compared(double own, double reference, boolean best) {
    String other = best ? "the announced window" : "the best";
    if (reference <= 0) {
      return "where " + other + " has none to compare";
    }
    double share = own / reference - 1;
    if (Math.abs(share) < SAME) {
      return "as many as " + other;
    }
    String much = String.format(Locale.ROOT, "%.0f %%", Math.abs(share) * 100);
    return much + (share < 0 ? " fewer than " : " more than ") + other;
  }
}
