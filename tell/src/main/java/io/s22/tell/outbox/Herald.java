package io.s22.tell.outbox;

import io.s22.tell.Language;
import io.s22.tell.RunStory;
import io.s22.tell.Status.Site;
import io.s22.tell.notice.Bulletin;
import io.s22.tell.notice.Bulletins;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Messages;
import io.s22.tell.notice.Notice;
import io.s22.tell.notice.Notices;
import io.s22.tell.notice.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at every run and puts what people are to be told of into the book, once each. Not
 * thread-safe.
 */
public final class Herald {
  /** A run that goes on is looked at this often, also when its journal is silent. */
  private static final Duration AT_LEAST = Duration.ofSeconds(5);

  private final Book book;
  private final Site site;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Seen> seen = new HashMap<>();

  /** A run that calls for nothing new before {@code until}, as long as its journal stays. */
  private record Seen(long seq, Instant until) {}

  /**
   * @param site its id is the tenant
   */
  public Herald(Book book, Site site) {
    this.book = book;
    this.site = site;
  }

  /**
   * One look.
   *
   * @return how many deliveries were put
   */
  public int look(List<RunStory> stories, Instant now) {
    int put = 0;
    for (RunStory story : stories) {
      Seen last = seen.get(story.run());
      if (last == null || last.seq() != story.seq() || !now.isBefore(last.until())) {
        put += look(story, now);
      }
    }
    return put;
  }

  private int look(RunStory story, Instant now) {
    int put = 0;
    Instant next = story.state().ended() ? Instant.MAX : now.plus(AT_LEAST);
    if (story.closes().isAfter(now)) {
      next = earlier(next, story.closes().plusMillis(1));
    }
    for (Notice notice : Notices.all(story, now)) {
      if (notice.at().isAfter(now)) {
        next = earlier(next, notice.at());
      } else {
        put += tell(notice, story, now);
      }
    }
    seen.put(story.run(), new Seen(story.seq(), next));
    return put;
  }

  /**
   * Puts what people wrote into the book, each once.
   *
   * @return how many deliveries were put
   */
  public int proclaim(List<Bulletin> bulletins, Bulletins words, Instant now) {
    int put = 0;
    for (Bulletin each : bulletins) {
      Notice notice = words.notice(each).orElse(null);
      if (notice != null && fresh(notice)) {
        List<Message> messages =
            notice.stale(now)
                ? List.of()
                : Arrays.stream(Language.values())
                    .map(language -> words.message(each, notice, language))
                    .toList();
        put += put(notice, messages, now);
      }
    }
    return put;
  }

  private boolean fresh(Notice notice) {
    return !known.contains(notice.name()) && !book.knows(site.id(), notice.run(), notice.event());
  }

  /** What cannot be put now is looked at again: it is known only once it lies in the book. */
  private int put(Notice notice, List<Message> messages, Instant now) {
    int put = book.put(site.id(), notice, messages, now);
    known.add(notice.name());
    return put;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private int tell(Notice notice, RunStory story, Instant now) {
    if (!fresh(notice)) {
      return 0;
    }
    Templates words = book.templates(site.id());
    List<Message> messages =
        notice.stale(now)
            ? List.of()
            : Arrays.stream(Language.values())
                .map(language -> Messages.of(notice, story, site, language, words))
                .toList();
    return put(notice, messages, now);
  }
}
