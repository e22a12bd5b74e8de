package io.s22.server.office;

import io.s22.plan.Text;
import io.s22.server.Denied;
import io.s22.server.people.Keys;
import io.s22.tell.Post;
import io.s22.tell.notice.Bulletin;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.notice.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An announcement somebody writes, as he wrote it.
 *
 * @param run the window it is about; empty for none
 * @param kind a word of {@link NoticeKind}; empty for {@code word}
 * @param severity a word of {@link Severity}; empty for its kind's
 * @param services by name; none for those the window touches, or for all
 * @param over channels by their words; none for all, {@link #PAGE_ALONE} for none
 * @param titleEn empty for the kind's name and the window's
 */
public record Draft(
    String run,
    String kind,
    String severity,
    List<String> services,
    List<String> over,
    String titleEn,
    String titleZh,
    String en,
    String zh) {
  /** In place of channels: nobody is written to. */
  public static final String PAGE_ALONE = "status-page";

  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_BODY = 5_000;

  public Draft {
    services = List.copyOf(services);
    over = List.copyOf(over);
  }

  /** A new one, empty. */
  public static Draft empty() {
    return new Draft("", "", "", List.of(), List.of(), "", "", "", "");
  }

  /** What it is sent as. */
  public NoticeKind sentAs() {
    return kind.isEmpty()
        ? NoticeKind.WORD
        : NoticeKind.of(kind)
            .filter(Bulletin.kinds()::contains)
            .orElseThrow(
                () -> Denied.malformed("There is no such kind.", "Take one of " + kinds() + "."));
  }

  private static String kinds() {
    return String.join(", ", Bulletin.kinds().stream().map(NoticeKind::word).toList());
  }

  private Severity urgency() {
    return severity.isEmpty()
        ? sentAs().severity()
        : Severity.of(severity)
            .orElseThrow(() ->
                Denied.malformed("There is no such severity.", "Take info, warning or urgent."));
  }

  private Set<Medium> channels() {
    if (over.equals(List.of(PAGE_ALONE))) {
      if (run.isEmpty()) {
        throw Denied.malformed("Nobody would see it.", "Name a window, or a channel.");
      }
      return Set.of();
    }
    Set<Medium> found = Medium.over(over);
    if (found.isEmpty() || over.stream().anyMatch(word -> Medium.over(List.of(word)).isEmpty())) {
      throw Denied.malformed(
          "There is no such channel.",
          "Take some of "
              + String.join(
                  ", ", java.util.Arrays.stream(Medium.values()).map(Medium::word).toList())
              + ", or leave 'over' out for all.");
    }
    return found;
  }

  /**
   * The bulletin it makes.
   *
   * @param known the services there are
   * @throws Denied S22-9304 for what is missing, too long or unknown
   */
  Bulletin bulletin(Set<String> known, String id, Instant at, String by, String reason) {
    if (!known.containsAll(services)) {
      throw Denied.malformed("There is no such service.", "'GET /services' lists them.");
    }
    return new Bulletin(
        id,
        run.isEmpty() ? Post.NO_WINDOW : run,
        at,
        by,
        sentAs(),
        urgency(),
        services,
        channels(),
        title(),
        both(text(en, LONGEST_BODY, "en"), text(zh, LONGEST_BODY, "zh")),
        reason);
  }

  private @Nullable Text title() {
    if (titleEn.isBlank() && titleZh.isBlank()) {
      return null;
    }
    return both(text(titleEn, LONGEST_TITLE, "title-en"), text(titleZh, LONGEST_TITLE, "title-zh"));
  }

  private static Text both(String english, String chinese) {
    return new Text(Map.of("en", english, "zh", chinese));
  }

  private static String text(String text, int longest, String name) {
    if (text.isBlank()) {
      throw Denied.malformed("'" + name + "' is missing.", "Write it in English and in Chinese.");
    }
    if (text.length() > longest) {
      throw Denied.malformed(
          "'" + name + "' is too long.", "Take " + longest + " characters at the most.");
    }
    if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF || c == 0)) {
      throw Denied.malformed("'" + name + "' is no text.", "Send characters of Unicode.");
    }
    return text.strip();
  }

  /** Names this draft of this tenant, word for word: what was previewed is what is sent. */
  String seen(String tenant) {
    Map<String, String> parts = new TreeMap<>();
    parts.put("tenant", tenant);
    parts.put("run", run);
    parts.put("kind", kind);
    parts.put("severity", severity);
    parts.put("services", services.toString());
    parts.put("over", over.toString());
    parts.put("title-en", titleEn);
    parts.put("title-zh", titleZh);
    parts.put("en", en);
    parts.put("zh", zh);
    return Keys.hash(parts.toString()).substring(0, 32);
  }
}
