package io.s22.server.api;

import io.s22.server.people.Scope;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing a program may ask. Routes, rights, limits and the OpenAPI document come from these.
 *
 * @param path after {@code /api/v1}, variables in braces
 * @param scope what the caller must be allowed; null where everybody may
 * @param id its name in the document, unique
 * @param summary one sentence
 * @param query parameters by name, each with what it means
 * @param takes the type of the JSON body, {@code String} for a plan's text; null for none
 * @param gives the type of the answer; null for none, {@code String} for text
 * @param type the media type of the answer
 * @param traits what is special about it
 */
public record Operation(
    Method method,
    String path,
    @Nullable Scope scope,
    String id,
    String summary,
    List<Parameter> query,
    @Nullable Type takes,
    @Nullable Type gives,
    String type,
    List<Trait> traits,
    Handler handler) {

  /** The methods that are used. */
  public enum Method {
    GET,
    PUT,
    POST,
    PATCH,
    DELETE
  }

  /** What is special. */
  public enum Trait {
    /** Computes for long: counts as many requests. */
    HEAVY,
    /** Its body holds whole files: 16 MiB at the most. */
    LARGE,
    /** Its answer holds a secret that is shown once and never stored. */
    SECRET,
    /** Gives part of a list, and a cursor. */
    PAGED,
    /** May be called by nobody in particular. */
    PUBLIC
  }

  /** A parameter after the question mark. */
  public record Parameter(String name, String means) {}

  /** Does it. */
  @FunctionalInterface
  public interface Handler {
    Reply answer(Ask ask);
  }

  /** Begins one that gives JSON. */
  static Operation get(String path, Scope scope, String id, String summary, Handler handler) {
    return of(Method.GET, path, scope, id, summary, handler);
  }

  static Operation of(
      Method method,
      String path,
      @Nullable Scope scope,
      String id,
      String summary,
      Handler handler) {
    return new Operation(
        method, path, scope, id, summary, List.of(), null, null, Reply.JSON, List.of(), handler);
  }

  Operation takes(Type body) {
    return new Operation(
        method, path, scope, id, summary, query, body, gives, type, traits, handler);
  }

  Operation gives(Type answer) {
    return new Operation(
        method, path, scope, id, summary, query, takes, answer, type, traits, handler);
  }

  /** Gives text of this type. */
  Operation gives(String mediaType) {
    return new Operation(
        method, path, scope, id, summary, query, takes, String.class, mediaType, traits, handler);
  }

  Operation query(String name, String means) {
    List<Parameter> more = new java.util.ArrayList<>(query);
    more.add(new Parameter(name, means));
    return new Operation(
        method, path, scope, id, summary, more, takes, gives, type, traits, handler);
  }

  Operation trait(Trait trait) {
    List<Trait> more = new java.util.ArrayList<>(traits);
    more.add(trait);
    return new Operation(
        method, path, scope, id, summary, query, takes, gives, type, more, handler);
  }

  /** Gives a list in parts. */
  Operation paged() {
    return trait(Trait.PAGED)
        .query("limit", "how many at once, 1 to 500; 50 where left out")
        .query("cursor", "'next' of the answer before");
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** The word it stands under in the document. */
  String tag() {
    return path.substring(1).split("/", 2)[0].toLowerCase(Locale.ROOT);
  }
}
