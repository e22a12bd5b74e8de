package io.s22.tell.snapshot;

import io.s22.tell.Language;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import io.s22.tell.feed.Badge;
import io.s22.tell.feed.CalendarFeed;
import io.s22.tell.feed.Events;
import io.s22.tell.feed.NewsFeed;
import io.s22.tell.feed.Widget;
import io.s22.tell.page.Links;
import io.s22.tell.page.PageRenderer;
import io.s22.tell.statuspage.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All files of a page, by path, in the order they are to be written: the page itself comes last, so
 * that it never points to what is not there yet.
 */
public record Snapshot(Map<String, byte[]> files) {
  public Snapshot {
    files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** The snapshot of {@code status}. */
  public static Snapshot of(Status status, PageRenderer renderer) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("assets/page.css", asset("page.css"));
    files.put("assets/page.js", asset("page.js"));
    new Documents(status, Language.EN)
        .all()
        .forEach((path, bytes) -> files.put("api/v2/" + path, bytes));
    NewsFeed feed = new NewsFeed(status, Language.EN);
    files.put("history.atom", bytes(feed.atom()));
    files.put("history.rss", bytes(feed.rss()));
    files.put("calendar.ics", bytes(new CalendarFeed(status, Language.EN).text()));
    files.put("widget.js", asset("widget.js"));
    files.put("widget.html", bytes(Widget.html(status, Language.EN)));
    files.put("events.jsonld", Events.jsonLd(status, Language.EN));
    files.put("badge.svg", bytes(Badge.svg(status.site().name(), status.overall(), Language.EN)));
    for (ServiceStatus service : status.services()) {
      String title = service.title().in(Language.EN.locale());
      String path = "badge/" + service.name() + ".svg";
      files.put(path, bytes(Badge.svg(title, service.state(), Language.EN)));
    }
    for (Language language : Language.values()) {
      String html = renderer.render(status, language, new Links(false, true), "0").html();
      String name = language == Language.EN ? "index.html" : "index." + language.code() + ".html";
      files.put(name, bytes(html));
    }
    return new Snapshot(files);
  }

  /** The media type of a file, by its ending. */
  public static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "json" -> "application/json; charset=utf-8";
      case "jsonld" -> "application/ld+json; charset=utf-8";
      case "atom" -> "application/atom+xml; charset=utf-8";
      case "rss" -> "application/rss+xml; charset=utf-8";
      case "ics" -> "text/calendar; charset=utf-8";
      case "svg" -> "image/svg+xml; charset=utf-8";
      default -> "application/octet-stream";
    };
  }

  /**
   * A file the page brings along.
   *
   * @param name {@code page.css}, {@code page.js} or {@code widget.js}
   */
  public static byte[] asset(String name) {
    try (InputStream in = PageRenderer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no asset " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
