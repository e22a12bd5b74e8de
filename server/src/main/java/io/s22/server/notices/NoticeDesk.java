package io.s22.server.notices;

import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.run.Clock;
import io.s22.server.Settings;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Status.Site;
import io.s22.tell.channel.AddressGuard;
import io.s22.tell.channel.Channel;
import io.s22.tell.channel.JdkHttp;
import io.s22.tell.notice.Medium;
import io.s22.tell.outbox.Herald;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells people while the server runs: looks at the journals each second, puts what is due into the
 * book, and sends it. Without a {@code notices.properties} it does nothing and costs nothing.
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

  /** Sign-up as it is open to the public; null while nobody can be told. */
  public @Nullable Counter counter() {
    Open now = open;
    return now == null ? null : now.counter;
  }

  /**
   * What the pages need.
   *
   * @param pushKey what browsers subscribe with; empty where there is no push
   */
  public record Counter(Site site, SignUps signUps, String pushKey, Services services) {}

  /** The services that can be chosen, by name. */
  public interface Services {
    Map<String, Text> titles();
  }

  /** Begins, now that the server listens on {@code port}. */
  public void open(int port) {
    if (!setup.isEmpty()) {
      Open made = new Open(settings.site(port));
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
    private final JdbcRunStore store =
        JdbcRunStore.open(settings.home(), settings.database(environment));
    private final SqlBook book = SqlBook.in(settings.home(), store.shared());
    private final JdkHttp strangers;
    private final JdkHttp own = new JdkHttp(new AddressGuard(true), PATIENCE);
    private final Map<Medium, Channel> channels;
    private final Sender sender;
    private final Herald herald;
    private final Stories stories;
    private final Counter counter;
    private final Thread thread;
    private volatile Map<String, Text> services = Map.of();
    private volatile boolean closed;

    Open(Site site) {
      this.site = site;
      AddressGuard guard = new AddressGuard(setup.allowPrivate());
      Keyring keys = new Keyring(settings.home(), random);
      Tokens tokens = keys.tokens();
      this.strangers = new JdkHttp(guard, PATIENCE);
      this.channels =
          setup.channels(
              strangers,
              own,
              keys,
              random,
              (reference, state) -> book.receipt(site.id(), reference, state));
      this.sender = sender(tokens);
      this.herald = new Herald(book, site);
      // Other tenants' runs are none of these subscribers' business.
      this.stories = new Stories(store.of(JdbcRunStore.MAIN), NoticeDesk.this::trouble);
      String contact = setup.pushContact();
      this.counter =
          new Counter(
              site,
              signUps(guard, tokens),
              contact.isEmpty() ? "" : keys.vapid(contact).publicKey(),
              () -> services);
      this.thread = Thread.ofPlatform().name("s22-herald").daemon().unstarted(this::work);
    }

    private Sender sender(Tokens tokens) {
      return new Sender(
          new Sender.Parts(
              book,
              site.id(),
              channels,
              setup.limits(),
              Patience.USUAL,
              new Links(site, tokens),
              clock::now,
              random,
              "s22-" + ProcessHandle.current().pid(),
              NoticeDesk.this::trouble));
    }

    private SignUps signUps(AddressGuard guard, Tokens tokens) {
      return new SignUps(
          book,
          site,
          channels.keySet(),
          new Addresses(guard, setup.allowPrivate()),
          tokens,
          new SignUps.Guards(new Throttle(20, 600, Duration.ofMinutes(10)), random));
    }

    void start() {
      sender.start();
      thread.start();
    }

    private void work() {
      while (!closed) {
        try {
          int put = herald.look(stories.read(), clock.now());
          services = stories.services();
          if (put > 0) {
            sender.ring();
          }
        } catch (RuntimeException e) {
          // The store or the book refuses, or there is a defect: said, and looked for again.
          trouble(e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
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
      sender.close();
      for (Channel each : channels.values()) {
        each.close();
      }
      strangers.close();
      own.close();
      book.close();
      store.close();
    }
  }
}
