package io.s22.traffic.policy;

import java.util.Set;

/**
 * Requests that belong together.
 *
 * @param name what gates call it
 * @param prefix of the path, beginning with a slash
 * @param methods upper case; all when empty
 * @param bodyOver only requests whose declared body is larger than so many bytes; -1 for all. One
 *     that declares no length counts as large
 * @param pool where they go
 */
public record Route(String name, String prefix, Set<String> methods, long bodyOver, String pool) {
  public Route {
    methods = Set.copyOf(methods);
  }
}
