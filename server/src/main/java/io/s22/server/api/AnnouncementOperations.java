package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.plan.Plan;
import io.s22.plan.Text;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.office.Draft;
import io.s22.server.office.Newsstand;
import io.s22.server.office.PlanShelf;
import io.s22.server.office.Press;
import io.s22.server.people.Scope;
import io.s22.tell.Language;
import io.s22.tell.RunStory;
import io.s22.tell.Status.Site;
import io.s22.tell.notice.Bulletin;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Messages;
import io.s22.tell.notice.Notice;
import io.s22.tell.notice.Notices;
import io.s22.tell.notice.Supposed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people write, and what plans and runs have told: before it is sent, and after. */
final class AnnouncementOperations {
  private final Parts parts;

  /** What it works with. */
  record Parts(Press press, PlanShelf shelf, Supplier<Newsstand> stand, Clock clock) {}

  AnnouncementOperations(Parts parts) {
    this.parts = parts;
  }

  /**
   * An announcement to be.
   *
   * @param seen of its preview
   */
  record NewAnnouncement(
      @Nullable String run,
      @Nullable String kind,
      @Nullable String severity,
      @Nullable List<String> services,
      @Nullable List<String> over,
      @Nullable String titleEn,
      @Nullable String titleZh,
      @Nullable String en,
      @Nullable String zh,
      @Nullable String seen,
      @Nullable String reason) {
    Draft draft() {
      return new Draft(
          or(run),
          or(kind),
          or(severity),
          services == null ? List.of() : services,
          over == null ? List.of() : over,
          or(titleEn),
          or(titleZh),
          or(en),
          or(zh));
    }

    private static String or(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  /** An announcement somebody sent. */
  record Announced(
      String id,
      String run,
      Instant at,
      String by,
      String kind,
      String severity,
      List<String> services,
      List<String> over,
      Map<String, String> title,
      Map<String, String> body,
      String reason) {
    static Announced of(Bulletin bulletin) {
      Text title = bulletin.title();
      return new Announced(
          bulletin.id(),
          bulletin.run(),
          bulletin.at(),
          bulletin.by(),
          bulletin.kind().word(),
          bulletin.severity().word(),
          bulletin.services(),
          words(bulletin.over()),
          title == null ? Map.of() : title.byLanguage(),
          bulletin.body().byLanguage(),
          bulletin.reason());
    }
  }

  private static List<String> words(Set<Medium> over) {
    return over.stream().sorted().map(Medium::word).toList();
  }

  /** A message's words. */
  record Wording(String title, String text) {}

  /** Something that is told of a run, in both languages, and how many would get it now. */
  record NoticeLine(
      String event,
      String kind,
      String severity,
      Instant at,
      List<String> services,
      List<String> over,
      long told,
      Map<String, Long> toldBy,
      Map<String, Wording> messages) {}

  List<Operation> all() {
    return List.of(
        get(
                "/announcements",
                Scope.NOTICES_READ,
                "listAnnouncements",
                "What people announced.",
                this::list)
            .gives(Announced.class)
            .paged(),
        get(
                "/announcements/{announcement}",
                Scope.NOTICES_READ,
                "getAnnouncement",
                "One of them.",
                this::one)
            .gives(Announced.class),
        of(
                Method.POST,
                "/announcements/preview",
                Scope.NOTICES_WRITE,
                "previewAnnouncement",
                "Every message of an announcement, on every channel; nothing is sent.",
                this::preview)
            .takes(NewAnnouncement.class)
            .gives(Press.Preview.class),
        of(
                Method.POST,
                "/announcements",
                Scope.NOTICES_WRITE,
                "sendAnnouncement",
                "Send what was previewed: name its 'seen', and say why.",
                this::send)
            .takes(NewAnnouncement.class)
            .gives(Announced.class),
        get(
                "/plans/{plan}/notices",
                Scope.PLANS_READ,
                "previewPlanNotices",
                "Every message a run of the plan can call for.",
                this::ofPlan)
            .gives(NoticeLine.class)
            .paged(),
        get(
                "/runs/{run}/notices",
                Scope.RUNS_READ,
                "listRunNotices",
                "What a run had told, and its reminders to come.",
                this::ofRun)
            .gives(NoticeLine.class)
            .paged());
  }

  private Reply list(Ask ask) {
    List<Announced> all = parts.press().all(ask.tenant()).stream().map(Announced::of).toList();
    return Cursor.slice(ask, all, Announced::id);
  }

  private Reply one(Ask ask) {
    return parts.press().all(ask.tenant()).stream()
        .filter(each -> each.id().equals(ask.at("announcement")))
        .findFirst()
        .map(each -> Reply.of(Announced.of(each)))
        .orElseThrow(() -> Denied.missing("announcement '" + ask.at("announcement") + "'"));
  }

  private Reply preview(Ask ask) {
    return Reply.of(parts.press().preview(ask.caller(), ask.json(NewAnnouncement.class).draft()));
  }

  private Reply send(Ask ask) {
    NewAnnouncement wanted = ask.json(NewAnnouncement.class);
    Bulletin sent =
        parts.press().send(ask.caller(), wanted.draft(), wanted.seen(), wanted.reason());
    return Reply.created("/api/v1/announcements/" + sent.id(), Announced.of(sent));
  }

  private Reply ofPlan(Ask ask) {
    PlanShelf.Version version = parts.shelf().get(ask.tenant(), ask.at("plan"));
    Plan plan =
        PlanReader.read(version.plan(), version.text())
            .plan()
            .orElseThrow(() -> Denied.malformed("This is no plan.", "Its check says why."));
    return lines(ask, new Supposed(plan, parts.clock().now()).all());
  }

  private Reply ofRun(Ask ask) {
    RunStory story = parts.press().story(ask.tenant(), ask.at("run"));
    return lines(
        ask,
        Notices.all(story, parts.clock().now()).stream()
            .map(notice -> new Supposed.Told(notice, story))
            .toList());
  }

  private Reply lines(Ask ask, List<Supposed.Told> all) {
    Site site = parts.stand().get().status(ask.tenant()).site();
    long seen = Cursor.number(ask, 0);
    List<NoticeLine> rest =
        all.stream()
            .skip(seen)
            .limit(ask.limit() + 1L)
            .map(told -> line(ask.tenant(), site, told))
            .toList();
    return Cursor.slice(ask, rest, each -> Long.toString(seen + ask.limit()), ask.limit());
  }

  private NoticeLine line(String tenant, Site site, Supposed.Told told) {
    Notice notice = told.notice();
    Map<String, Long> by = parts.press().told(tenant, notice);
    Map<String, Wording> messages = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      Message message = Messages.of(notice, told.story(), site, language);
      messages.put(language.code(), new Wording(message.title(), message.text()));
    }
    return new NoticeLine(
        notice.event(),
        notice.kind().word(),
        notice.severity().word(),
        notice.at(),
        notice.services(),
        words(notice.over()),
        by.values().stream().mapToLong(Long::longValue).sum(),
        by,
        messages);
  }
}
