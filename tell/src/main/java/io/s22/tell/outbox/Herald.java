package io.s22.tell.outbox;

import io.s22.tell.Language;
import io.s22.tell.RunStory;
import io.s22.tell.Status.Site;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Messages;
import io.s22.tell.notice.Notice;
import io.s22.tell.notice.Notices;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at every run and puts what people are to be told of into the book, once each. Not
 * thread-safe.
 */
public final class Herald {
  /** A run that ended longer ago calls for nothing new. */
  private static final Duration OVER = Duration.ofDays(40);

  private final Book book;
  private final Site site;
  private final Set<String> known = new HashSet<>();

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
      if (!over(story, now)) {
        for (Notice notice : Notices.due(story, now)) {
          put += tell(notice, story, now);
        }
      }
    }
    return put;
  }

  private static boolean over(RunStory story, Instant now) {
    return story.state().ended() && story.closes().plus(OVER).isBefore(now);
  }

  private int tell(Notice notice, RunStory story, Instant now) {
    if (!known.add(notice.name()) || book.knows(site.id(), notice.run(), notice.event())) {
      return 0;
    }
    List<Message> messages =
        notice.stale(now)
            ? List.of()
            : Arrays.stream(Language.values())
                .map(language -> Messages.of(notice, story, site, language))
                .toList();
    return book.put(site.id(), notice, messages, now);
  }
}
