package io.s22.driver.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Connections by target, shared by as many sessions as a server takes over one. Few are opened at
 * once to one server, for OpenSSH drops what exceeds its {@code MaxStartups}.
 */
final class Connections implements AutoCloseable {
  /** Below OpenSSH's usual {@code MaxSessions} of 10. */
  private static final int SESSIONS_EACH = 8;

  /** Below OpenSSH's usual {@code MaxStartups} of 10. */
  private static final int OPENING_AT_ONCE = 6;

  /** Connections kept for later though nothing uses them. */
  private static final int IDLE = 64;

  private final Dialler dialler = new Dialler();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Target, List<Connection>> open = new HashMap<>();
  private final Map<Target, Integer> opening = new HashMap<>();
  private final Map<Target, Integer> sessionsEach = new HashMap<>();
  private final Deque<Connection> idle = new ArrayDeque<>();

  /** A connection and how many sessions use it. */
  final class Connection {
    private final Target target;
    private final ClientSession session;
    private final @Nullable Way way;
    private int used = 1;

    private Connection(Target target, ClientSession session, @Nullable Way way) {
      this.target = target;
      this.session = session;
      this.way = way;
    }

    ClientSession session() {
      return session;
    }

    /** The server took no further session over this connection. */
    void isFull() {
      lock.lock();
      try {
        sessionsEach.merge(target, Math.max(1, used - 1), Math::min);
      } finally {
        lock.unlock();
      }
    }

    /** One session less uses it. */
    void release() {
      List<Connection> superfluous;
      lock.lock();
      try {
        used--;
        superfluous = used == 0 ? park(this) : List.of();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      superfluous.forEach(Connection::shut);
    }

    private void shut() {
      session.close(false);
      if (way != null) {
        way.close();
      }
    }
  }

  /** A tunnel through a jump host. */
  private record Way(Connection jump, ExplicitPortForwardingTracker tunnel) {
    void close() {
      try {
        tunnel.close();
      } catch (IOException e) {
        System.getLogger(Connections.class.getName())
            .log(System.Logger.Level.DEBUG, "the tunnel was gone already", e);
      }
      jump.release();
    }
  }

  /**
   * A connection to {@code target} with room for a session; to be released.
   *
   * @throws IOException when it cannot be reached now
   */
  Connection take(Target target) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Connection free = free(target);
        if (free != null) {
          idle.remove(free);
          free.used++;
          return free;
        }
        if (opening.getOrDefault(target, 0) < OPENING_AT_ONCE) {
          opening.merge(target, 1, Integer::sum);
          break;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
    return open(target);
  }

  private @Nullable Connection free(Target target) {
    List<Connection> all = open.computeIfAbsent(target, t -> new ArrayList<>());
    all.removeIf(connection -> !connection.session.isOpen() && connection.used == 0);
    int limit = sessionsEach.getOrDefault(target, SESSIONS_EACH);
    return all.stream()
        .filter(connection -> connection.session.isOpen() && connection.used < limit)
        .findFirst()
        .orElse(null);
  }

  private Connection open(Target target) throws IOException, InterruptedException {
    Connection made = null;
    try {
      made = dial(target);
      return made;
    } finally {
      lock.lock();
      try {
        opening.merge(target, -1, Integer::sum);
        if (made != null) {
          open.computeIfAbsent(target, t -> new ArrayList<>()).add(made);
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private Connection dial(Target target) throws IOException, InterruptedException {
    Target jump = target.jump();
    if (jump == null) {
      var address = new InetSocketAddress(target.address(), target.port());
      return new Connection(target, dialler.dial(target, address), null);
    }
    Way way = through(take(jump), target);
    boolean arrived = false;
    try {
      SshdSocketAddress near = way.tunnel().getBoundAddress();
      var address = new InetSocketAddress("127.0.0.1", near.getPort());
      Connection made = new Connection(target, dialler.dial(target, address), way);
      arrived = true;
      return made;
    } finally {
      if (!arrived) {
        way.close();
      }
    }
  }

  private static Way through(Connection jump, Target target) throws IOException {
    boolean bored = false;
    try {
      Way way =
          new Way(
              jump,
              jump.session()
                  .createLocalPortForwardingTracker(
                      new SshdSocketAddress("127.0.0.1", 0),
                      new SshdSocketAddress(target.address(), target.port())));
      bored = true;
      return way;
    } catch (IllegalStateException e) {
      // How the library says that the connection was lost at the very instant it was used.
      throw new IOException("the connection to the jump host was lost: " + e.getMessage(), e);
    } finally {
      if (!bored) {
        jump.release();
      }
    }
  }

  /** Keeps an unused connection, and returns those that are now too many. */
  private List<Connection> park(Connection connection) {
    boolean another = idle.stream().anyMatch(i -> i.target.equals(connection.target));
    List<Connection> superfluous = new ArrayList<>();
    if (another || !connection.session.isOpen()) {
      superfluous.add(connection);
    } else {
      idle.addLast(connection);
    }
    if (idle.size() > IDLE) {
      superfluous.add(idle.removeFirst());
    }
    superfluous.forEach(
        each -> open.computeIfAbsent(each.target, t -> new ArrayList<>()).remove(each));
    return superfluous;
  }

  @Override
  public void close() {
    dialler.close();
  }
}
