package io.s22.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses JSON strictly into maps, lists, {@code String}, {@code Long}, {@code Double} and {@code
 * Boolean}: no member twice, no {@code null}, nothing after the end, nothing larger or deeper than
 * {@link Limits} allows.
 */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.MAX_DEPTH)
                  .maxStringLength(Limits.MAX_ENTRY_BYTES)
                  .maxDocumentLength(Limits.MAX_ENTRY_BYTES)
                  .maxNumberLength(Limits.MAX_NUMBER)
                  .maxNameLength(Limits.MAX_NAME)
                  .build())
          .build();

  private JsonTree() {}

  static Object parse(byte[] json) {
    if (json.length > Limits.MAX_ENTRY_BYTES) {
      throw JournalErrors.unreadable(
          "it is larger than " + Limits.MAX_ENTRY_BYTES + " bytes", null);
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      Object value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw JournalErrors.unreadable("something stands after its end", null);
      }
      return value;
    } catch (JacksonException e) {
      throw JournalErrors.unreadable(cut(e.getOriginalMessage()), e);
    }
  }

  private static Object value(JsonParser parser, @Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> finite(parser);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case null, default ->
          throw JournalErrors.unreadable("it holds " + (token == null ? "nothing" : "null"), null);
    };
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> members = new HashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (members.put(name, value(parser, parser.nextToken())) != null) {
        throw JournalErrors.unreadable("the member '" + cut(name) + "' stands twice", null);
      }
    }
    return members;
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> members = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      members.add(value(parser, token));
    }
    return members;
  }

  /** A large double, as RFC 8785 writes 1e20, has no point and no exponent and is no long. */
  private static Number integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> finite(parser);
    };
  }

  private static double finite(JsonParser parser) {
    double value = parser.getDoubleValue();
    if (Double.isFinite(value)) {
      return value;
    }
    throw JournalErrors.unreadable("it holds a number beyond every double", null);
  }

  /** What {@code json} is, for errors; never the whole of it. */
  static String kind(@Nullable Object json) {
    return switch (json) {
      case null -> "missing";
      case Map<?, ?> map -> "an object";
      case List<?> list -> "a list";
      case String text -> "the text '" + cut(text) + "'";
      default -> json.toString();
    };
  }

  /** At most 80 characters of {@code text}, control characters replaced. */
  static String cut(String text) {
    String line =
        text.codePoints()
            .limit(80)
            .map(c -> Character.isISOControl(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return line.length() < text.length() ? line + "..." : line;
  }
}
