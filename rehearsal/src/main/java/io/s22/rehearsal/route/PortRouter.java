package io.s22.rehearsal.route;

import io.s22.data.Address;
import io.s22.data.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A port on loopback that leads its clients to the primary. It knows bytes, not statements: while
 * it holds, what clients send stays here and answers still go through; clients of a target that
 * changed are cut at the release and meet the new one when they connect again. A target that is not
 * there is waited for, so that clients see a slow connection in place of an error.
 */
public final class PortRouter implements Router, AutoCloseable {
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(1);

  private final ServerSocket door;
  private final Duration patience;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService leases =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("router-lease").factory());
  private final Gate gate;
  private @Nullable ScheduledFuture<?> lease;

  /**
   * Opens the port.
   *
   * @param port to listen on; 0 for any free one
   * @param patience how long a connection waits for a target that is not there
   */
  public PortRouter(int port, Address target, Duration patience) {
    this.patience = patience;
    this.gate = new Gate(target);
    try {
      door = new ServerSocket();
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException("router cannot listen on port " + port, e);
    }
    Thread.ofVirtual().name("router-door").start(this::accept);
  }

  /** Where clients connect. */
  public Address address() {
    return new Address("127.0.0.1", door.getLocalPort());
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    Session session = new Session(client, gate);
    sessions.add(session);
    try {
      session.run(patience);
    } finally {
      sessions.remove(session);
    }
  }

  @Override
  public synchronized void hold(Duration term) {
    gate.shut();
    ScheduledFuture<?> before = lease;
    if (before != null) {
      before.cancel(false);
    }
    lease = leases.schedule(this::lapse, term.toMillis(), TimeUnit.MILLISECONDS);
    awaitQuiet(term.toNanos() / 10);
  }

  private void awaitQuiet(long atMost) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < atMost && sessions.stream().anyMatch(Session::busy)) {
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  private void lapse() {
    release(gate.target());
  }

  @Override
  public synchronized void release(Address target) {
    ScheduledFuture<?> held = lease;
    if (held != null) {
      held.cancel(false);
      lease = null;
    }
    gate.open(target);
    sessions.forEach(s -> s.cutUnless(target));
  }

  @Override
  public Address target() {
    return gate.target();
  }

  /** Whether clients are held now. */
  public boolean holding() {
    return gate.isShut();
  }

  @Override
  public void close() {
    leases.shutdownNow();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sessions.forEach(Session::cut);
    }
  }
}
