package io.s22.server.console;

import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.office.Draft;
import io.s22.server.office.Press;
import io.s22.server.people.Scope;
import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import io.s22.tell.notice.Bulletin;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.notice.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Announcements: what was sent, and the editor, which shows every message before it sends any. */
public final class PressPages {
  private final Reception front;

  PressPages(Reception front) {
    this.front = front;
  }

  /** Something to choose. */
  public record Choice(String value, String title, boolean chosen) {}

  /** The editor, as far as it is filled in. */
  public record Desk(
      Draft draft,
      List<Choice> windows,
      List<Choice> kinds,
      List<Choice> severities,
      List<Choice> services,
      List<Choice> channels) {}

  View page(Visit visit) {
    PlanPages.need(visit, Scope.NOTICES_READ);
    return editor(visit, Draft.empty(), List.of(), "");
  }

  View post(Visit visit) {
    PlanPages.need(visit, Scope.NOTICES_WRITE);
    Draft draft = draft(visit);
    if (visit.field("do").equals("send")) {
      Bulletin sent =
          front.press().send(visit.caller(), draft, visit.field("seen"), visit.field("reason"));
      return View.go("/console/announcements?done=sent#" + sent.id());
    }
    try {
      return editor(visit, draft, List.of(front.press().preview(visit.caller(), draft)), "");
    } catch (Denied wrong) {
      // What was written stays in the form: nobody writes it twice.
      return editor(visit, draft, List.of(), wrong.getMessage() + " " + wrong.mend());
    }
  }

  private static Draft draft(Visit visit) {
    List<String> over = visit.chosen("over:");
    return new Draft(
        visit.field("run"),
        visit.field("kind"),
        visit.field("severity"),
        visit.chosen("service:"),
        over.isEmpty() ? List.of(Draft.PAGE_ALONE) : over,
        visit.field("title-en"),
        visit.field("title-zh"),
        visit.field("en").replace("\r\n", "\n"),
        visit.field("zh").replace("\r\n", "\n"));
  }

  private View editor(Visit visit, Draft draft, List<Press.Preview> preview, String trouble) {
    Status status = front.desk().stand().status(visit.tenant());
    List<Bulletin> sent = front.press().all(visit.tenant()).reversed().stream().limit(50).toList();
    return new View.Page(
        trouble.isEmpty() ? 200 : 422,
        "announcements.jte",
        Map.of(
            "frame",
            visit.frame(visit.say("Announcements", "公告")),
            "desk",
            desk(visit, draft, status),
            "previews",
            preview,
            "sent",
            sent,
            "trouble",
            trouble,
            "told",
            !front.notices().channels().isEmpty()));
  }

  private static Desk desk(Visit visit, Draft draft, Status status) {
    Locale locale = visit.language().locale();
    return new Desk(
        draft,
        status.maintenances().stream().map(each -> window(visit, draft, each)).toList(),
        Bulletin.kinds().stream()
            .sorted((a, b) -> Boolean.compare(b == NoticeKind.WORD, a == NoticeKind.WORD))
            .map(each ->
                new Choice(each.word(), each.label().in(locale), draft.kind().equals(each.word())))
            .toList(),
        Arrays.stream(Severity.values())
            .map(each ->
                new Choice(
                    each.word(), each.label().in(locale), draft.severity().equals(each.word())))
            .toList(),
        status.services().stream().map(each -> service(draft, each, locale)).toList(),
        Arrays.stream(Medium.values())
            .map(each ->
                new Choice(
                    each.word(),
                    each.word(),
                    draft.over().isEmpty() || draft.over().contains(each.word())))
            .toList());
  }

  private static Choice window(Visit visit, Draft draft, Maintenance window) {
    Language language = visit.language();
    return new Choice(
        window.id(),
        window.title().in(language.locale()) + " (" + window.id() + ")",
        draft.run().equals(window.id()));
  }

  private static Choice service(Draft draft, ServiceStatus service, Locale locale) {
    return new Choice(
        service.name(), service.title().in(locale), draft.services().contains(service.name()));
  }
}
