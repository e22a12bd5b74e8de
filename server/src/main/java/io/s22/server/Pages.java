package io.s22.server;

import io.s22.plan.Text;
import io.s22.run.Clock;
import io.s22.server.live.Board;
import io.s22.server.office.Components;
import io.s22.server.office.Newsstand;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Post;
import io.s22.tell.Status;
import io.s22.tell.Status.Site;
import io.s22.tell.page.PageRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A newsroom, a post book and a board for each tenant. For any number of threads. */
final class Pages implements Newsstand, AutoCloseable {
  private final Parts parts;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /**
   * What pages are made of.
   *
   * @param site the first tenant's
   * @param published told of each edition of any page
   */
  record Parts(
      JdbcRunStore store,
      Path home,
      PageRenderer renderer,
      Clock clock,
      Site site,
      Runnable published,
      Consumer<Throwable> trouble) {}

  private record Page(Board board, PostBook book, Newsroom room) {}

  Pages(Parts parts) {
    this.parts = parts;
  }

  /** Begins the first tenant's page, on a board that others read already. */
  void begin(Board board) {
    begin(JdbcRunStore.MAIN, parts.site(), board, parts.home().resolve("page.jsonl"));
  }

  @Override
  public synchronized void add(String tenant, String title) {
    if (pages.containsKey(tenant)) {
      return;
    }
    Path folder = parts.home().resolve("tenants").resolve(tenant);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw PostBook.unusable(folder, e);
    }
    Components components = new Components(parts.store().tables());
    Board board = new Board(parts.renderer(), status -> components.named(tenant, status));
    Site site = new Site(tenant, title, parts.site().url() + "/t/" + tenant);
    begin(tenant, site, board, folder.resolve("page.jsonl"));
  }

  private void begin(String tenant, Site site, Board board, Path file) {
    board.read(edition -> parts.published().run());
    PostBook book =
        parts.store().shared().isPresent()
            ? new PostBook(new TableLines(parts.store().tables(), tenant))
            : new PostBook(file);
    JdbcRunStore store = parts.store().of(tenant);
    Ledger ledger = new Ledger(store, parts.trouble());
    IntegrityWatch watch =
        new IntegrityWatch(
            store, (run, at, note) -> store.note(run, at, "s22", note), parts.trouble());
    Newsroom room = new Newsroom(ledger, book, board, parts.clock(), site, parts.trouble(), watch);
    pages.put(tenant, new Page(board, book, room));
    room.start();
  }

  private Page page(String tenant) {
    Page page = pages.get(tenant);
    if (page == null) {
      throw Denied.missing("tenant '" + tenant + "'");
    }
    return page;
  }

  @Override
  public Optional<Board> board(String tenant) {
    return Optional.ofNullable(pages.get(tenant)).map(Page::board);
  }

  @Override
  public Status status(String tenant) {
    try {
      return page(tenant).board().newest().status();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Denied(503, "S22-9316", "The server is stopping.", "Ask again in a minute.");
    }
  }

  @Override
  public List<Post> posts(String tenant) {
    return page(tenant).book().posts();
  }

  @Override
  public Post post(String tenant, String run, String by, Text body, Map<String, String> facts) {
    Post made = page(tenant).book().post(run, parts.clock().now(), by, body, facts);
    changed(tenant);
    return made;
  }

  @Override
  public void changed(String tenant) {
    page(tenant).room().ring();
  }

  /** Some journal was written: every newsroom looks. */
  void ring() {
    pages.values().forEach(page -> page.room().ring());
  }

  @Override
  public void close() throws InterruptedException {
    for (Page page : pages.values()) {
      page.room().close();
      page.book().close();
    }
  }
}
