package io.s22.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with ranges in brackets: {@code api-[1-3]} is api-1, api-2, api-3; {@code [08-11]} keeps
 * its width; {@code [1,3,5-7]} and {@code [a-c]} work too. Two ranges in one text give every pair,
 * the last one running fastest.
 */
public final class HostRange {
  /** The most names one text may stand for. */
  public static final int MOST = 20_000;

  private static final String ITEM = "(?:[0-9]{1,6}(?:-[0-9]{1,6})?|[a-z](?:-[a-z])?)";
  private static final Pattern RANGE = Pattern.compile("\\[(" + ITEM + "(?:," + ITEM + ")*)\\]");

  private HostRange() {}

  /** Whether {@code text} holds a range. */
  public static boolean isRange(String text) {
    return text.indexOf('[') >= 0 && RANGE.matcher(text).find();
  }

  /**
   * What {@code text} stands for, in order; the text itself where it holds no range.
   *
   * @throws IllegalArgumentException when a range runs backwards or there are too many names
   */
  public static List<String> expand(String text) {
    Matcher range = RANGE.matcher(text);
    List<String> done = List.of("");
    int end = 0;
    while (range.find()) {
      done = append(done, text.substring(end, range.start()), members(range.group(1)));
      end = range.end();
    }
    return append(done, text.substring(end), List.of(""));
  }

  private static List<String> append(List<String> heads, String middle, List<String> tails) {
    if ((long) heads.size() * tails.size() > MOST) {
      throw new IllegalArgumentException("it stands for more than " + MOST + " names");
    }
    List<String> all = new ArrayList<>(heads.size() * tails.size());
    for (String head : heads) {
      for (String tail : tails) {
        all.add(head + middle + tail);
      }
    }
    return all;
  }

  private static List<String> members(String items) {
    List<String> all = new ArrayList<>();
    for (String item : items.split(",")) {
      int dash = item.indexOf('-');
      String from = dash < 0 ? item : item.substring(0, dash);
      String to = dash < 0 ? item : item.substring(dash + 1);
      addSpan(from, to, all);
      if (all.size() > MOST) {
        throw new IllegalArgumentException("it stands for more than " + MOST + " names");
      }
    }
    return all;
  }

  private static void addSpan(String from, String to, List<String> all) {
    boolean letters = Character.isLetter(from.charAt(0));
    if (letters != Character.isLetter(to.charAt(0))) {
      throw new IllegalArgumentException("it runs from a letter to a number");
    }
    int first = letters ? from.charAt(0) : Integer.parseInt(from);
    int last = letters ? to.charAt(0) : Integer.parseInt(to);
    if (first > last) {
      throw new IllegalArgumentException("it runs backwards");
    }
    if (last - first >= MOST) {
      throw new IllegalArgumentException("it stands for more than " + MOST + " names");
    }
    String width = from.startsWith("0") ? "%0" + from.length() + "d" : "%d";
    for (int i = first; i <= last; i++) {
      all.add(letters ? String.valueOf((char) i) : String.format(Locale.ROOT, width, i));
    }
  }
}
