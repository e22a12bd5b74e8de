package io.s22.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The values that are neither objects nor lists. */
enum PlainShape implements Shape {
  TEXT {
    @Override
    public void write(Object value, JsonBytes out) {
      out.string((String) value);
    }

    @Override
    public Object read(Object json, String where) {
      if (json instanceof String) {
        return json;
      }
      throw Shape.mismatch(where, "text", json);
    }
  },
  INTEGER {
    @Override
    public void write(Object value, JsonBytes out) {
      out.number(((Number) value).longValue());
    }

    @Override
    public Object read(Object json, String where) {
      if (json instanceof Long) {
        return json;
      }
      throw Shape.mismatch(where, "an integer", json);
    }
  },
  /** An integer of 32 bits. */
  COUNT {
    @Override
    public void write(Object value, JsonBytes out) {
      out.number(((Integer) value).longValue());
    }

    @Override
    public Object read(Object json, String where) {
      if (json instanceof Long number && number == number.intValue()) {
        return number.intValue();
      }
      throw Shape.mismatch(where, "a small integer", json);
    }
  },
  NUMBER {
    @Override
    public void write(Object value, JsonBytes out) {
      out.number(((Double) value).doubleValue());
    }

    @Override
    public Object read(Object json, String where) {
      if (json instanceof Number number) {
        return number.doubleValue();
      }
      throw Shape.mismatch(where, "a number", json);
    }
  },
  TRUTH {
    @Override
    public void write(Object value, JsonBytes out) {
      out.raw(value.toString());
    }

    @Override
    public Object read(Object json, String where) {
      if (json instanceof Boolean) {
        return json;
      }
      throw Shape.mismatch(where, "true or false", json);
    }
  },
  /** {@code 2024-03-15T16:00:00.000Z}: UTC, milliseconds, years 0 to 9999. */
  INSTANT {
    @Override
    public void write(Object value, JsonBytes out) {
      Instant instant = (Instant) value;
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
      if (time.getYear() < 0 || time.getYear() > 9999) {
        throw JournalErrors.unwritable("the year of " + instant + " does not have four digits");
      }
      out.raw('"').digits(time.getYear(), 4).raw('-').digits(time.getMonthValue(), 2);
      out.raw('-').digits(time.getDayOfMonth(), 2).raw('T').digits(time.getHour(), 2);
      out.raw(':').digits(time.getMinute(), 2).raw(':').digits(time.getSecond(), 2);
      out.raw('.').digits(time.getNano() / 1_000_000, 3).raw("Z\"");
    }

    @Override
    public Object read(Object json, String where) {
      if (json instanceof String text && TEMPLATE.length() == text.length()) {
        try {
          return parse(text);
        } catch (DateTimeException | NumberFormatException e) {
          throw JournalErrors.unreadable(where + " is no instant: '" + text + "'", e);
        }
      }
      throw Shape.mismatch(where, "an instant like " + TEMPLATE, json);
    }

    private Instant parse(String text) {
      for (int i = 0; i < TEMPLATE.length(); i++) {
        char wanted = TEMPLATE.charAt(i);
        char found = text.charAt(i);
        if (Character.isDigit(wanted) ? found < '0' || found > '9' : found != wanted) {
          throw new DateTimeException("not like " + TEMPLATE);
        }
      }
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19),
              number(text, 20, 23) * 1_000_000)
          .toInstant(ZoneOffset.UTC);
    }

    private int number(String text, int from, int to) {
      return Integer.parseInt(text, from, to, 10);
    }
  };

  private static final String TEMPLATE = "2024-03-15T16:00:00.000Z";

  static Shape of(Class<?> type) {
    return switch (type.getName()) {
      case "java.lang.String" -> TEXT;
      case "long" -> INTEGER;
      case "int" -> COUNT;
      case "double", "java.lang.Double" -> NUMBER;
      case "boolean" -> TRUTH;
      case "java.time.Instant" -> INSTANT;
      default -> throw new IllegalArgumentException("no JSON for " + type);
    };
  }
}
