package io.s22.data;

import io.s22.plan.S22Exception;

/**
 * Where a server listens.
 *
 * @param host name or address
 * @param port 1 to 65535; 0 only in {@link #UNKNOWN}
 */
public record Address(String host, int port) {
  /** No address is known. */
  public static final Address UNKNOWN = new Address("", 0);

  /**
   * Reads {@code host:port}.
   *
   * @throws S22Exception S22-8100 when it is written otherwise
   */
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1).strip());
      if (colon > 0 && port > 0 && port < 65536) {
        return new Address(text.substring(0, colon).strip(), port);
      }
      throw malformed(text, null);
    } catch (NumberFormatException e) {
      throw malformed(text, e);
    }
  }

  private static S22Exception malformed(
      String text, @org.jspecify.annotations.Nullable Throwable cause) {
    String what = "'" + text + "' is not an address";
    String mend = "Write host:port, for example 10.0.3.11:3306.";
    return cause == null
        ? new S22Exception("S22-8100", what, mend)
        : new S22Exception("S22-8100", what, mend, cause);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
