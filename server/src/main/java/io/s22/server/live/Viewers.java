package io.s22.server.live;

import io.s22.tell.Language;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who watches over a WebSocket. A slow viewer is told the newest when he is ready, never
 * everything in between, and holds up nobody.
 *
 * <p>Telling is the work of a few threads, each with viewers of its own; who publishes does not
 * wait for them. Where a newer edition comes while they are at it, those who are still to be told
 * get that one at once. The bytes of a message are made once and shared by all who get it.
 */
public final class Viewers implements AutoCloseable {
  private static final long SEND_MILLIS = 20_000;

  private final Board board;
  private final List<Teller> tellers;
  private final AtomicInteger places = new AtomicInteger();
  private volatile @Nullable Edition newest;
  private volatile boolean closed;

  /** One thread tells all: enough for hundreds. */
  public Viewers(Board board) {
    this(board, 1);
  }

  /**
   * @param threads how many tell at once: as many as there are processors
   */
  public Viewers(Board board, int threads) {
    this.board = board;
    this.tellers = Stream.generate(Teller::new).limit(threads).toList();
    tellers.forEach(teller -> teller.thread.start());
    board.read(edition -> {
      newest = edition;
      tellers.forEach(teller -> LockSupport.unpark(teller.thread));
    });
  }

  /** How many there are. */
  public int count() {
    return tellers.stream().mapToInt(teller -> teller.viewers.size()).sum();
  }

  @Override
  public void close() {
    closed = true;
    tellers.forEach(teller -> LockSupport.unpark(teller.thread));
  }

  /** One thread, and those it tells. */
  private final class Teller {
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final Thread thread =
        Thread.ofPlatform().daemon().name("s22-teller").unstarted(this::work);

    private void work() {
      long told = -1;
      while (!closed) {
        Edition edition = newest;
        if (edition == null || edition.version() == told) {
          LockSupport.park(this);
        } else {
          told = edition.version();
          viewers.forEach(this::tell);
        }
      }
    }

    private void tell(Viewer viewer) {
      Edition edition = newest;
      if (edition != null) {
        viewer.offer(edition);
      }
    }
  }

  /** One connection; the container makes one of these for each. */
  public final class Socket extends Endpoint {
    private volatile @Nullable Viewer viewer;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      Map<String, List<String>> asked = session.getRequestParameterMap();
      session.setMaxIdleTimeout(0);
      session.setMaxTextMessageBufferSize(256);
      session.getAsyncRemote().setSendTimeout(SEND_MILLIS);
      Set<Viewer> beside =
          tellers.get(Math.floorMod(places.getAndIncrement(), tellers.size())).viewers;
      Viewer made = new Viewer(session, beside, asked);
      viewer = made;
      beside.add(made);
      try {
        made.offer(board.newest());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      forget();
    }

    @Override
    public void onError(Session session, Throwable failure) {
      forget();
    }

    private void forget() {
      Viewer gone = viewer;
      if (gone != null) {
        gone.beside.remove(gone);
      }
    }
  }

  private static final class Viewer {
    private final Session session;
    private final Set<Viewer> beside;
    private final Language language;
    private final boolean bytes;
    private long seen;
    private boolean told;
    private boolean sending;
    private @Nullable Edition waiting;

    Viewer(Session session, Set<Viewer> beside, Map<String, List<String>> asked) {
      this.session = session;
      this.beside = beside;
      this.language = Asked.language(asked, "");
      this.bytes = asked.getOrDefault("as", List.of()).contains("bytes");
      this.seen = Asked.since(asked);
    }

    void offer(Edition edition) {
      long since;
      synchronized (this) {
        if (told && edition.version() <= seen) {
          return;
        }
        if (sending) {
          waiting = edition;
          return;
        }
        told = true;
        sending = true;
        since = seen;
        seen = Math.max(seen, edition.version());
      }
      send(edition, since);
    }

    /** Text is encoded anew for each, two kilobytes at a time: who can asks for the bytes. */
    private void send(Edition edition, long since) {
      try {
        if (bytes) {
          session.getAsyncRemote().sendBinary(edition.bytes(language, since), this::sent);
        } else {
          session.getAsyncRemote().sendText(edition.message(language, since), this::sent);
        }
      } catch (IllegalStateException | IllegalArgumentException e) {
        leave();
      }
    }

    private void sent(SendResult result) {
      if (!result.isOK()) {
        leave();
        return;
      }
      Edition next;
      synchronized (this) {
        sending = false;
        next = waiting;
        waiting = null;
      }
      if (next != null) {
        offer(next);
      }
    }

    private void leave() {
      beside.remove(this);
      try {
        session.close();
      } catch (IOException | IllegalStateException e) {
        // The connection is gone, which is all that was wanted.
        beside.remove(this);
      }
    }
  }
}
