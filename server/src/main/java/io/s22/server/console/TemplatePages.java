package io.s22.server.console;

import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.office.Phrasebook.Shown;
import io.s22.server.people.Scope;
import java.util.List;
import java.util.Map;

/** The words of notices: seen in every channel's form before they stand. */
final class TemplatePages {
  private final Reception front;

  TemplatePages(Reception front) {
    this.front = front;
  }

  View page(Visit visit) {
    PlanPages.need(visit, Scope.NOTICES_READ);
    return page(visit, "", "", "", List.of());
  }

  private View page(Visit visit, String kind, String en, String zh, List<Shown> shown) {
    return View.page(
        "templates.jte",
        Map.of(
            "frame", visit.frame(visit.say("Words of notices", "通知模板")),
            "phrases", front.phrases().all(visit.tenant()),
            "kind", kind,
            "en", en,
            "zh", zh,
            "shown", shown));
  }

  View post(Visit visit) {
    PlanPages.need(visit, Scope.NOTICES_WRITE);
    String kind = visit.field("kind");
    String en = visit.field("en").strip();
    String zh = visit.field("zh").strip();
    String reason = visit.field("reason");
    return switch (visit.field("do")) {
      case "preview" ->
          page(visit, kind, en, zh, front.phrases().preview(visit.tenant(), kind, en, zh));
      case "put" -> {
        front.phrases().put(visit.caller(), kind, en, zh, needed(reason));
        yield View.go("/console/templates?done=template#" + kind);
      }
      case "restore" -> {
        front.phrases().restore(visit.caller(), kind, reason);
        yield View.go("/console/templates?done=template#" + kind);
      }
      default -> throw Denied.malformed("It is not clear what to do.", "Press a button.");
    };
  }

  private static String needed(String reason) {
    if (reason.isBlank()) {
      throw Denied.malformed("A reason is missing.", "Say why: it goes into the journal.");
    }
    return reason;
  }
}
