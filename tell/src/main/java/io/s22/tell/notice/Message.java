package io.s22.tell.notice;

import io.s22.tell.Language;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notice in one language, without the form of any channel: channels make mails, short messages
 * and cards of it.
 *
 * @param event names the notice within its run
 * @param title one line
 * @param lead one sentence that says it all, for who reads nothing else
 * @param rows facts as label and value
 * @param paragraphs the rest, in sentences
 * @param advice what users of each service should do
 * @param services those it concerns
 * @param at when what it tells of happened
 * @param url where the page is
 * @param calendar an iCalendar object for calendars to take; null where there is none
 */
public record Message(
    String run,
    String event,
    NoticeKind kind,
    Language language,
    String site,
    String title,
    String lead,
    List<Row> rows,
    List<String> paragraphs,
    List<Advice> advice,
    List<Named> services,
    Instant at,
    Instant opens,
    Instant closes,
    String url,
    @Nullable Calendar calendar) {
  public Message {
    rows = List.copyOf(rows);
    paragraphs = List.copyOf(paragraphs);
    advice = List.copyOf(advice);
    services = List.copyOf(services);
  }

  /** A fact. */
  public record Row(String label, String value) {}

  /** What users of a service should do. */
  public record Advice(String service, String title, String text) {}

  /** A service, and what users call it. */
  public record Named(String service, String title) {}

  /**
   * For calendars.
   *
   * @param method of RFC 5546: PUBLISH or CANCEL
   */
  public record Calendar(String method, String text) {}

  /** The same for who uses {@code wanted} alone: advice for others is left out. */
  public Message forUsersOf(Set<String> wanted) {
    return new Message(
        run,
        event,
        kind,
        language,
        site,
        title,
        lead,
        rows,
        paragraphs,
        advice.stream().filter(a -> wanted.contains(a.service())).toList(),
        services.stream().filter(s -> wanted.contains(s.service())).toList(),
        at,
        opens,
        closes,
        url,
        calendar);
  }

  /** As plain text, one fact a line. */
  public String text() {
    StringBuilder text = new StringBuilder(lead).append('\n');
    rows.forEach(r -> text.append('\n').append(r.label()).append(": ").append(r.value()));
    text.append(rows.isEmpty() ? "" : "\n");
    paragraphs.forEach(p -> text.append('\n').append(p).append('\n'));
    advice.forEach(a -> text.append("\n- ").append(a.title()).append(": ").append(a.text()));
    text.append(advice.isEmpty() ? "" : "\n");
    return text.append('\n').append(url).append('\n').toString();
  }
}
