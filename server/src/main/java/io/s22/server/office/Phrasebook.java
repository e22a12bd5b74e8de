package io.s22.server.office;

import io.s22.plan.Plan;
import io.s22.plan.Text;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.notices.NoticeDesk;
import io.s22.server.notices.Office;
import io.s22.server.people.Audit;
import io.s22.server.people.Caller;
import io.s22.tell.Language;
import io.s22.tell.Status;
import io.s22.tell.Words;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Messages;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.notice.Supposed;
import io.s22.tell.notice.Templates;
import io.s22.tell.setup.Previews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a tenant's notices: looked at, seen in every channel's form, changed, restored. */
public final class Phrasebook {
  private static final String SAMPLE =
      """
      plan: sample
      title: {en: A new database, zh: 数据库升级}
      zone: Asia/Shanghai
      window:
        opens: 2030-01-05 00:00
        closes: 2030-01-05 04:00
        fallback: [{opens: 2030-01-12 00:00, closes: 2030-01-12 04:00}]
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
      compensation: {per-minute: 0.1 CNY, counts-announced: yes, credit-points-times: 2}
      stages:
        - stage: upgrade
          title: {en: The upgrade, zh: 升级}
          box: 00:00-04:00
          steps:
            - {step: one, run: "true", takes: 1h, interrupts: shop, repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1m}}
      """;

  private final NoticeDesk notices;
  private final Audit audit;
  private final Clock clock;

  public Phrasebook(NoticeDesk notices, Audit audit, Clock clock) {
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A template.
   *
   * @param own whether the tenant wrote it; else it is S22's
   * @param placeholders what may stand in braces
   */
  public record Phrase(
      String kind, Text label, String en, String zh, boolean own, List<String> placeholders) {}

  /** A message as one channel carries it. */
  public record Shown(String language, String channel, String type, String body) {}

  /** All of a tenant's. */
  public List<Phrase> all(String tenant) {
    Templates templates = templates(tenant);
    return Templates.kinds().stream().map(kind -> phrase(kind, templates)).toList();
  }

  private static Phrase phrase(NoticeKind kind, Templates templates) {
    Text words = templates.of(kind);
    return new Phrase(
        kind.word(),
        kind.label(),
        words.in(Language.EN.locale()),
        words.in(Language.ZH.locale()),
        templates.own().containsKey(kind),
        Templates.placeholders(kind));
  }

  private Templates templates(String tenant) {
    return notices
        .office(tenant)
        .map(office -> office.book().templates(office.site().id()))
        .orElse(Templates.USUAL);
  }

  /** The kind that goes by {@code word}, or S22-9303. */
  private static NoticeKind kind(String word) {
    return NoticeKind.of(word)
        .filter(Templates.kinds()::contains)
        .orElseThrow(() -> Denied.missing("template '" + word + "'"));
  }

  private Office office(String tenant) {
    return notices
        .office(tenant)
        .orElseThrow(() ->
            Denied.conflict(
                "Nobody is told by this server.",
                "Write 'notices.properties' in its folder, and start it again."));
  }

  private static Text checked(NoticeKind kind, String en, String zh) {
    for (String words : List.of(en, zh)) {
      Templates.wrong(kind, words)
          .ifPresent(why -> {
            throw Denied.malformed("The template cannot be used.", why);
          });
    }
    return Words.both(en, zh);
  }

  /**
   * A message of a made-up run with these words, in both languages, as every channel carries it.
   *
   * @throws Denied S22-9303, S22-9304
   */
  public List<Shown> preview(String tenant, String word, String en, String zh) {
    NoticeKind kind = kind(word);
    Templates templates = Templates.USUAL.with(kind, checked(kind, en, zh));
    Plan plan = PlanReader.read("sample.yaml", SAMPLE).plan().orElseThrow();
    Supposed.Told told =
        new Supposed(plan, plan.window().opensIn(plan.zone()).minusSeconds(700_000))
            .all().stream()
                .filter(each -> each.notice().kind() == kind)
                .findFirst()
                .orElseThrow(() ->
                    Denied.conflict(
                        "A made-up run calls for no such message.",
                        "Preview a plan that does: its page shows every message."));
    Status.Site site =
        notices
            .office(tenant)
            .map(Office::site)
            .orElseGet(() -> new Status.Site("s22", "S22", "https://status.example.org"));
    Previews previews = new Previews();
    List<Shown> shown = new ArrayList<>();
    for (Language language : Language.values()) {
      Message message = Messages.of(told.notice(), told.story(), site, language, templates);
      Arrays.stream(Medium.values())
          .forEach(medium -> {
            var form = previews.readable(medium, message, kind.severity());
            shown.add(new Shown(language.code(), medium.word(), form.type(), form.body()));
          });
    }
    return shown;
  }

  /**
   * Puts a tenant's words in place of S22's; from then on every notice of the kind has them.
   *
   * @throws Denied S22-9303, S22-9304, S22-9315
   */
  public Phrase put(Caller by, String word, String en, String zh, @Nullable String reason) {
    NoticeKind kind = kind(word);
    Text words = checked(kind, en, zh);
    Office office = office(by.tenant());
    office.book().template(office.site().id(), kind, words);
    audit.happened(
        by.tenant(),
        by.login(),
        "template-put",
        "kind",
        word,
        "en",
        en,
        "zh",
        zh,
        "reason",
        reason == null ? "" : reason);
    return phrase(kind, templates(by.tenant()));
  }

  /**
   * Gives a kind S22's words back.
   *
   * @throws Denied S22-9303 where they stand already
   */
  public void restore(Caller by, String word, @Nullable String reason) {
    NoticeKind kind = kind(word);
    Office office = office(by.tenant());
    if (!templates(by.tenant()).own().containsKey(kind)) {
      throw Denied.missing("template '" + word + "' of your own");
    }
    office.book().template(office.site().id(), kind, null);
    audit.happened(
        by.tenant(),
        by.login(),
        "template-restored",
        "kind",
        word,
        "reason",
        reason == null ? "" : reason);
  }
}
