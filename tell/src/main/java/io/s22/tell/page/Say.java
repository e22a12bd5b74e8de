package io.s22.tell.page;

import io.s22.plan.Text;
import io.s22.tell.Language;
import io.s22.tell.Maintenance.GateLine;
import io.s22.tell.Progress;
import io.s22.tell.ServiceState;
import io.s22.tell.WindowPhase;
import io.s22.tell.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How a template speaks: one language, one zone, one instant.
 *
 * @param longest the most characters of a title; a text has four times as many
 */
public record Say(Language language, ZoneId zone, Instant now, int longest) {

  public String w(Label label) {
    return label.in(language);
  }

  /** A title: cut where somebody wrote a novel. */
  public String title(Text text) {
    return cut(text.in(language.locale()), longest);
  }

  /** A sentence or two. */
  public String text(Text text) {
    return cut(text.in(language.locale()), 4 * longest);
  }

  /** A name somebody wrote. */
  public String plain(String text) {
    return cut(text, longest);
  }

  private static String cut(String written, int most) {
    String text = Fragment.clean(written);
    int points = text.codePointCount(0, text.length());
    return points <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  public String minute(Instant at) {
    return Words.minute(at, zone);
  }

  /** Minute and the zone's distance from UTC. */
  public String minuteZone(Instant at) {
    return Words.minute(at, zone) + " " + Words.offset(at, zone);
  }

  public String moment(Instant at) {
    return Words.moment(at, zone, language);
  }

  public String day(Instant at) {
    return Words.day(at, zone, language);
  }

  public String span(Instant from, Instant to) {
    return Words.span(from, to, zone, language);
  }

  /** The same stretch in UTC, for who lives elsewhere. */
  public String utcSpan(Instant from, Instant to) {
    return Words.span(from, to, ZoneOffset.UTC, language);
  }

  public String utcMinute(Instant at) {
    return Words.minute(at, ZoneOffset.UTC) + " UTC";
  }

  public String length(Duration length) {
    return Words.length(length, language);
  }

  public String percent(double share) {
    return Words.percent(share);
  }

  /** ISO 8601 for {@code datetime} attributes. */
  public String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  public String name(ServiceState state) {
    return Words.name(state).in(language.locale());
  }

  public String name(WindowPhase phase) {
    return Words.name(phase).in(language.locale());
  }

  public String name(Progress progress) {
    return Words.name(progress).in(language.locale());
  }

  public String name(GateLine.Answer answer) {
    return Words.name(answer).in(language.locale());
  }

  /** A sign beside the words: colour is never the only difference. */
  public String sign(ServiceState state) {
    return switch (state) {
      case OPERATIONAL -> "✔";
      case DEGRADED_PERFORMANCE -> "▽";
      case UNDER_MAINTENANCE -> "◆";
      case PARTIAL_OUTAGE -> "▲";
      case MAJOR_OUTAGE -> "✖";
    };
  }

  /** The sign of the headline. */
  public String headSign(ServiceState overall, boolean open) {
    return sign(headState(overall, open));
  }

  /** The state the headline is painted in: an open window is never painted as all is well. */
  public ServiceState headState(ServiceState overall, boolean open) {
    return overall == ServiceState.OPERATIONAL && open ? ServiceState.UNDER_MAINTENANCE : overall;
  }

  public String sign(Progress progress) {
    return switch (progress) {
      case WAITING -> "○";
      case RUNNING -> "▶";
      case DONE -> "✔";
      case FAILED -> "✖";
      case UNDOING -> "◀";
      case UNDONE -> "↩";
      case SKIPPED -> "–";
    };
  }

  /** The class by which the style sheet knows a state. */
  public String style(Enum<?> value) {
    return "is-" + value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** What stands on top of the page. */
  public String headline(ServiceState overall, boolean open) {
    return w(
        switch (overall) {
          case OPERATIONAL -> open ? Label.MAINTENANCE : Label.ALL_WELL;
          case DEGRADED_PERFORMANCE -> Label.SOME_SLOW;
          case UNDER_MAINTENANCE -> Label.MAINTENANCE;
          case PARTIAL_OUTAGE -> Label.SOME_OUT;
          case MAJOR_OUTAGE -> Label.OUT;
        });
  }
}
