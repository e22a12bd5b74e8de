package io.s22.tell.outbox;

import io.s22.plan.S22Exception;
import io.s22.tell.channel.Channel;
import io.s22.tell.channel.Envelope;
import io.s22.tell.channel.Result;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.NoticeKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due, each delivery on a thread of its own: INTENT first, outcome after. What is
 * slow in one queue, or to one endpoint, holds up no other.
 */
public final class Sender implements AutoCloseable {
  /** How often it looks when nobody rings: repetitions become due by themselves. */
  private static final long LOOK_MILLIS = 250;

  private final Parts parts;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Pace pace = new Pace();
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private int all;
  private volatile boolean closed;

  /**
   * What it works with.
   *
   * @param owner names this process among those that may send
   * @param trouble told when the book refuses
   */
  public record Parts(
      Book book,
      String tenant,
      Map<Medium, Channel> channels,
      Map<Medium, Limit> limits,
      Patience patience,
      Links links,
      Supplier<Instant> clock,
      RandomGenerator random,
      String owner,
      Consumer<Throwable> trouble) {
    public Parts {
      channels = Map.copyOf(channels);
      EnumMap<Medium, Limit> whole = new EnumMap<>(Limit.usual());
      whole.putAll(limits);
      limits = Map.copyOf(whole);
    }

    Limit limit(Medium medium) {
      return limits.getOrDefault(medium, new Limit(1, 1, 1, 1));
    }
  }

  public Sender(Parts parts) {
    this.parts = parts;
    this.thread = Thread.ofPlatform().name("s22-notices").daemon().unstarted(this::work);
    Instant lately = parts.clock().get().minus(Duration.ofMinutes(2));
    for (Book.Attempt each : parts.book().attempts(parts.tenant(), lately)) {
      pace.count(each.lane().toString(), each.at());
      pace.count(each.endpoint(), each.at());
    }
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Something was put: look at once. */
  public void ring() {
    bell.release();
  }

  private void work() {
    while (!closed) {
      try {
        turn();
        if (bell.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // The disk refuses, or there is a defect: what was not written down was not sent. Said, and
        // looked for again; a sender that gave up would be silent for ever.
        parts.trouble().accept(e);
        bell.drainPermits();
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }

  /**
   * One look: frees what a dead sender held, and begins all that may begin now.
   *
   * @return how many attempts were begun
   */
  public int turn() {
    Instant now = parts.clock().get();
    parts.book().lapse(parts.tenant(), now);
    int begun = 0;
    for (Lane lane : parts.book().due(parts.tenant(), now)) {
      if (parts.channels().containsKey(lane.medium())) {
        begun += turn(lane, now);
      }
    }
    return begun;
  }

  private int turn(Lane lane, Instant now) {
    Limit limit = parts.limit(lane.medium());
    lock.lock();
    try {
      int room =
          Math.min(
              limit.atOnce() - underWay.getOrDefault(lane.toString(), 0),
              pace.room(lane.toString(), limit.perMinute(), now));
      if (room <= 0) {
        return 0;
      }
      List<Delivery> claimed = claim(lane, limit, room, now);
      claimed.forEach(each -> begin(each, now));
      return claimed.size();
    } finally {
      lock.unlock();
    }
  }

  private List<Delivery> claim(Lane lane, Limit limit, int room, Instant now) {
    Map<String, Integer> taken = new HashMap<>();
    return parts
        .book()
        .claim(
            parts.tenant(),
            lane,
            room,
            limit.atOnceEach(),
            endpoint -> admits(endpoint, limit, taken, now),
            new Book.Lease(parts.owner(), now, parts.patience().lease()));
  }

  private boolean admits(String endpoint, Limit limit, Map<String, Integer> taken, Instant now) {
    if (endpoint.isEmpty()) {
      return true;
    }
    int own = taken.getOrDefault(endpoint, 0);
    boolean free =
        underWay.getOrDefault(endpoint, 0) + own < limit.atOnceEach()
            && pace.room(endpoint, limit.perEndpoint(), now) - own > 0;
    if (free) {
      taken.put(endpoint, own + 1);
    }
    return free;
  }

  private void begin(Delivery delivery, Instant now) {
    for (String what : places(delivery)) {
      underWay.merge(what, 1, Integer::sum);
      pace.count(what, now);
    }
    all++;
    Thread.ofVirtual().name("s22-notice").start(() -> carry(delivery));
  }

  private static List<String> places(Delivery delivery) {
    return delivery.endpoint().isEmpty()
        ? List.of(delivery.lane().toString())
        : List.of(delivery.lane().toString(), delivery.endpoint());
  }

  private void carry(Delivery delivery) {
    try {
      Result result = limited(delivery);
      Instant now = parts.clock().get();
      parts.book().ended(delivery, result, again(delivery, result, now), now);
    } catch (S22Exception e) {
      // Its outcome could not be written: the lease lapses, and it goes again under its key.
      parts.trouble().accept(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over(delivery);
    }
  }

  private void over(Delivery delivery) {
    lock.lock();
    try {
      for (String what : places(delivery)) {
        underWay.computeIfPresent(what, (name, count) -> count <= 1 ? null : count - 1);
      }
      all--;
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
    bell.release();
  }

  private @Nullable Instant again(Delivery delivery, Result result, Instant now) {
    if (!(result instanceof Result.Later(String reason, Duration after, boolean perhaps))
        || delivery.tries() >= parts.patience().tries()) {
      return null;
    }
    return now.plus(parts.patience().wait(delivery.tries(), after, parts.random()));
  }

  /** The attempt, broken off when its time is over: who hangs, hangs alone. */
  private Result limited(Delivery delivery) throws InterruptedException {
    FutureTask<Result> attempt = new FutureTask<>(() -> attempt(delivery));
    Thread runner = Thread.ofVirtual().name("s22-attempt").start(attempt);
    Duration limit = parts.patience().attempt();
    try {
      return attempt.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      runner.interrupt();
      return new Result.Later("no answer within " + limit.toSeconds() + " s", null, true);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return cause instanceof IOException
          ? new Result.Later(Reasons.of(cause, delivery.to()), null, lost(cause))
          : new Result.Never(Reasons.of(cause, delivery.to()), false);
    }
  }

  /** Whether the answer was lost rather than the way there: it may have been taken. */
  private static boolean lost(Throwable cause) {
    return !(cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnknownHostException);
  }

  private Result attempt(Delivery delivery) throws IOException, InterruptedException {
    Channel channel = parts.channels().get(delivery.lane().medium());
    if (channel == null) {
      return new Result.Later("the channel is not there", null);
    }
    Instant now = parts.clock().get();
    NoticeKind kind = delivery.message().kind();
    Envelope envelope =
        new Envelope(
            delivery.tenant(),
            delivery.key(),
            delivery.lane().medium(),
            delivery.lane().severity(),
            delivery.to().address(),
            delivery.to().secret(),
            parts.links().of(delivery.to(), kind, now),
            now);
    return cleaned(channel.send(envelope, own(delivery)), delivery);
  }

  private static Message own(Delivery delivery) {
    List<String> services = delivery.to().held().services();
    return services.isEmpty()
        ? delivery.message()
        : delivery.message().forUsersOf(new HashSet<>(services));
  }

  private static Result cleaned(Result result, Delivery delivery) {
    return switch (result) {
      case Result.Sent sent -> sent;
      case Result.Later(String reason, Duration after, boolean perhaps) ->
          new Result.Later(Reasons.clean(reason, delivery.to()), after, perhaps);
      case Result.Never(String reason, boolean gone) ->
          new Result.Never(Reasons.clean(reason, delivery.to()), gone);
    };
  }

  /** Waits until nothing is under way; whether that came to be within {@code limit}. */
  public boolean settle(Duration limit) throws InterruptedException {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      while (all > 0 && nanos > 0) {
        nanos = fewer.awaitNanos(nanos);
      }
      return all == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Begins nothing more, and gives what is under way a moment to end. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
      settle(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      // Whoever is in that much of a hurry leaves the rest to the leases.
      Thread.currentThread().interrupt();
    }
  }
}
