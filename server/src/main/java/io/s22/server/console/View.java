package io.s22.server.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser is answered. */
sealed interface View {
  /** A page of a template. */
  record Page(int status, String template, Map<String, Object> model) implements View {}

  /**
   * Elsewhere.
   *
   * @param cookie what the session's cookie becomes; null to leave it, empty to end it
   */
  record Go(String path, @Nullable String cookie) implements View {}

  /** A page that brings its own styles, shown within another. */
  record Picture(String html) implements View {}

  /** Something to keep or print. */
  record Download(String type, String name, byte[] body) implements View {}

  static View page(String template, Map<String, Object> model) {
    return new Page(200, template, model);
  }

  static View go(String path) {
    return new Go(path, null);
  }
}
