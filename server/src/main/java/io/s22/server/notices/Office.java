package io.s22.server.notices;

import io.s22.plan.Text;
import io.s22.tell.RunStory;
import io.s22.tell.Status.Site;
import io.s22.tell.notice.Bulletin;
import io.s22.tell.notice.Bulletins;
import io.s22.tell.outbox.Book;
import io.s22.tell.outbox.Herald;
import io.s22.tell.outbox.Sender;
import io.s22.tell.subscribe.SignUps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that tells the people of one tenant, and of no other. */
public final class Office implements AutoCloseable {
  private final String tenant;
  private final Tools tools;
  private final Herald herald;
  private final Stories stories;
  private volatile Known known = new Known(Map.of(), Map.of());

  /**
   * What it works with.
   *
   * @param site its id is the tenant's name in the book
   * @param pushKey what browsers subscribe with; empty where there is no push
   */
  public record Tools(
      Site site, Book book, SignUps signUps, Sender sender, String pushKey, Sources sources) {}

  /** What was read last. */
  private record Known(Map<String, RunStory> stories, Map<String, Text> services) {}

  Office(String tenant, Tools tools, Stories stories) {
    this.tenant = tenant;
    this.tools = tools;
    this.stories = stories;
    this.herald = new Herald(tools.book(), tools.site());
  }

  public Site site() {
    return tools.site();
  }

  public Book book() {
    return tools.book();
  }

  public SignUps signUps() {
    return tools.signUps();
  }

  public String pushKey() {
    return tools.pushKey();
  }

  /** The services that can be chosen, by name, and what users call them. */
  public Map<String, Text> services() {
    return known.services();
  }

  /** Something was put into the book by hand: it is looked at, at once. */
  public void ring() {
    tools.sender().ring();
  }

  /** Reads what is new, and puts what people are to be told of it into the book. */
  void look(Instant now) {
    List<RunStory> all = stories.read(now);
    Map<String, Text> services = new LinkedHashMap<>(stories.services());
    // Only services there are can be chosen, whatever else was once named.
    tools
        .sources()
        .titles(tenant)
        .forEach((service, title) -> services.computeIfPresent(service, (name, old) -> title));
    Map<String, RunStory> byRun = new LinkedHashMap<>();
    all.forEach(story -> byRun.put(story.run(), story));
    known = new Known(byRun, services);
    int put = herald.look(all, now);
    List<Bulletin> bulletins = new ArrayList<>(stories.alarms());
    tools.sources().posts(tenant).forEach(post -> Bulletin.of(post).ifPresent(bulletins::add));
    put += herald.proclaim(bulletins, new Bulletins(site(), byRun, services), now);
    if (put > 0) {
      tools.sender().ring();
    }
  }

  void start() {
    tools.sender().start();
  }

  @Override
  public void close() {
    tools.sender().close();
  }
}
