package io.s22.server;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.tell.Post;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was posted on the page beside what runs tell by themselves: a journal of its own,
 * hash-chained like every other, on the disk before it is shown; a file, or a table where several
 * nodes share one. For any number of threads.
 */
public final class PostBook implements AutoCloseable {
  /** The run its entries name: the page is none. */
  public static final String RUN = "page";

  private final PostLines lines;
  private final List<Post> posts = new ArrayList<>();
  private String head = EntryCodec.GENESIS;
  private long seq;

  /**
   * Opens the book in {@code file}, and begins it where there is none.
   *
   * @throws S22Exception S22-9604 when it cannot be read or written
   */
  public PostBook(Path file) {
    this(new FileLines(file));
  }

  PostBook(PostLines lines) {
    this.lines = lines;
    catchUp();
  }

  /** Others may have posted. */
  private void catchUp() {
    lines.after(seq).forEach(line -> take(EntryCodec.decode(line)));
  }

  private void take(Entry entry) {
    seq = entry.seq();
    head = entry.hash();
    if (entry.event() instanceof Event.Noted(String run, String kind, Map<String, String> facts)) {
      Map<String, String> words = new java.util.HashMap<>(facts);
      words.keySet().retainAll(List.of("en", "zh"));
      Map<String, String> rest = new java.util.HashMap<>(facts);
      rest.keySet().removeAll(words.keySet());
      posts.add(
          new Post(RUN + "-" + entry.seq(), run, entry.at(), entry.by(), new Text(words), rest));
    }
  }

  /**
   * Posts; it is on the disk when this returns.
   *
   * @param by the person, or {@link Post#WATCHDOG}
   * @param facts what else is said of it, by name; none is called as a language
   * @throws S22Exception S22-9604 when it cannot be written
   */
  public synchronized Post post(
      String run, Instant at, String by, Text body, Map<String, String> facts) {
    Map<String, String> all = new java.util.HashMap<>(facts);
    all.putAll(body.byLanguage());
    Event event = new Event.Noted(run, "update", all);
    EntryCodec.Sealed sealed = EntryCodec.seal(RUN, seq + 1, at, by, event, head);
    take(kept(sealed));
    return posts.getLast();
  }

  /**
   * Posts, unless another node has said something of the run since this one last looked: of several
   * watchdogs one speaks.
   *
   * @return the post; empty where another was faster
   * @throws S22Exception S22-9604 when it cannot be written
   */
  public synchronized Optional<Post> postIfSilent(String run, Instant at, String by, Text body) {
    Event event = new Event.Noted(run, "update", Map.copyOf(body.byLanguage()));
    while (true) {
      int known = posts.size();
      EntryCodec.Sealed sealed = EntryCodec.seal(RUN, seq + 1, at, by, event, head);
      if (lines.append(seq + 1, sealed.line())) {
        take(sealed.entry());
        return Optional.of(posts.getLast());
      }
      catchUp();
      if (posts.stream().skip(known).anyMatch(post -> post.run().equals(run))) {
        return Optional.empty();
      }
    }
  }

  /** Another node may have been faster: what it posted comes first. */
  private Entry kept(EntryCodec.Sealed made) {
    EntryCodec.Sealed sealed = made;
    while (!lines.append(sealed.entry().seq(), sealed.line())) {
      catchUp();
      Entry entry = sealed.entry();
      sealed = EntryCodec.seal(RUN, seq + 1, entry.at(), entry.by(), entry.event(), head);
    }
    return sealed.entry();
  }

  /** All posts, oldest first. */
  public synchronized List<Post> posts() {
    catchUp();
    return List.copyOf(posts);
  }

  static S22Exception unusable(Path file, IOException cause) {
    return new S22Exception(
        "S22-9604",
        "'" + file + "' cannot be used: " + cause.getMessage() + ".",
        "See that the folder can be written to and that the disk has room.",
        cause);
  }

  @Override
  public synchronized void close() {
    lines.close();
  }
}
