package io.s22.run.engine;

import io.s22.run.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Secrets from where the plan says they come from: {@code env:NAME} or {@code file:/path}. */
public final class PlanSecrets implements Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:([^}]*)}");
  private static final long LARGEST = 1 << 20;

  private final Map<String, String> sources;
  private final Function<String, @Nullable String> environment;
  private final Set<String> resolved = ConcurrentHashMap.newKeySet();

  /**
   * @param sources the plan's {@code secrets}
   * @param environment the value of an environment variable; null where it is not set
   */
  public PlanSecrets(Map<String, String> sources, Function<String, @Nullable String> environment) {
    this.sources = Map.copyOf(sources);
    this.environment = environment;
  }

  @Override
  public String resolve(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
  }

  @Override
  public String redact(String text) {
    String clean = text;
    for (String secret : resolved.stream().sorted(LONGEST_FIRST).toList()) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  /** A secret that is part of another must not leave the rest of that one behind. */
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();

  private String value(String name) {
    String source = sources.get(name);
    if (source == null) {
      throw new IllegalArgumentException("the plan names no source for secret " + name);
    }
    String value = read(name, source);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("secret " + name + " is empty in " + source);
    }
    resolved.add(value);
    return value;
  }

  private String read(String name, String source) {
    int colon = source.indexOf(':');
    String kind = colon < 0 ? "" : source.substring(0, colon);
    String where = source.substring(colon + 1);
    return switch (kind) {
      case "env" -> environment(name, where);
      case "file" -> file(name, Path.of(where));
      default ->
          throw new IllegalArgumentException(
              "secret " + name + " comes from " + source + ", which is neither env: nor file:");
    };
  }

  private String environment(String name, String variable) {
    String value = environment.apply(variable);
    if (value == null) {
      throw new IllegalArgumentException(
          "secret " + name + ": the environment variable " + variable + " is not set");
    }
    return value;
  }

  private static String file(String name, Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new IllegalArgumentException("secret " + name + ": " + path + " is over 1 MB");
      }
      return Files.readString(path).stripTrailing();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "secret " + name + ": " + path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
