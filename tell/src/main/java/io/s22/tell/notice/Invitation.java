package io.s22.tell.notice;

import io.s22.tell.Status.Site;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * A window for calendars (RFC 5545, RFC 5546): the same UID as in the feed, a SEQUENCE that grows
 * as the window moves, so that a calendar replaces what it had; CANCEL takes it out again.
 */
final class Invitation {
  private Invitation() {}

  static Message.Calendar of(Notice notice, Site site, String title, String words) {
    boolean cancelled = notice.kind() == NoticeKind.CANCELLED;
    Notice.Facts facts = notice.facts();
    String method = cancelled ? "CANCEL" : "PUBLISH";
    VEvent event =
        new VEvent(
            new PropertyList(
                List.of(
                    new Uid(notice.run() + "@" + site.id() + ".s22"),
                    new DtStamp(notice.at()),
                    new DtStart<>(facts.opens()),
                    new DtEnd<>(facts.closes()),
                    new Sequence(facts.revision() + (cancelled ? 1 : 0)),
                    new Organizer(organizer(site)),
                    new Summary(title),
                    new Description(words),
                    new Url(URI.create(site.url() + "/")),
                    cancelled
                        ? ImmutableStatus.VEVENT_CANCELLED
                        : ImmutableStatus.VEVENT_CONFIRMED)));
    PropertyList head =
        new PropertyList(
            List.of(
                new ProdId("-//S22//Notices//EN"),
                ImmutableVersion.VERSION_2_0,
                new Method(method)));
    List<CalendarComponent> events = List.of(event);
    StringWriter out = new StringWriter();
    try {
      new CalendarOutputter(false).output(new Calendar(head, new ComponentList<>(events)), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Message.Calendar(method, out.toString());
  }

  /** RFC 5546 wants one; nobody answers, so it is an address that takes no mail. */
  private static URI organizer(Site site) {
    String host = URI.create(site.url()).getHost();
    String name = host == null ? "localhost" : host.toLowerCase(Locale.ROOT);
    return URI.create("mailto:no-reply@" + (name.startsWith("[") ? "localhost" : name));
  }
}
