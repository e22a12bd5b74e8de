package io.s22.tell.feed;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import com.thaiopensource.xml.sax.ErrorHandlerImpl;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.tell.Language;
import io.s22.tell.Scripts;
import io.s22.tell.ServiceState;
import io.s22.tell.Status;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class FeedTest {
  private static final String EVIL = "Tom & \\\"Jerry\\\"; <b>, 维护\\u0001\\n窗口";

  private static Scripts script() {
    return Scripts.of(
        """
        cluster: {services: {shop: {title: "%s"}}}
        stages:
          - stage: first
            title: "%s"
            box: 00:00-01:00
            steps:
              - {step: one, uses: shell, takes: 5m, interrupts: shop, repeat: probe, may-stop-after: yes}
        """
            .formatted(EVIL, EVIL));
  }

  private static Status status(Scripts script) {
    return script.status(Instant.parse("2024-03-15T12:00:00Z"), List.of());
  }

  private static Calendar ical4j(String text) throws Exception {
    Calendar calendar = new CalendarBuilder().build(new StringReader(text));
    calendar.validate();
    return calendar;
  }

  private static Scripts moved(Scripts script) {
    String fallback = "window-2024-03-16T00:00";
    return script
        .at(Instant.parse("2024-03-15T13:00:00Z"))
        .add(new Event.Decided("window", fallback, "x", false))
        .add(new Event.Decided("window#2", "start-now", "x", false));
  }

  @Test
  void two_libraries_read_the_same_event_from_the_calendar() throws Exception {
    String text = new CalendarFeed(status(script()), Language.EN).text();
    VEvent one = Biweekly.parse(text).first().getEvents().getFirst();
    assertThat(Biweekly.parse(text).first().validate(biweekly.ICalVersion.V2_0)).isEmpty();
    assertThat(one.getUid().getValue()).isEqualTo("run-1@s22.s22");
    assertThat(one.getSequence().getValue()).isZero();
    assertThat(one.getDateStart().getValue().toInstant()).isEqualTo("2024-03-16T00:00:00Z");
    assertThat(one.getDateEnd().getValue().toInstant()).isEqualTo("2024-03-16T04:00:00Z");
    assertThat(one.getExperimentalProperty("X-MAINTNOTE-STATUS").getValue()).isEqualTo("CONFIRMED");
    assertThat(one.getExperimentalProperty("X-MAINTNOTE-OBJECT-ID").getValue()).isEqualTo("shop");
    assertThat(one.getDescription().getValue()).contains("Tom & \"Jerry\"; <b>, 维护");
    Component other = ical4j(text).getComponents("VEVENT").getFirst();
    assertThat(other.getRequiredProperty(Property.UID).getValue()).isEqualTo("run-1@s22.s22");
    assertThat(other.getRequiredProperty("X-MAINTNOTE-PROVIDER").getValue())
        .isEqualTo("S22 status");
    assertThat(other.getRequiredProperty("X-MAINTNOTE-MAINTENANCE-ID").getValue())
        .isEqualTo("run-1");
    assertThat(other.getRequiredProperty("X-MAINTNOTE-IMPACT").getValue()).isEqualTo("OUTAGE");
    assertThat(text.lines().map(l -> l.getBytes(StandardCharsets.UTF_8).length))
        .allMatch(length -> length <= 75);
  }

  @Test
  void a_moved_or_cancelled_window_keeps_its_uid_and_raises_its_sequence() {
    Status first = status(script());
    Status second = moved(script()).status(Instant.parse("2024-03-15T14:00:00Z"), List.of());
    Status third =
        moved(script())
            .moved(RunState.WAITING, RunState.ABORTED)
            .status(Instant.parse("2024-03-15T15:00:00Z"), List.of());
    VEvent one = event(first);
    VEvent two = event(second);
    VEvent three = event(third);
    assertThat(two.getUid()).isEqualTo(one.getUid());
    assertThat(three.getUid()).isEqualTo(one.getUid());
    assertThat(two.getSequence().getValue()).isEqualTo(1);
    assertThat(three.getSequence().getValue()).isEqualTo(2);
    assertThat(two.getDateStart().getValue().toInstant()).isEqualTo("2024-03-15T13:00:00Z");
    assertThat(three.getStatus().getValue()).isEqualTo("CANCELLED");
    assertThat(three.getExperimentalProperty("X-MAINTNOTE-STATUS").getValue())
        .isEqualTo("CANCELLED");
  }

  private static String impact(String services, String step) {
    Scripts script =
        Scripts.of(
            """
            cluster:
              hosts: {db1: {}, db2: {}, db3: {}}
              services: %s
            stages:
              - stage: first
                box: 00:00-01:00
                steps:
                  - {step: one, uses: shell, takes: 5m, repeat: probe, may-stop-after: yes, %s}
            """
                .formatted(services, step));
    return event(status(script)).getExperimentalProperty("X-MAINTNOTE-IMPACT").getValue();
  }

  @Test
  void operators_are_told_by_all_four_words_of_their_standard_how_bad_the_plan_is_at_the_worst() {
    String two = "{db: {on: [db1, db2, db3], needs: 2 of 3}, shop: {depends-on: [db]}}";
    String on = "on: [db1, db2, db3], interrupts: {db: throughout}";
    assertThat(impact("{shop: {}}", "with: {}")).isEqualTo("NO-IMPACT");
    assertThat(impact(two, on)).isEqualTo("REDUCED-REDUNDANCY");
    assertThat(impact(two, on + ", batch: 2")).isEqualTo("OUTAGE");
    assertThat(impact(two, "interrupts: {db: throughout}")).as("as a whole").isEqualTo("OUTAGE");
    assertThat(impact("{shop: {}}", "degrades: {shop: throughout}")).isEqualTo("DEGRADED");
    String chain = "{cache: {}, shop: {degrades-without: [cache]}}";
    assertThat(impact(chain, "interrupts: {cache: throughout}")).isEqualTo("OUTAGE");
    assertThat(impact("{shop: {}}", "degrades: {shop: throughout}, interrupts: {shop: 5s}"))
        .isEqualTo("OUTAGE");
    String moving = "{db: {on: [db1, db2, db3], needs: 2 of 3, fail-over: {takes: 10s}}}";
    assertThat(impact(moving, on)).as("while it fails over").isEqualTo("OUTAGE");
  }

  private static VEvent event(Status status) {
    return Biweekly.parse(new CalendarFeed(status, Language.ZH).text())
        .first()
        .getEvents()
        .getFirst();
  }

  @Test
  void a_calendar_without_windows_is_still_a_calendar() {
    Status empty =
        io.s22.tell.Statuses.of(
            Scripts.SITE, List.of(), List.of(), java.util.Map.of(), Instant.EPOCH);
    assertThat(new CalendarFeed(empty, Language.EN).text())
        .startsWith("BEGIN:VCALENDAR\r\n")
        .endsWith("END:VCALENDAR\r\n");
  }

  @Test
  void atom_has_all_that_its_standard_demands_and_both_feeds_can_be_read_again() throws Exception {
    Status status =
        script().at("00:00:00").moved(RunState.WAITING, RunState.RUNNING).status("00:01:00");
    String atom = new NewsFeed(status, Language.EN).atom();
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(atom.getBytes(StandardCharsets.UTF_8)));
    Element feed = document.getDocumentElement();
    assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
    assertThat(children(feed)).contains("id", "title", "updated", "author", "link", "entry");
    Element entry = (Element) feed.getElementsByTagName("entry").item(0);
    assertThat(children(entry)).contains("id", "title", "updated", "published", "link", "summary");
    assertThat(entry.getElementsByTagName("id").item(0).getTextContent())
        .isEqualTo("tag:status.example,2026:run-1");
    assertThat(atom).contains("rel=\"self\"").contains("Maintenance has begun.");
    for (String text : List.of(atom, new NewsFeed(status, Language.ZH).rss())) {
      SyndFeed read = new SyndFeedInput().build(new StringReader(text));
      assertThat(read.getEntries()).hasSize(1);
    }
  }

  /** Errors by the schema in Appendix B of RFC 4287; empty where it validates. */
  private static String wrong(String atom) throws Exception {
    StringWriter errors = new StringWriter();
    PropertyMapBuilder properties = new PropertyMapBuilder();
    properties.put(ValidateProperty.ERROR_HANDLER, new ErrorHandlerImpl(errors));
    ValidationDriver driver =
        new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
    var schema = Objects.requireNonNull(FeedTest.class.getResource("atom.rnc"));
    assertThat(driver.loadSchema(new InputSource(schema.toString()))).isTrue();
    boolean valid = driver.validate(new InputSource(new StringReader(atom)));
    assertThat(valid).as(errors.toString()).isEqualTo(errors.toString().isEmpty());
    return errors.toString();
  }

  @Test
  void atom_validates_by_the_schema_of_its_standard_whatever_is_in_it() throws Exception {
    Status empty =
        io.s22.tell.Statuses.of(
            Scripts.SITE, List.of(), List.of(), java.util.Map.of(), Instant.EPOCH);
    Status moved = moved(script()).status(Instant.parse("2024-03-15T14:00:00Z"), List.of());
    Status late =
        script().at("00:00:00").moved(RunState.WAITING, RunState.RUNNING).status("09:00:00");
    assertThat(late.incidents()).as("an overrun window is an incident").isNotEmpty();
    for (Status each : List.of(empty, status(script()), moved, late)) {
      for (Language language : Language.values()) {
        assertThat(wrong(new NewsFeed(each, language).atom())).isEmpty();
      }
    }
    String good = new NewsFeed(late, Language.EN).atom();
    assertThat(wrong(good.replaceAll("<updated>[^<]*</updated>", "")))
        .as("the schema finds what is wrong")
        .contains("updated");
    assertThat(wrong(good.replaceFirst("<published>[^<]*<", "<published>yesterday<")))
        .contains("published");
  }

  private static List<String> children(Element element) {
    var nodes = element.getChildNodes();
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(i -> String.valueOf(nodes.item(i).getLocalName()))
        .toList();
  }

  @Test
  void a_badge_says_its_state_in_words_and_is_xml_whatever_it_is_called() throws Exception {
    for (ServiceState state : ServiceState.values()) {
      String svg = Badge.svg("A<b>&\"c\" 商店", state, Language.ZH);
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      assertThat(document.getDocumentElement().getAttribute("aria-label"))
          .startsWith("A<b>&\"c\" 商店: ");
    }
  }

  @Test
  void a_moved_window_is_rescheduled_for_search_engines() {
    Status status = moved(script()).status(Instant.parse("2024-03-15T14:00:00Z"), List.of());
    assertThat(new String(Events.jsonLd(status, Language.EN), StandardCharsets.UTF_8))
        .contains("\"@type\":\"Event\"", "https://schema.org/EventRescheduled")
        .contains("\"previousStartDate\":\"2024-03-16T00:00:00Z\"");
  }
}
