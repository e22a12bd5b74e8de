package io.s22.server.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** WebSockets of tenants' pages: each viewer hears of the tenant in his address, and no other. */
public final class TenantSockets {
  private final Function<String, Optional<Board>> boards;
  private final Map<String, Viewers> viewers = new ConcurrentHashMap<>();

  /**
   * @param boards what is shown of a tenant; empty where there is no such tenant
   */
  public TenantSockets(Function<String, Optional<Board>> boards) {
    this.boards = boards;
  }

  private Optional<Viewers> of(String tenant) {
    return boards
        .apply(tenant)
        .map(board -> viewers.computeIfAbsent(tenant, name -> new Viewers(board, 1)));
  }

  /** One connection; the container makes one of these for each. */
  public final class Socket extends Endpoint {
    private volatile @Nullable Endpoint own;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      String tenant = session.getPathParameters().getOrDefault("tenant", "");
      Viewers here = of(tenant).orElse(null);
      if (here == null) {
        refuse(session);
        return;
      }
      Endpoint made = here.new Socket();
      own = made;
      made.onOpen(session, config);
    }

    private static void refuse(Session session) {
      try {
        session.close(
            new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "there is no such page"));
      } catch (IOException gone) {
        // The connection is gone, which is all that was wanted.
        return;
      }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      Endpoint made = own;
      if (made != null) {
        made.onClose(session, reason);
      }
    }

    @Override
    public void onError(Session session, Throwable failure) {
      Endpoint made = own;
      if (made != null) {
        made.onError(session, failure);
      }
    }
  }
}
