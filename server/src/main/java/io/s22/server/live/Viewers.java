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

/**
 * Everybody who watches over a WebSocket. A slow viewer is told the newest when he is ready, never
 * everything in between, and holds up nobody.
 */
public final class Viewers {
  private static final long SEND_MILLIS = 20_000;
  private final Board board;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

  public Viewers(Board board) {
    this.board = board;
    board.read(edition -> viewers.forEach(viewer -> viewer.offer(edition)));
  }

  /** How many there are. */
  public int count() {
    return viewers.size();
  }

  /** One connection; the container makes one of these for each. */
  public final class Socket extends Endpoint {
    private volatile @org.jspecify.annotations.Nullable Viewer viewer;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      Map<String, List<String>> asked = session.getRequestParameterMap();
      session.setMaxIdleTimeout(0);
      session.setMaxTextMessageBufferSize(256);
      session.getAsyncRemote().setSendTimeout(SEND_MILLIS);
      Viewer made = new Viewer(session, Asked.language(asked, ""), Asked.since(asked));
      viewer = made;
      viewers.add(made);
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
        viewers.remove(gone);
      }
    }
  }

  private final class Viewer {
    private final Session session;
    private final Language language;
    private long seen;
    private boolean sending;
    private @org.jspecify.annotations.Nullable Edition waiting;

    Viewer(Session session, Language language, long seen) {
      this.session = session;
      this.language = language;
      this.seen = seen;
    }

    void offer(Edition edition) {
      String message;
      synchronized (this) {
        if (sending) {
          waiting = edition;
          return;
        }
        sending = true;
        message = edition.message(language, seen);
        seen = Math.max(seen, edition.version());
      }
      send(message);
    }

    private void send(String message) {
      try {
        session.getAsyncRemote().sendText(message, this::sent);
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
      viewers.remove(this);
      try {
        session.close();
      } catch (IOException | IllegalStateException e) {
        // The connection is gone, which is all that was wanted.
        viewers.remove(this);
      }
    }
  }
}
