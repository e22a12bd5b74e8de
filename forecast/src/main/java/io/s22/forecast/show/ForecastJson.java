package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.plan.Text;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as JSON: the records of {@link Forecast}, key by key; times are seconds, instants are
 * ISO 8601, what is not known is null.
 */
public final class ForecastJson {
  private final StringBuilder out = new StringBuilder();

  private ForecastJson() {}

  /** The whole forecast. */
  public static String of(Forecast forecast) {
    return ofRecord(forecast);
  }

  /** Any record of numbers, texts, lists and records. */
  public static String ofRecord(Record record) {
    ForecastJson json = new ForecastJson();
    json.value(record, "");
    return json.out.append('\n').toString();
  }

  private void value(@Nullable Object value, String indent) {
    switch (value) {
      case null -> out.append("null");
      case Double number -> number(number);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case long[] counts -> out.append(java.util.Arrays.toString(counts).replace(" ", ""));
      case List<?> list -> list(list, indent);
      case Text text -> text(text.in(Locale.ENGLISH));
      case Record record -> record(record, indent);
      default -> text(value.toString());
    }
  }

  private void number(double number) {
    // JSON has no word for what is not a number.
    out.append(Double.isFinite(number) ? Double.toString(number) : "null");
  }

  private void list(List<?> list, String indent) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "\n" : ",\n").append(indent).append("  ");
      value(list.get(i), indent + "  ");
    }
    out.append(list.isEmpty() ? "]" : "\n" + indent + "]");
  }

  private void record(Record record, String indent) {
    RecordComponent[] parts = record.getClass().getRecordComponents();
    boolean flat = parts.length <= 3 && parts[0].getType() == double.class;
    String line = flat ? " " : "\n" + indent + "  ";
    out.append('{');
    for (int i = 0; i < parts.length; i++) {
      out.append(i == 0 ? (flat ? "" : line) : "," + line);
      text(parts[i].getName());
      out.append(": ");
      value(read(record, parts[i]), indent + "  ");
    }
    out.append(flat ? "}" : "\n" + indent + "}");
  }

  private static @Nullable Object read(Record record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + part + " of " + record.getClass(), e);
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
