package io.s22.server;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.live.Board;
import io.s22.server.live.Changes;
import io.s22.server.live.Edition;
import io.s22.server.office.Components;
import io.s22.server.office.LogBook;
import io.s22.server.office.Newsstand;
import io.s22.server.snapshot.Pusher;
import io.s22.server.snapshot.Targets;
import io.s22.store.JdbcRunStore;
import io.s22.store.StoreFolder;
import io.s22.tell.Status.Site;
import io.s22.tell.page.PageRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that works inside the server: the store, the engine, the newsrooms and the snapshots. */
public final class Desk implements AutoCloseable {
  private final Settings settings;
  private final Board board;
  private final PageRenderer renderer;
  private final Clock clock;
  private final Surroundings around;
  private final JdbcRunStore store;
  private final LogBook log = new LogBook();
  private final Changes changes = new Changes();
  private final List<Pusher> pushers;
  private @Nullable Pages pages;
  private @Nullable Engine engine;

  /**
   * What it has around it.
   *
   * @param say takes each line an operator should read
   */
  public record Surroundings(Map<String, String> environment, Path userHome, Consumer<String> say) {
    public Surroundings {
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Opens what it works with; work begins with {@link #open}.
   *
   * @throws S22Exception S22-31xx, S22-9603, S22-9604
   */
  public Desk(Settings settings, PageRenderer renderer, Clock clock, Surroundings around) {
    this.settings = settings;
    this.renderer = renderer;
    this.clock = clock;
    this.around = around;
    Targets targets = new Targets(around.environment(), around.userHome(), clock);
    this.pushers =
        settings.targets().stream()
            .map(written -> new Pusher(targets.of(written), renderer, this::trouble))
            .toList();
    StoreFolder.ensure(settings.home());
    this.store = JdbcRunStore.open(settings.home(), settings.database(around.environment()));
    Components components = new Components(store.tables());
    this.board = new Board(renderer, status -> components.named(JdbcRunStore.MAIN, status));
  }

  /** What is shown of the first tenant. */
  public Board board() {
    return board;
  }

  public JdbcRunStore store() {
    return store;
  }

  /** What effects printed. */
  public LogBook log() {
    return log;
  }

  /** Told of whatever changes: journals, pages, what effects print. */
  public Changes changes() {
    return changes;
  }

  /** The pages, once the server listens. */
  public Newsstand stand() {
    Pages open = pages;
    if (open == null) {
      throw new IllegalStateException("the server does not listen yet");
    }
    return open;
  }

  /** What it was started with around it. */
  public Map<String, String> environment() {
    return around.environment();
  }

  /** What the server says to its operator. */
  public void say(String line) {
    around.say().accept(line);
  }

  /** Tells the operator of something that went wrong. */
  public void trouble(Throwable failure) {
    say(
        failure instanceof S22Exception known
            ? known.code() + ": " + known.getMessage() + " " + known.mend()
            : "S22-9001: a defect in S22 itself: " + failure);
  }

  /**
   * Begins, now that the server listens on {@code port}.
   *
   * @param others tenants beside the first, with their titles
   */
  public void open(int port, Map<String, String> others) {
    Site site = settings.site(port);
    Pages open =
        new Pages(
            new Pages.Parts(
                store, settings.home(), renderer, clock, site, changes::ring, this::trouble));
    pages = open;
    pushers.forEach(Pusher::start);
    board.read(this::push);
    open.begin(board);
    others.forEach(open::add);
    engine =
        new Engine(
            store,
            settings.home(),
            clock,
            around.environment(),
            new Engine.Ears(
                () -> {
                  open.ring();
                  changes.ring();
                },
                (run, effect, line) -> {
                  log.add(run, clock.now(), effect, line);
                  changes.ring();
                },
                this::trouble));
    say("the page is at " + site.url() + "/ (listening on " + settings.host() + ":" + port + ")");
  }

  private void push(Edition edition) {
    pushers.forEach(pusher -> pusher.offer(edition.status()));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Engine driving = engine;
    if (driving != null) {
      driving.close();
    }
    Pages open = pages;
    if (open != null) {
      open.close();
    }
    for (Pusher pusher : pushers) {
      pusher.close();
    }
    store.close();
  }
}
