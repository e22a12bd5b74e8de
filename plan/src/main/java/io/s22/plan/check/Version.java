package io.s22.plan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version by its numbers: {@code v1.29.3-gke.1} is 1, 29, 3. */
record Version(List<Integer> parts) implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,8}(?:\\.\\d{1,8}){0,5})(?:[-+~ ].*)?");

  /** Reads a version; empty for one that does not begin with numbers. */
  static Optional<Version> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<Integer> parts = new ArrayList<>();
    for (String part : matcher.group(1).split("\\.", -1)) {
      parts.add(Integer.parseInt(part));
    }
    return Optional.of(new Version(List.copyOf(parts)));
  }

  /** The n-th number, from 0; 0 where there is none. */
  int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = Integer.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
