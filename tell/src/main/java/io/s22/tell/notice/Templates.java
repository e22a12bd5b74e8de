package io.s22.tell.notice;

import io.s22.plan.Text;
import io.s22.tell.Language;
import io.s22.tell.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line of each kind of notice, in both languages, with words in braces for what only the
 * run knows: S22's own, or what a tenant wrote in its place.
 *
 * @param own a tenant's, by kind
 */
public record Templates(Map<NoticeKind, Text> own) {
  /** S22's own words for everything. */
  public static final Templates USUAL = new Templates(Map.of());

  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
  private static final int LONGEST = 500;
  private static final Map<NoticeKind, Text> WORDS = new EnumMap<>(NoticeKind.class);

  static {
    words(NoticeKind.ANNOUNCED, "{title}: maintenance on {window}.", "{title}：计划维护 {window}。");
    words(NoticeKind.REMINDER, "{title} begins in {in}: {window}.", "{title}将于 {in}后开始：{window}。");
    words(NoticeKind.STARTED, "{title} has begun.", "{title}已开始。");
    words(NoticeKind.STAGE_FINISHED, "{title}: “{stage}” is finished.", "{title}：“{stage}”已完成。");
    words(
        NoticeKind.MOVED,
        "{title} has moved. It was {old-window}; it is now {window}.",
        "{title}时间已变更：原为 {old-window}，现为 {window}。");
    words(
        NoticeKind.CANCELLED,
        "{title} is cancelled. It will not take place on {window}.",
        "{title}已取消，不会在 {window} 进行。");
    words(
        NoticeKind.EARLY_FINISH,
        "{title} is over, earlier than announced: {phase}.",
        "{title}已提前结束：{phase}。");
    words(
        NoticeKind.OVERRUN,
        "{title} takes longer than announced: it was to end at {closes}.",
        "{title}超出公告时间：原定 {closes} 结束。");
    words(NoticeKind.FINISHED, "{title} is over: {phase}.", "{title}已结束：{phase}。");
    words(NoticeKind.COMPENSATION, "{title}: what you get for it.", "{title}：补偿说明。");
    words(NoticeKind.UPDATE, "{title}: {phase}.", "{title}：{phase}。");
  }

  public Templates {
    own = Map.copyOf(own);
  }

  private static void words(NoticeKind kind, String en, String zh) {
    WORDS.put(kind, Words.both(en, zh));
  }

  /** The kinds that have one, in their order. */
  public static List<NoticeKind> kinds() {
    return List.copyOf(WORDS.keySet());
  }

  /** What stands for a kind. */
  public Text of(NoticeKind kind) {
    Text written = own.get(kind);
    Text usual = WORDS.get(kind);
    if (usual == null) {
      throw new IllegalArgumentException("no template has words for " + kind);
    }
    return written == null ? usual : written;
  }

  /** The words in braces that a kind of notice knows a value for. */
  public static List<String> placeholders(NoticeKind kind) {
    List<String> all = new ArrayList<>(List.of("title", "window", "opens", "closes", "phase"));
    switch (kind) {
      case REMINDER -> all.add("in");
      case STAGE_FINISHED -> all.add("stage");
      case MOVED -> all.add("old-window");
      case ANNOUNCED, STARTED, CANCELLED, EARLY_FINISH, OVERRUN, FINISHED -> {
        // The window says it all.
      }
      case COMPENSATION, UPDATE, WORD, ALARM, CONFIRM -> {
        // The window says it all.
      }
    }
    return all;
  }

  /** What is wrong with words for a kind; empty where they can be used. */
  public static Optional<String> wrong(NoticeKind kind, String words) {
    if (words.isBlank() || words.length() > LONGEST) {
      return Optional.of("Write 1 to " + LONGEST + " characters.");
    }
    if (words.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
      return Optional.of("Write one line.");
    }
    List<String> known = placeholders(kind);
    Matcher braces = BRACES.matcher(words);
    while (braces.find()) {
      if (!known.contains(braces.group(1))) {
        return Optional.of(
            "'{" + braces.group(1) + "}' is not known here: {" + String.join("}, {", known) + "}.");
      }
    }
    String rest = BRACES.matcher(words).replaceAll("");
    return rest.contains("{") || rest.contains("}")
        ? Optional.of("A brace stands alone.")
        : Optional.empty();
  }

  /** The same, with other words for one kind. */
  public Templates with(NoticeKind kind, Text words) {
    Map<NoticeKind, Text> all = new EnumMap<>(NoticeKind.class);
    all.putAll(own);
    all.put(kind, words);
    return new Templates(all);
  }

  /** The words of a kind with values in place of what stands in braces. */
  String filled(NoticeKind kind, Language language, Map<String, String> values) {
    String words = of(kind).in(language.locale());
    return BRACES
        .matcher(words)
        .replaceAll(found -> {
          @Nullable String value = values.get(found.group(1));
          return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
  }
}
