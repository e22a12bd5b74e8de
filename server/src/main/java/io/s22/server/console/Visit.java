package io.s22.server.console;

import io.s22.server.Denied;
import io.s22.server.people.Caller;
import io.s22.server.people.Sessions.SignedIn;
import io.s22.tell.Language;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request of a browser.
 *
 * @param path its segments after {@code /console}, decoded
 * @param fields of the form, or after the question mark
 * @param from the address it came from
 * @param formKey what forms carry while nobody is signed in
 */
record Visit(
    List<String> path,
    Map<String, String> fields,
    Language language,
    @Nullable SignedIn signedIn,
    String from,
    String formKey) {

  /** The same by somebody as he is now. */
  Visit by(SignedIn now) {
    return new Visit(path, fields, language, now, from, formKey);
  }

  /** Who looks; there is somebody. */
  Caller caller() {
    SignedIn in = signedIn;
    if (in == null) {
      throw new IllegalStateException("only who is signed in gets here");
    }
    return in.caller();
  }

  String tenant() {
    return caller().tenant();
  }

  String field(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  /** A field; null where it is empty. */
  @Nullable String optional(String name) {
    return field(name).isEmpty() ? null : field(name);
  }

  /** What was ticked of the boxes whose names begin with {@code prefix}. */
  List<String> chosen(String prefix) {
    return fields.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .sorted()
        .toList();
  }

  /** A part of the path; empty where it is shorter. */
  String at(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  long number(String name, long otherwise) {
    try {
      return fields.containsKey(name) ? Long.parseLong(field(name)) : otherwise;
    } catch (NumberFormatException e) {
      throw Denied.malformed("'" + name + "' is no number.", "Give a whole number.");
    }
  }

  /** The frame of a page. */
  Frame frame(String title) {
    return new Frame(title, "/console" + whole(), language, signedIn, Notices.of(this));
  }

  private String whole() {
    return path.isEmpty() ? "" : "/" + String.join("/", path);
  }

  String say(String english, String chinese) {
    return language == Language.EN ? english : chinese;
  }
}
