package io.s22.server.notices;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.Settings;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Status.Site;
import io.s22.tell.channel.AddressGuard;
import io.s22.tell.channel.Channel;
import io.s22.tell.channel.JdkHttp;
import io.s22.tell.notice.Medium;
import io.s22.tell.outbox.Book;
import io.s22.tell.outbox.Links;
import io.s22.tell.outbox.Patience;
import io.s22.tell.outbox.Sender;
import io.s22.tell.outbox.SqlBook;
import io.s22.tell.setup.Keyring;
import io.s22.tell.setup.Setup;
import io.s22.tell.subscribe.Addresses;
import io.s22.tell.subscribe.SignUps;
import io.s22.tell.subscribe.Throttle;
import io.s22.tell.subscribe.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells people while the server runs: looks at every tenant's journals each second, puts what is
 * due into the book, and sends it. Without a {@code notices.properties} it does nothing and costs
 * nothing.
 */
public final class NoticeDesk implements AutoCloseable {
  private static final long LOOK_MILLIS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Settings settings;
  private final Clock clock;
  private final SecureRandom random;
  private final Consumer<String> say;
  private final Setup setup;
  private final Map<String, String> environment;
  private volatile @Nullable Open open;

  /**
   * Reads what the operator wrote down; work begins with {@link #open}.
   *
   * @param say takes each line an operator should read
   * @throws S22Exception S22-9610 with everything that is wrong in it
   */
  public NoticeDesk(
      Settings settings,
      Clock clock,
      Map<String, String> environment,
      SecureRandom random,
      Consumer<String> say) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.say = say;
    this.environment = Map.copyOf(environment);
    this.setup = Setup.in(settings.home(), environment);
  }

  /** What tells a tenant's people; empty while nobody can be told, or there is no such tenant. */
  public Optional<Office> office(String tenant) {
    Open now = open;
    return now == null ? Optional.empty() : Optional.ofNullable(now.offices.get(tenant));
  }

  /** The channels that are set up. */
  public Set<Medium> channels() {
    Open now = open;
    return now == null ? Set.of() : now.media;
  }

  /** Begins, now that the server listens on {@code port}. */
  public void open(int port, Sources sources) {
    if (!setup.isEmpty()) {
      Open made = new Open(settings.site(port), sources);
      open = made;
      made.start();
    }
  }

  private void trouble(Throwable failure) {
    say.accept(
        failure instanceof S22Exception known
            ? known.code() + ": " + known.getMessage() + " " + known.mend()
            : "S22-9001: a defect in S22 itself: " + failure);
  }

  @Override
  public void close() {
    Open now = open;
    if (now != null) {
      open = null;
      now.close();
    }
  }

  /** All that is open while the server listens. */
  private final class Open {
    private final Site site;
    private final Sources sources;
    private final JdbcRunStore store =
        JdbcRunStore.open(settings.home(), settings.database(environment));
    private final Book book = SqlBook.in(settings.home(), store.shared());
    private final AddressGuard guard = new AddressGuard(setup.allowPrivate());
    private final JdkHttp strangers = new JdkHttp(guard, PATIENCE);
    private final JdkHttp own = new JdkHttp(new AddressGuard(true), PATIENCE);
    private final Keyring keys = new Keyring(settings.home(), random);
    private final Tokens tokens = keys.tokens();
    private final Map<Medium, Channel> channels;
    private final Set<Medium> media;
    private final Map<String, Office> offices = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    Open(Site site, Sources sources) {
      this.site = site;
      this.sources = sources;
      this.channels = setup.channels(strangers, own, keys, random, this::receipt);
      this.media = channels.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(channels.keySet()));
      this.thread = Thread.ofPlatform().name("s22-herald").daemon().unstarted(this::work);
    }

    /** A receipt names no tenant: its reference is the message centre's, and nobody else's. */
    private void receipt(String reference, String state) {
      offices.values().forEach(office -> book.receipt(office.site().id(), reference, state));
    }

    /** Offices for tenants that came since the last look. */
    private void hire() {
      sources
          .tenants()
          .forEach((tenant, title) -> offices.computeIfAbsent(tenant, name -> office(name, title)));
    }

    private Office office(String tenant, String title) {
      Site place =
          tenant.equals(JdbcRunStore.MAIN)
              ? site
              : new Site(tenant, title, site.url() + "/t/" + tenant);
      String contact = setup.pushContact();
      Office.Tools tools =
          new Office.Tools(
              place,
              book,
              signUps(place),
              sender(place),
              contact.isEmpty() ? "" : keys.vapid(contact).publicKey(),
              sources);
      Stories stories = new Stories(sources.runs(tenant), NoticeDesk.this::trouble);
      if (tenant.equals(JdbcRunStore.MAIN)) {
        new OnCall(book, place.id()).are(setup.operators());
      }
      Office made = new Office(tenant, tools, stories);
      made.start();
      return made;
    }

    private Sender sender(Site place) {
      return new Sender(
          new Sender.Parts(
              book,
              place.id(),
              channels,
              setup.limits(),
              Patience.USUAL,
              new Links(place, tokens),
              clock::now,
              random,
              "s22-" + ProcessHandle.current().pid() + "-" + Long.toHexString(random.nextLong()),
              NoticeDesk.this::trouble));
    }

    private SignUps signUps(Site place) {
      return new SignUps(
          book,
          place,
          channels.keySet(),
          new Addresses(guard, setup.allowPrivate()),
          tokens,
          new SignUps.Guards(new Throttle(20, 600, Duration.ofMinutes(10)), random));
    }

    void start() {
      hire();
      thread.start();
    }

    private void work() {
      while (!closed) {
        try {
          hire();
        } catch (RuntimeException e) {
          // The store refuses: those there are go on.
          trouble(e);
        }
        offices.values().forEach(this::look);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
      }
    }

    private void look(Office office) {
      try {
        office.look(clock.now());
      } catch (RuntimeException e) {
        // The store or the book refuses, or there is a defect: said, and looked for again. Another
        // tenant's people do not wait for it.
        trouble(e);
      }
    }

    void close() {
      closed = true;
      LockSupport.unpark(thread);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      offices.values().forEach(Office::close);
      channels.values().forEach(Channel::close);
      strangers.close();
      own.close();
      book.close();
      store.close();
    }
  }
}
