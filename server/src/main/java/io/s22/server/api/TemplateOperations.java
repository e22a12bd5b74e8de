package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.server.api.Operation.Method;
import io.s22.server.office.Phrasebook;
import io.s22.server.people.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of notices. */
final class TemplateOperations {
  private final Phrasebook phrases;

  TemplateOperations(Phrasebook phrases) {
    this.phrases = phrases;
  }

  /** Words for a kind of notice, in both languages. */
  record NewTemplate(@Nullable String en, @Nullable String zh, @Nullable String reason) {}

  /** Words to be looked at before they stand. */
  record Tried(@Nullable String kind, @Nullable String en, @Nullable String zh) {}

  /** A template. */
  record TemplateView(String kind, String en, String zh, boolean own, List<String> placeholders) {
    static TemplateView of(Phrasebook.Phrase each) {
      return new TemplateView(each.kind(), each.en(), each.zh(), each.own(), each.placeholders());
    }
  }

  /** Every message, as each channel carries it. */
  record Looks(List<Phrasebook.Shown> messages) {}

  List<Operation> all() {
    return List.of(
        get(
                "/templates",
                Scope.NOTICES_READ,
                "listTemplates",
                "The first line of each kind of notice.",
                ask ->
                    Cursor.slice(
                        ask,
                        phrases.all(ask.tenant()).stream().map(TemplateView::of).toList(),
                        TemplateView::kind))
            .gives(TemplateView.class)
            .paged(),
        of(
                Method.POST,
                "/templates/preview",
                Scope.NOTICES_READ,
                "previewTemplate",
                "A made-up message with these words, as every channel carries it.",
                this::preview)
            .takes(Tried.class)
            .gives(Looks.class),
        of(
                Method.PUT,
                "/templates/{kind}",
                Scope.NOTICES_WRITE,
                "putTemplate",
                "Own words for a kind of notice.",
                this::put)
            .takes(NewTemplate.class)
            .gives(TemplateView.class),
        of(
            Method.DELETE,
            "/templates/{kind}",
            Scope.NOTICES_WRITE,
            "restoreTemplate",
            "S22's own words again.",
            this::restore));
  }

  private Reply preview(Ask ask) {
    Tried tried = ask.json(Tried.class);
    return Reply.of(
        new Looks(
            phrases.preview(
                ask.tenant(),
                Ask.need(tried.kind(), "kind"),
                Ask.need(tried.en(), "en"),
                Ask.need(tried.zh(), "zh"))));
  }

  private Reply put(Ask ask) {
    NewTemplate wanted = ask.json(NewTemplate.class);
    return Reply.of(
        TemplateView.of(
            phrases.put(
                ask.caller(),
                ask.at("kind"),
                Ask.need(wanted.en(), "en"),
                Ask.need(wanted.zh(), "zh"),
                wanted.reason())));
  }

  private Reply restore(Ask ask) {
    phrases.restore(ask.caller(), ask.at("kind"), null);
    return Reply.done();
  }
}
