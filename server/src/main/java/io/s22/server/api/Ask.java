package io.s22.server.api;

import io.s22.server.Denied;
import io.s22.server.people.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a program asks.
 *
 * @param path the variables of the path, decoded
 * @param query the parameters after the question mark
 */
public record Ask(Caller caller, Map<String, String> path, Map<String, String> query, byte[] body) {
  private static final int MOST = 500;
  private static final int USUAL = 50;

  public Ask {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
  }

  String tenant() {
    return caller.tenant();
  }

  /** A variable of the path. */
  String at(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("the path has no {" + name + "}");
    }
    return value;
  }

  /** How many of a list at once. */
  int limit() {
    return (int) number("limit", USUAL, 1, MOST);
  }

  /** A whole number among the parameters. */
  long number(String name, long otherwise, long least, long most) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
      throw badNumber(name, least, most);
    } catch (NumberFormatException e) {
      throw badNumber(name, least, most);
    }
  }

  private static Denied badNumber(String name, long least, long most) {
    return Denied.malformed(
        "'" + name + "' is no number that can be.", "Give one from " + least + " to " + most + ".");
  }

  /** A number with a fraction among the parameters. */
  double share(String name, double otherwise, double least, double most) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw badShare(name, least, most);
    }
    throw badShare(name, least, most);
  }

  private static Denied badShare(String name, double least, double most) {
    return Denied.malformed(
        "'" + name + "' is no number that can be.", "Give one from " + least + " to " + most + ".");
  }

  /** Whether a parameter is {@code yes}; {@code no} and nothing are not. */
  boolean yes(String name) {
    String text = query.getOrDefault(name, "no");
    if (!text.equals("yes") && !text.equals("no")) {
      throw Denied.malformed("'" + name + "' is neither yes nor no.", "Write one of them.");
    }
    return text.equals("yes");
  }

  /** The number in the path. */
  long number(String name) {
    try {
      return Long.parseLong(at(name));
    } catch (NumberFormatException e) {
      throw Denied.missing(name + " '" + at(name) + "'");
    }
  }

  /** The body as text; it must be UTF-8. */
  String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Denied.malformed("The body is not UTF-8.", "Send UTF-8.");
    }
  }

  /** The body as JSON of this type. */
  <T> T json(Class<T> type) {
    return json(type, Wire.MAPPER);
  }

  /** The same where its texts are whole files. */
  <T> T large(Class<T> type) {
    return json(type, Wire.LARGE);
  }

  private <T> T json(Class<T> type, JsonMapper mapper) {
    try {
      @Nullable T value = mapper.readValue(body.length == 0 ? "{}" : text(), type);
      if (value != null) {
        return value;
      }
      throw Denied.malformed("The body is null.", "Send a JSON object.");
    } catch (JacksonException e) {
      throw Denied.malformed(
          "The body is not what this operation takes: " + brief(e) + ".",
          "See /api/v1/openapi.json for what it takes.");
    }
  }

  private static String brief(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage()).replaceAll("\\s+", " ");
    return message.length() > 160 ? message.substring(0, 160) : message;
  }

  /** A value that must be there. */
  static String need(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      throw Denied.malformed("'" + name + "' is missing.", "Give it.");
    }
    return value;
  }
}
