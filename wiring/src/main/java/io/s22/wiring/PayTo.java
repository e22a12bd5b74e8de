package io.s22.wiring;

import java.net.URI;
import java.util.Optional;

/** Where payments may be sent. */
public final class PayTo {
  private PayTo() {}

  /**
   * The payment system at {@code url}: by https, without a password in the address; by http on this
   * machine alone. Empty for any other.
   */
  public static Optional<URI> of(String url) {
    try {
      URI uri = URI.create(url);
      String scheme = String.valueOf(uri.getScheme());
      String host = String.valueOf(uri.getHost());
      boolean loopback = host.equals("localhost") || host.matches("127\\.[0-9.]+|\\[::1]");
      boolean good =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && (scheme.equals("https") || (scheme.equals("http") && loopback));
      return good ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
