package io.s22.server.live;

import io.s22.tell.Language;
import io.s22.tell.Status;
import io.s22.tell.page.Links;
import io.s22.tell.page.Page;
import io.s22.tell.page.PageRenderer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The newest edition, and who wants to know of newer ones. For any number of threads. */
public final class Board {
  private final PageRenderer renderer;
  private final UnaryOperator<Status> editor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition newer = lock.newCondition();
  private final Links links;
  private final List<Consumer<Edition>> readers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Edition newest;

  /** A board at which nobody signs up for notices, as that of a rehearsal. */
  public Board(PageRenderer renderer) {
    this(renderer, status -> status, new Links(true, false));
  }

  /**
   * @param editor has the last word on what is published
   */
  public Board(PageRenderer renderer, UnaryOperator<Status> editor) {
    this(renderer, editor, new Links(true, true));
  }

  private Board(PageRenderer renderer, UnaryOperator<Status> editor, Links links) {
    this.renderer = renderer;
    this.editor = editor;
    this.links = links;
  }

  /** Calls {@code reader} with each edition to come, on the thread that publishes it. */
  public void read(Consumer<Edition> reader) {
    readers.add(reader);
  }

  /** Makes an edition of {@code status} and hands it out. */
  public Edition publish(Status status) {
    Edition edition = made(editor.apply(status), newest);
    lock.lock();
    try {
      newest = edition;
      newer.signalAll();
    } finally {
      lock.unlock();
    }
    readers.forEach(reader -> reader.accept(edition));
    return edition;
  }

  private Edition made(Status status, @Nullable Edition before) {
    long version = Math.max(status.now().toEpochMilli(), before == null ? 0 : before.version() + 1);
    Map<Language, Page> pages = new EnumMap<>(Language.class);
    Map<Language, Map<String, Long>> versions = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Page page = renderer.render(status, language, links, Long.toString(version));
      pages.put(language, page);
      Page old = before == null ? page : before.page(language);
      Map<String, Long> past = before == null ? Map.of() : before.versions(language);
      versions.put(language, page.versions(old, past, version));
    }
    return new Edition(version, status, pages, versions);
  }

  /** The newest edition; waits for the first. */
  public Edition newest() throws InterruptedException {
    Edition edition = newest;
    return edition != null ? edition : after(0, Long.MAX_VALUE);
  }

  /** The first edition after {@code version}, or the newest when {@code millis} have passed. */
  public Edition after(long version, long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (true) {
        Edition edition = newest;
        if (edition != null && (edition.version() > version || nanos <= 0)) {
          return edition;
        }
        nanos = newer.awaitNanos(edition == null ? Long.MAX_VALUE : nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
