package io.s22.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The layout of a store, and the steps from each to the next: {@code layout-N.sql}. */
final class Layouts {
  /** The layout this S22 writes. */
  static final int NEWEST = 3;

  private Layouts() {}

  /** The statements that make layout {@code layout} of the one before, as SQLite takes them. */
  static List<String> statements(int layout) {
    String name = "layout-" + layout + ".sql";
    try (InputStream in = Layouts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.substring(text.indexOf("create")).split("\n\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
