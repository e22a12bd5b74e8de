package io.s22.tell.channel;

import java.time.Duration;

/**
 * How short messages leave by SMPP 3.4.
 *
 * @param source the number or name they come from
 */
public record SmppSettings(
    String host,
    int port,
    boolean tls,
    String systemId,
    String password,
    String source,
    Duration patience) {
  @Override
  public String toString() {
    return "SMPP by " + host + ":" + port;
  }
}
