package io.s22.tell.notice;

import io.s22.plan.Text;
import io.s22.tell.Post;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words of a person to those a window touches, or to users of some services: on the page, and over
 * the channels they chose.
 *
 * @param id of the post it is kept as
 * @param run the window it is about; {@link Post#NO_WINDOW} for none
 * @param services by name; none for those the window touches, or for all
 * @param title null for the kind's name and the window's
 * @param reason why it was sent, for the journal; users never see it
 */
public record Bulletin(
    String id,
    String run,
    Instant at,
    String by,
    NoticeKind kind,
    Severity severity,
    List<String> services,
    Set<Medium> over,
    @Nullable Text title,
    Text body,
    String reason) {
  public Bulletin {
    services = List.copyOf(services);
    over = Set.copyOf(over);
  }

  /** What a person may send under: all that is told of windows. */
  public static List<NoticeKind> kinds() {
    return NoticeKind.choices();
  }

  /** The bulletin a post is; empty for what the watchdog posted, which stays on the page. */
  public static Optional<Bulletin> of(Post post) {
    if (post.by().equals(Post.WATCHDOG)) {
      return Optional.empty();
    }
    Map<String, String> facts = post.facts();
    String english = facts.getOrDefault("title-en", "");
    NoticeKind kind = NoticeKind.of(facts.getOrDefault("kind", "")).orElse(NoticeKind.WORD);
    return Optional.of(
        new Bulletin(
            post.id(),
            post.run(),
            post.at(),
            post.by(),
            kind,
            Severity.of(facts.getOrDefault("severity", "")).orElse(kind.severity()),
            words(facts.getOrDefault("services", "")),
            over(facts.get("over")),
            english.isEmpty() ? null : titles(english, facts.getOrDefault("title-zh", english)),
            post.body(),
            facts.getOrDefault("reason", "")));
  }

  private static Text titles(String english, String chinese) {
    Map<String, String> titles = new HashMap<>();
    titles.put("en", english);
    titles.put("zh", chinese);
    return new Text(titles);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
  }

  private static Set<Medium> over(@Nullable String text) {
    if (text == null) {
      return EnumSet.allOf(Medium.class);
    }
    return words(text).stream()
        .map(Medium::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Medium.class)));
  }

  /** What is kept of it beside its body, by name. */
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("kind", kind.word());
    facts.put("severity", severity.word());
    facts.put("services", String.join(" ", services));
    facts.put("over", over.stream().sorted().map(Medium::word).collect(Collectors.joining(" ")));
    facts.put("reason", reason);
    Text words = title;
    if (words != null) {
      facts.put("title-en", words.byLanguage().getOrDefault("en", ""));
      facts.put("title-zh", words.byLanguage().getOrDefault("zh", ""));
    }
    return facts;
  }
}
