package io.s22.server.boot;

import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.function.Supplier;

/** Makes the endpoint of each connection. */
final class Sockets extends ServerEndpointConfig.Configurator {
  private final Supplier<Endpoint> made;

  Sockets(Supplier<Endpoint> made) {
    this.made = made;
  }

  /** No compression of messages: it would keep 300 KB of tables for each viewer. */
  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return List.of();
  }

  @Override
  public <T> T getEndpointInstance(Class<T> type) {
    return type.cast(made.get());
  }
}
