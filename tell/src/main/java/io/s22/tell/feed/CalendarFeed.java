package io.s22.tell.feed;

import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.Status;
import io.s22.tell.Words;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.XParameter;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * Windows as a calendar to subscribe to (RFC 5545), with the fields network operators read ({@code
 * X-MAINTNOTE-*}, https://github.com/maint-notification/maintnote-std).
 */
public final class CalendarFeed {
  private static final int UNFOLDED = 1 << 20;
  private static final int MOST_OCTETS = 75;

  private final Status status;
  private final Language language;

  public CalendarFeed(Status status, Language language) {
    this.status = status;
    this.language = language;
  }

  /** The calendar, lines folded and ended as the standard demands. */
  public String text() {
    PropertyList head =
        new PropertyList(
            List.of(
                new ProdId("-//S22//Status//EN"),
                ImmutableVersion.VERSION_2_0,
                ImmutableCalScale.GREGORIAN,
                ImmutableMethod.PUBLISH,
                new XProperty("X-WR-CALNAME", Words.line(status.site().name())),
                new XProperty("X-PUBLISHED-TTL", "PT5M")));
    List<CalendarComponent> events =
        status.maintenances().stream().<CalendarComponent>map(this::event).toList();
    StringWriter out = new StringWriter();
    try {
      // An empty calendar is none to the standard; to a subscriber it is the truth.
      new CalendarOutputter(!events.isEmpty(), UNFOLDED)
          .output(new Calendar(head, new ComponentList<>(events)), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folded(out.toString());
  }

  /** ical4j folds by characters; the standard counts octets (RFC 5545, 3.1). */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length() + 256);
    for (String line : text.split("\r\n")) {
      int octets = 0;
      for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
        int point = line.codePointAt(i);
        int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        if (octets + size > MOST_OCTETS) {
          folded.append("\r\n ");
          octets = 1;
        }
        folded.appendCodePoint(point);
        octets += size;
      }
      folded.append("\r\n");
    }
    return folded.toString();
  }

  private VEvent event(Maintenance window) {
    Instant ended = window.ended();
    boolean ran = ended != null && ended.isAfter(window.opens());
    List<Property> fields =
        new java.util.ArrayList<>(
            List.of(
                new Uid(window.id() + "@" + status.site().id() + ".s22"),
                new DtStamp(window.changed()),
                new LastModified(window.changed()),
                new DtStart<>(window.opens()),
                new DtEnd<>(ran && ended != null ? ended : window.closes()),
                new Sequence(window.revision()),
                new Summary(Words.line(window.title().in(language.locale()))),
                new Description(description(window)),
                new Url(URI.create(status.site().url() + "/")),
                cancelled(window)
                    ? ImmutableStatus.VEVENT_CANCELLED
                    : ImmutableStatus.VEVENT_CONFIRMED));
    fields.addAll(notice(window));
    return new VEvent(new PropertyList(fields));
  }

  private List<Property> notice(Maintenance window) {
    List<Property> fields = new java.util.ArrayList<>();
    fields.add(new XProperty("X-MAINTNOTE-PROVIDER", Words.line(status.site().name())));
    fields.add(new XProperty("X-MAINTNOTE-ACCOUNT", status.site().id()));
    fields.add(new XProperty("X-MAINTNOTE-MAINTENANCE-ID", window.id()));
    for (Maintenance.Touch touch : window.touches()) {
      String title = Words.line(touch.title().in(language.locale())).replace('"', '\'');
      fields.add(
          new XProperty(
              "X-MAINTNOTE-OBJECT-ID",
              new ParameterList(
                  List.of(new XParameter("X-MAINTNOTE-OBJECT-NAME", title.replace('\n', ' ')))),
              touch.service()));
    }
    fields.add(new XProperty("X-MAINTNOTE-IMPACT", window.harm().word()));
    fields.add(new XProperty("X-MAINTNOTE-STATUS", state(window)));
    return fields;
  }

  private static boolean cancelled(Maintenance window) {
    return switch (window.phase()) {
      case CANCELLED -> true;
      case SCHEDULED, IN_PROGRESS, VERIFYING, PAUSED, DECIDING, ROLLING_BACK -> false;
      case COMPLETED, PARTLY_COMPLETED, ROLLED_BACK, STOPPED, STUCK -> false;
    };
  }

  private static String state(Maintenance window) {
    return switch (window.phase()) {
      case SCHEDULED -> "CONFIRMED";
      case IN_PROGRESS, VERIFYING, PAUSED, DECIDING, ROLLING_BACK -> "IN-PROCESS";
      case COMPLETED, PARTLY_COMPLETED, ROLLED_BACK, STOPPED, STUCK -> "COMPLETED";
      case CANCELLED -> "CANCELLED";
    };
  }

  private String description(Maintenance window) {
    StringBuilder text = new StringBuilder();
    text.append(Words.name(window.phase()).in(language.locale())).append('\n');
    text.append(Words.span(window.opens(), window.closes(), window.zone(), language));
    for (Maintenance.Touch touch : window.touches()) {
      text.append("\n- ").append(touch.title().in(language.locale()));
    }
    return Words.line(text.toString());
  }
}
