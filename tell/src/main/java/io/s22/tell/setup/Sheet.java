package io.s22.tell.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings as they were written, read one by one; what is wrong is collected, and so is what nobody
 * asked for, which is a mistyped name. Secrets are named, never written: {@code env:NAME}, {@code
 * file:/path}.
 */
final class Sheet {
  private final Properties written;
  private final Map<String, String> environment;
  private final Set<String> asked = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  Sheet(Properties written, Map<String, String> environment) {
    this.written = written;
    this.environment = Map.copyOf(environment);
  }

  boolean has(String prefix) {
    return written.stringPropertyNames().stream().anyMatch(name -> name.startsWith(prefix));
  }

  String text(String name, String otherwise) {
    asked.add(name);
    return written.getProperty(name, otherwise).strip();
  }

  String needed(String name) {
    String text = text(name, "");
    if (text.isEmpty()) {
      problems.add(name + " is missing");
    }
    return text;
  }

  int number(String name, int otherwise, int from, int to) {
    String text = text(name, Integer.toString(otherwise));
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= from && number <= to) {
        return number;
      }
    }
    problems.add(name + " must be a number from " + from + " to " + to);
    return otherwise;
  }

  boolean yes(String name) {
    String text = text(name, "no").toLowerCase(Locale.ROOT);
    if (!List.of("yes", "no").contains(text)) {
      problems.add(name + " must be yes or no");
    }
    return text.equals("yes");
  }

  <E extends Enum<E>> E one(String name, E otherwise) {
    String text = text(name, otherwise.name()).toUpperCase(Locale.ROOT).replace('-', '_');
    for (E each : otherwise.getDeclaringClass().getEnumConstants()) {
      if (each.name().equals(text)) {
        return each;
      }
    }
    problems.add(name + " is none of those that are known");
    return otherwise;
  }

  /** A secret: where it lies is written, not what it is. */
  String secret(String name) {
    String text = text(name, "");
    try {
      if (text.startsWith("env:")) {
        String value = environment.getOrDefault(text.substring(4), "");
        if (value.isEmpty()) {
          problems.add(name + " names an environment variable that is not set");
        }
        return value;
      }
      if (text.startsWith("file:")) {
        return Files.readString(Path.of(text.substring(5))).strip();
      }
    } catch (IOException e) {
      problems.add(name + " names a file that cannot be read");
      return "";
    }
    if (!text.isEmpty()) {
      problems.add(name + " must be env:NAME or file:/path: secrets are not written here");
    }
    return "";
  }

  /** All values whose names begin with {@code prefix}, by the rest of the name. */
  Map<String, String> all(String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (String name : written.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        boolean hidden = text(name, "").matches("(env|file):.*");
        found.put(name.substring(prefix.length()), hidden ? secret(name) : text(name, ""));
      }
    }
    return found;
  }

  void problem(String what) {
    problems.add(what);
  }

  /** What is wrong, mistyped names last. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    written.stringPropertyNames().stream()
        .filter(name -> !asked.contains(name))
        .sorted()
        .forEach(name -> all.add(name + " is not known"));
    return all;
  }
}
