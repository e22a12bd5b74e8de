package io.s22.server.live;

import io.s22.tell.Language;
import io.s22.tell.Status;
import io.s22.tell.Words;
import io.s22.tell.feed.Badge;
import io.s22.tell.feed.CalendarFeed;
import io.s22.tell.feed.Events;
import io.s22.tell.feed.NewsFeed;
import io.s22.tell.feed.Widget;
import io.s22.tell.page.Page;
import io.s22.tell.snapshot.Snapshot;
import io.s22.tell.statuspage.Documents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything the server hands out at one instant. Documents are made when they are first asked for,
 * and then once.
 *
 * <p>Each edition's number is greater than the one's before, also over restarts: it is the time it
 * was made at in milliseconds, or one more than the last.
 */
public final class Edition {
  /** A document with its tag. */
  public record Served(byte[] body, String type, String etag) {}

  private static final int MOST_MESSAGES = 2_000;
  private static final int MOST_FRAMES = 200;

  private final long version;
  private final Status status;
  private final Map<Language, Page> pages;
  private final Map<Language, Map<String, Long>> versions;
  private final Map<String, Served> documents = new ConcurrentHashMap<>();
  private final Map<String, String> messages = new ConcurrentHashMap<>();
  private final Map<String, ByteBuffer> frames = new ConcurrentHashMap<>();

  /**
   * @param versions when each region of a page last changed
   */
  Edition(
      long version,
      Status status,
      Map<Language, Page> pages,
      Map<Language, Map<String, Long>> versions) {
    this.version = version;
    this.status = status;
    this.pages = Map.copyOf(pages);
    this.versions = Map.copyOf(versions);
  }

  public long version() {
    return version;
  }

  public Status status() {
    return status;
  }

  Page page(Language language) {
    Page page = pages.get(language);
    if (page == null) {
      throw new IllegalStateException("a page is made in every language");
    }
    return page;
  }

  Map<String, Long> versions(Language language) {
    return versions.getOrDefault(language, Map.of());
  }

  /**
   * A document by its path, without the first slash; empty where there is none.
   *
   * @param path such as {@code calendar.ics} or {@code api/v2/summary.json}; empty for the page
   */
  public Optional<Served> document(String path, Language language) {
    String key = language + "/" + path;
    Served known = documents.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    return body(path, language)
        .map(body -> new Served(body, type(path), etag(body)))
        .map(served -> {
          documents.put(key, served);
          return served;
        });
  }

  private static String type(String path) {
    return path.isEmpty() ? Snapshot.type("index.html") : Snapshot.type(path);
  }

  private Optional<byte[]> body(String path, Language language) {
    return switch (path) {
      case "" -> text(page(language).html());
      case "assets/page.css" -> Optional.of(Snapshot.asset("page.css"));
      case "assets/page.js" -> Optional.of(Snapshot.asset("page.js"));
      case "history.atom" -> text(new NewsFeed(status, language).atom());
      case "history.rss" -> text(new NewsFeed(status, language).rss());
      case "calendar.ics" -> text(new CalendarFeed(status, language).text());
      case "events.jsonld" -> Optional.of(Events.jsonLd(status, language));
      case "widget.js" -> Optional.of(Snapshot.asset("widget.js"));
      case "widget.html" -> text(Widget.html(status, language));
      case "badge.svg" -> text(Badge.svg(status.site().name(), status.overall(), language));
      default -> other(path, language);
    };
  }

  private Optional<byte[]> other(String path, Language language) {
    if (path.startsWith("api/v2/")) {
      byte[] document = new Documents(status, language).all().get(path.substring(7));
      return Optional.ofNullable(document);
    }
    if (path.startsWith("badge/") && path.endsWith(".svg")) {
      String name = path.substring(6, path.length() - 4);
      return status.services().stream()
          .filter(s -> s.name().equals(name))
          .findFirst()
          .flatMap(s -> text(Badge.svg(s.title().in(language.locale()), s.state(), language)));
    }
    return Optional.empty();
  }

  private static Optional<byte[]> text(String text) {
    return Optional.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String etag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The bytes of {@link #message}, outside of the heap; shared by all who send them. */
  public ByteBuffer bytes(Language language, long since) {
    String key = language + " " + since;
    ByteBuffer known = frames.get(key);
    if (known == null) {
      byte[] text = message(language, since).getBytes(StandardCharsets.UTF_8);
      known = ByteBuffer.allocateDirect(text.length).put(text).flip().asReadOnlyBuffer();
      if (frames.size() < MOST_FRAMES) {
        frames.put(key, known);
      }
    }
    return known.duplicate();
  }

  /**
   * What a viewer must be told who has seen everything up to edition {@code since}: JSON with the
   * number ({@code v}), the time ({@code at}), the line that tells the page's age, and the HTML of
   * each region that changed since ({@code r}).
   */
  public String message(Language language, long since) {
    String key = language + " " + since;
    String known = messages.get(key);
    if (known != null) {
      return known;
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("v", version);
    message.put("at", Words.millis(status.now()));
    message.put("age", page(language).region("age"));
    Map<String, String> regions = new HashMap<>(page(language).since(versions(language), since));
    regions.remove("age");
    message.put("r", regions);
    String made = JsonMapper.shared().writeValueAsString(message);
    if (messages.size() < MOST_MESSAGES) {
      messages.put(key, made);
    }
    return made;
  }
}
