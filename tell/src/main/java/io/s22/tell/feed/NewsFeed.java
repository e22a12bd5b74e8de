package io.s22.tell.feed;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.feed.synd.SyndLinkImpl;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.feed.synd.SyndPersonImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import io.s22.tell.Incident;
import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.Status;
import io.s22.tell.Update;
import io.s22.tell.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/** Windows and incidents as a feed: an entry for each, which changes as updates come. */
public final class NewsFeed {
  private static final int MOST = 25;

  private final Status status;
  private final Language language;

  public NewsFeed(Status status, Language language) {
    this.status = status;
    this.language = language;
  }

  /** Atom 1.0 (RFC 4287). */
  public String atom() {
    return output(feed("atom_1.0", "history.atom"));
  }

  /** RSS 2.0. */
  public String rss() {
    return output(feed("rss_2.0", "history.rss"));
  }

  private static String output(SyndFeed feed) {
    try {
      return new SyndFeedOutput().outputString(feed);
    } catch (FeedException e) {
      throw new IllegalStateException("the feed is complete", e);
    }
  }

  private SyndFeed feed(String type, String file) {
    SyndFeed feed = new SyndFeedImpl();
    feed.setFeedType(type);
    feed.setEncoding("UTF-8");
    feed.setTitle(Words.line(status.site().name()));
    feed.setDescription(Words.line(status.site().name()));
    feed.setUri(status.site().url() + "/");
    feed.setLink(status.site().url() + "/");
    feed.setLinks(List.of(link("alternate", "/"), link("self", "/" + file)));
    feed.setLanguage(language.tag());
    feed.setPublishedDate(Date.from(status.updated()));
    feed.setAuthors(List.of(author()));
    feed.setEntries(entries());
    return feed;
  }

  private SyndLink link(String relation, String path) {
    SyndLink link = new SyndLinkImpl();
    link.setRel(relation);
    link.setHref(status.site().url() + path);
    return link;
  }

  private SyndPerson author() {
    SyndPerson author = new SyndPersonImpl();
    author.setName(Words.line(status.site().name()));
    return author;
  }

  private List<SyndEntry> entries() {
    List<SyndEntry> entries = new ArrayList<>();
    for (Maintenance window : status.maintenances()) {
      entries.add(
          entry(
              window.id(),
              window.title().in(language.locale()),
              window.announced(),
              window.updates()));
    }
    for (Incident incident : status.incidents()) {
      entries.add(
          entry(
              incident.id(),
              incident.name().in(language.locale()),
              incident.began(),
              incident.updates()));
    }
    entries.sort(Comparator.comparing(SyndEntry::getUpdatedDate).reversed());
    return entries.stream().limit(MOST).toList();
  }

  private SyndEntry entry(String id, String title, Instant published, List<Update> updates) {
    SyndEntry entry = new SyndEntryImpl();
    entry.setUri("tag:" + host() + ",2026:" + id);
    entry.setTitle(Words.line(title));
    entry.setLink(status.site().url() + "/#w-" + id);
    entry.setPublishedDate(Date.from(published));
    entry.setUpdatedDate(Date.from(updates.isEmpty() ? published : updates.getFirst().at()));
    SyndContent content = new SyndContentImpl();
    content.setType("text");
    StringBuilder text = new StringBuilder();
    for (Update update : updates) {
      text.append(Words.moment(update.at(), status.zone(), language));
      text.append(": ").append(update.body().in(language.locale())).append('\n');
    }
    content.setValue(Words.line(text.toString()));
    entry.setDescription(content);
    return entry;
  }

  private String host() {
    String host = java.net.URI.create(status.site().url()).getHost();
    return host == null ? "s22" : host;
  }
}
