package io.s22.data;

import java.time.Duration;

/**
 * Port to whatever leads clients to the primary: a proxy, a gateway, or nothing.
 *
 * <p>Law: a hold lapses by itself after its lease, so that clients are never held for ever by a
 * holder that died; what was held then goes to the target as it was.
 */
public interface Router {
  /** Clients find the primary by themselves; there is nothing to hold. */
  Router NONE = new NoRouter();

  /**
   * Holds what clients send from now on; answers still reach them. Returns as soon as nothing is
   * under way, or after a tenth of {@code lease}.
   */
  void hold(Duration lease);

  /**
   * Leads clients to {@code target} from now on and lets what was held go. Sessions with another
   * target are cut: their clients connect again and meet the new one.
   */
  void release(Address target);

  /** Where clients are led; {@link Address#UNKNOWN} where the router cannot say. */
  Address target();
}
