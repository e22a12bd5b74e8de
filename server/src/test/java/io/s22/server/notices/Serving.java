package io.s22.server.notices;

import io.s22.server.boot.Serve;
import java.util.List;
import java.util.Map;

/** A server in a process of its own, to be killed. Its argument is its folder. */
final class Serving {
  private Serving() {}

  public static void main(String[] arguments) {
    new Serve().apply(Map.of("home", List.of(arguments[0]), "port", List.of("0")));
  }
}
