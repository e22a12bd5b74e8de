package io.s22.tell.notice;

import io.s22.plan.Text;
import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.Post;
import io.s22.tell.RunStory;
import io.s22.tell.Status.Site;
import io.s22.tell.Words;
import io.s22.tell.notice.Message.Named;
import io.s22.tell.notice.Message.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes notices and messages of what people wrote, with the facts of the window they wrote about.
 */
public final class Bulletins {
  private final Site site;
  private final Map<String, RunStory> stories;
  private final Map<String, Text> services;

  /**
   * @param stories the windows there are, by run
   * @param services what users call each service, by name
   */
  public Bulletins(Site site, Map<String, RunStory> stories, Map<String, Text> services) {
    this.site = site;
    this.stories = Map.copyOf(stories);
    this.services = Map.copyOf(services);
  }

  /** The notice; empty while its window is not known here yet. */
  public Optional<Notice> notice(Bulletin bulletin) {
    RunStory story = stories.get(bulletin.run());
    if (story == null && !bulletin.run().equals(Post.NO_WINDOW)) {
      return Optional.empty();
    }
    Instant opens = story == null ? bulletin.at() : story.opens();
    Instant closes = story == null ? bulletin.at() : story.closes();
    return Optional.of(
        new Notice(
            bulletin.run(),
            "word-" + bulletin.id(),
            bulletin.kind(),
            bulletin.at(),
            null,
            affected(bulletin, story),
            bulletin.over(),
            bulletin.severity(),
            new Notice.Facts(
                opens,
                closes,
                null,
                null,
                null,
                bulletin.body(),
                bulletin.title(),
                Map.of(),
                story == null ? 0 : story.window(List.of()).revision())));
  }

  private List<String> affected(Bulletin bulletin, @Nullable RunStory story) {
    if (!bulletin.services().isEmpty()) {
      return bulletin.services();
    }
    return story == null ? services.keySet().stream().sorted().toList() : story.touched();
  }

  /** The message in one language; the first line of the words is the sentence that says it all. */
  public Message message(Bulletin bulletin, Notice notice, Language language) {
    RunStory story = stories.get(bulletin.run());
    Locale locale = language.locale();
    List<String> lines =
        Arrays.stream(bulletin.body().in(locale).split("\\R"))
            .map(each -> Messages.line(each, Messages.LONGEST_TEXT))
            .filter(each -> !each.isEmpty())
            .toList();
    List<Named> named =
        notice.services().stream().map(name -> new Named(name, title(name, locale))).toList();
    return new Message(
        notice.run(),
        notice.event(),
        notice.kind(),
        language,
        Messages.line(site.name(), Messages.LONGEST_TITLE),
        heading(bulletin, story, locale),
        lines.isEmpty() ? heading(bulletin, story, locale) : lines.getFirst(),
        rows(story, named, language),
        lines.stream().skip(1).toList(),
        List.of(),
        named,
        notice.at(),
        notice.facts().opens(),
        notice.facts().closes(),
        site.url() + "/",
        null);
  }

  private static String heading(Bulletin bulletin, @Nullable RunStory story, Locale locale) {
    Text own = bulletin.title();
    if (own != null) {
      return Messages.line(own.in(locale), Messages.LONGEST_TITLE);
    }
    String label = bulletin.kind().label().in(locale);
    if (story == null) {
      return label;
    }
    String mark = locale.getLanguage().equals("zh") ? "：" : ": ";
    return Messages.line(
        label + mark + story.window(List.of()).title().in(locale), Messages.LONGEST_TITLE);
  }

  private static List<Row> rows(@Nullable RunStory story, List<Named> named, Language language) {
    boolean zh = language == Language.ZH;
    List<Row> rows = new ArrayList<>();
    if (story != null) {
      Maintenance window = story.window(List.of());
      String span = Words.span(window.opens(), window.closes(), window.zone(), language);
      rows.add(new Row(zh ? "维护时间" : "Window", span));
    }
    if (!named.isEmpty()) {
      String all = String.join(zh ? "、" : ", ", named.stream().map(Named::title).toList());
      rows.add(new Row(zh ? "受影响服务" : "Services", all));
    }
    return rows;
  }

  private String title(String service, Locale locale) {
    Text known = services.get(service);
    return Messages.line(known == null ? service : known.in(locale), Messages.LONGEST_TITLE);
  }
}
