package io.s22.server;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.live.Board;
import io.s22.server.live.Edition;
import io.s22.server.snapshot.Pusher;
import io.s22.server.snapshot.Targets;
import io.s22.store.JdbcRunStore;
import io.s22.tell.page.PageRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that works inside the server: the store, the engine, the newsroom and the snapshots. */
public final class Desk implements AutoCloseable {
  private final Settings settings;
  private final Board board;
  private final Clock clock;
  private final Map<String, String> environment;
  private final Consumer<String> say;
  private final JdbcRunStore store;
  private final PostBook book;
  private final List<Pusher> pushers;
  private @Nullable Newsroom newsroom;
  private @Nullable Engine engine;

  /**
   * Opens what it works with; work begins with {@link #open}.
   *
   * @param say takes each line an operator should read
   * @throws S22Exception S22-31xx, S22-9603, S22-9604
   */
  public Desk(
      Settings settings,
      Board board,
      PageRenderer renderer,
      Clock clock,
      Map<String, String> environment,
      Path userHome,
      Consumer<String> say) {
    this.settings = settings;
    this.board = board;
    this.clock = clock;
    this.environment = Map.copyOf(environment);
    this.say = say;
    Targets targets = new Targets(environment, userHome, clock);
    this.pushers =
        settings.targets().stream()
            .map(written -> new Pusher(targets.of(written), renderer, this::trouble))
            .toList();
    this.store = JdbcRunStore.sqlite(settings.home());
    this.book = new PostBook(settings.home().resolve("page.jsonl"));
  }

  /** Begins, now that the server listens on {@code port}. */
  public void open(int port) {
    Newsroom room =
        new Newsroom(
            new Ledger(store, this::trouble),
            book,
            board,
            clock,
            settings.site(port),
            this::trouble);
    newsroom = room;
    pushers.forEach(Pusher::start);
    board.read(this::push);
    room.start();
    engine = new Engine(store, settings.home(), clock, environment, room::ring, this::trouble);
    say.accept(
        "the page is at "
            + settings.site(port).url()
            + "/ (listening on "
            + settings.host()
            + ":"
            + port
            + ")");
  }

  private void push(Edition edition) {
    pushers.forEach(pusher -> pusher.offer(edition.status()));
  }

  private void trouble(Throwable failure) {
    say.accept(
        failure instanceof S22Exception known
            ? known.code() + ": " + known.getMessage() + " " + known.mend()
            : "S22-9001: a defect in S22 itself: " + failure);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Engine driving = engine;
    if (driving != null) {
      driving.close();
    }
    Newsroom room = newsroom;
    if (room != null) {
      room.close();
    }
    for (Pusher pusher : pushers) {
      pusher.close();
    }
    book.close();
    store.close();
  }
}
