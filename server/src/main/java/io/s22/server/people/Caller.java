package io.s22.server.people;

import java.util.Set;

/**
 * Who asks.
 *
 * @param tenant whose things he sees; nothing else exists for him
 * @param login his name, which goes into journals
 * @param scopes what he may do: of a token, never more than its owner may at this moment
 * @param via {@code token:ID} or {@code session:ID}
 */
public record Caller(String tenant, String login, Role role, Set<Scope> scopes, String via) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
