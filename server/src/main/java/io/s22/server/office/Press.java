package io.s22.server.office;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Text;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.Engine;
import io.s22.server.notices.NoticeDesk;
import io.s22.server.people.Audit;
import io.s22.server.people.Caller;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Language;
import io.s22.tell.Post;
import io.s22.tell.RunStory;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import io.s22.tell.channel.Channel;
import io.s22.tell.notice.Bulletin;
import io.s22.tell.notice.Bulletins;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Notice;
import io.s22.tell.setup.Previews;
import io.s22.tell.subscribe.Subscriber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What people write to those a window touches: previewed in the form of every channel, then sent
 * with a reason, on the page and over the channels. For any number of threads.
 */
public final class Press {
  private static final int LONGEST_REASON = 2_000;

  private final Parts parts;

  /** What it works with. */
  public record Parts(
      Supplier<Newsstand> stand, RunDesk runs, NoticeDesk notices, Audit audit, Clock clock) {}

  public Press(Parts parts) {
    this.parts = parts;
  }

  /** A message as one channel would carry it in one language. */
  public record Shown(String channel, String language, String type, String body) {}

  /**
   * Everything that would be sent.
   *
   * @param seen names this draft, word for word; it is sent with it
   * @param told how many subscribers would get it
   * @param toldBy the same by channel and language
   */
  public record Preview(
      String seen,
      String kind,
      String severity,
      List<String> services,
      long told,
      Map<String, Long> toldBy,
      List<Shown> messages) {}

  /** What was announced by people, oldest first. */
  public List<Bulletin> all(String tenant) {
    return parts.stand().get().posts(tenant).stream()
        .map(Bulletin::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Every message that would be sent; nothing is.
   *
   * @throws Denied S22-9303, S22-9304
   */
  public Preview preview(Caller by, Draft draft) {
    Scene scene = scene(by.tenant(), draft);
    Bulletin bulletin =
        draft.bulletin(scene.known.keySet(), "preview", parts.clock().now(), by.login(), "");
    Notice notice = scene.words.notice(bulletin).orElseThrow(() -> missing(draft.run()));
    List<Shown> messages = new ArrayList<>();
    Previews previews = new Previews();
    for (Medium medium : notice.over().stream().sorted().toList()) {
      for (Language language : Language.values()) {
        Message message = scene.words.message(bulletin, notice, language);
        Channel.Preview preview = previews.readable(medium, message, notice.severity());
        messages.add(new Shown(medium.word(), language.code(), preview.type(), preview.body()));
      }
    }
    Map<String, Long> told = told(by.tenant(), notice);
    return new Preview(
        draft.seen(by.tenant()),
        notice.kind().word(),
        notice.severity().word(),
        notice.services(),
        told.values().stream().mapToLong(Long::longValue).sum(),
        told,
        messages);
  }

  /** How many subscribers want {@code notice}, by channel and language. */
  public Map<String, Long> told(String tenant, Notice notice) {
    Map<String, Long> told = new TreeMap<>();
    parts
        .notices()
        .office(tenant)
        .ifPresent(office -> {
          for (Subscriber each : office.book().subscribers(office.site().id())) {
            if (each.concerned(notice)) {
              String key = each.medium().word() + " " + each.held().language().code();
              told.merge(key, 1L, Long::sum);
            }
          }
        });
    return told;
  }

  /**
   * Sends what was previewed. It lies on the disk when this returns; each subscriber is told once,
   * also when the server is killed.
   *
   * @param seen of the preview
   * @throws Denied S22-9303, S22-9304, S22-9305 where it is not what was previewed
   */
  public Bulletin send(Caller by, Draft draft, @Nullable String seen, @Nullable String why) {
    Scene scene = scene(by.tenant(), draft);
    Bulletin bulletin =
        draft.bulletin(scene.known.keySet(), "", parts.clock().now(), by.login(), needed(why));
    if (!draft.seen(by.tenant()).equals(seen)) {
      throw new Denied(
          412,
          "S22-9305",
          "This is not what was previewed.",
          "Preview it as it is now, and send it with the preview's 'seen'.");
    }
    Post made =
        parts
            .stand()
            .get()
            .post(by.tenant(), bulletin.run(), by.login(), bulletin.body(), bulletin.facts());
    parts
        .audit()
        .happened(
            by.tenant(),
            by.login(),
            "announced",
            "id",
            made.id(),
            "kind",
            bulletin.kind().word(),
            "reason",
            bulletin.reason(),
            "via",
            by.via());
    return Bulletin.of(made).orElseThrow();
  }

  private static String needed(@Nullable String why) {
    String reason = why == null ? "" : why.strip();
    if (reason.isEmpty()) {
      throw Denied.malformed("A reason is missing.", "Say why: it goes into the journal.");
    }
    if (reason.length() > LONGEST_REASON) {
      throw Denied.malformed("The reason is too long.", "Take 2000 characters at the most.");
    }
    return reason;
  }

  private static Denied missing(String run) {
    return Denied.missing("run '" + run + "'");
  }

  /** What words are made with. */
  private record Scene(Bulletins words, Map<String, Text> known) {}

  private Scene scene(String tenant, Draft draft) {
    Status status = parts.stand().get().status(tenant);
    Map<String, Text> known = new LinkedHashMap<>();
    Map<String, RunStory> stories = new LinkedHashMap<>();
    if (!draft.run().isEmpty()) {
      RunStory story = story(tenant, draft.run());
      stories.put(draft.run(), story);
      story
          .plan()
          .cluster()
          .services()
          .forEach((name, service) -> {
            Text title = service.title();
            known.put(name, title == null ? Text.of(name) : title);
          });
    }
    for (ServiceStatus each : status.services()) {
      known.put(each.name(), each.title());
    }
    return new Scene(new Bulletins(status.site(), stories, known), known);
  }

  /** A run as users are told of it. */
  public RunStory story(String tenant, String run) {
    JdbcRunStore store = parts.runs().journals(tenant);
    Entry first = store.entry(run, 1).orElseThrow(() -> missing(run));
    RunStory story = new RunStory(Engine.plan((Event.RunOpened) first.event()), first);
    store.read(run, 2, story);
    return story;
  }
}
