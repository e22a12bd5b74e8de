package io.s22.server;

import io.s22.run.Clock;
import io.s22.server.live.Board;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Status.Site;
import io.s22.tell.page.PageRenderer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The public page alone, over the runs of a folder that somebody else drives: a rehearsal. No
 * engine, nobody signs in, nothing can be changed.
 */
public final class Showing implements AutoCloseable {
  private final Path home;
  private final Board board;
  private final Clock clock;
  private final Consumer<Throwable> trouble;
  private @Nullable Open open;

  private record Open(JdbcRunStore store, PostBook book, Newsroom room) {}

  /**
   * @param clock the time the runs live in
   * @param trouble told of what cannot be read
   */
  public Showing(Path home, PageRenderer renderer, Clock clock, Consumer<Throwable> trouble) {
    this.home = home;
    this.board = new Board(renderer);
    this.clock = clock;
    this.trouble = trouble;
  }

  public Board board() {
    return board;
  }

  /** Begins, now that the page has an address. */
  public void open(Site site) {
    JdbcRunStore store = JdbcRunStore.sqlite(home);
    PostBook book = new PostBook(home.resolve("page.jsonl"));
    Newsroom room = new Newsroom(new Ledger(store, trouble), book, board, clock, site, trouble);
    open = new Open(store, book, room);
    room.start();
  }

  @Override
  public void close() throws InterruptedException {
    Open now = open;
    if (now != null) {
      now.room().close();
      now.book().close();
      now.store().close();
    }
  }
}
