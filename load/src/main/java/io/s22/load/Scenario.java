package io.s22.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * A load test: so many threads ask one address again and again, without a pause, for so long.
 *
 * @param url what is asked
 * @param method GET, PUT, POST ...
 * @param body sent with each request; empty for none
 * @param threads at the same time, all from the beginning on
 * @param lasts how long
 * @param results the file that is written, a JTL in CSV; must not exist
 */
record Scenario(String url, String method, String body, int threads, Duration lasts, Path results) {
  private static final int MOST_THREADS = 2_000;

  /**
   * Reads it from properties: {@code url}, {@code method}, {@code body}, {@code threads}, {@code
   * millis}, {@code results}.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Scenario read(Reader in) throws IOException {
    Properties given = new Properties();
    given.load(in);
    Scenario scenario =
        new Scenario(
            required(given, "url"),
            given.getProperty("method", "GET"),
            given.getProperty("body", ""),
            Integer.parseInt(required(given, "threads")),
            Duration.ofMillis(Long.parseLong(required(given, "millis"))),
            Path.of(required(given, "results")));
    if (scenario.threads < 1 || scenario.threads > MOST_THREADS || !scenario.lasts.isPositive()) {
      throw new IllegalArgumentException("threads from 1 to 2000, and a time above nothing");
    }
    return scenario;
  }

  private static String required(Properties given, String name) {
    String value = given.getProperty(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }
}
