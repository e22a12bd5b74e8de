package io.s22.tell.channel;

import java.time.Duration;

/**
 * How mails leave.
 *
 * @param user empty where the server asks for no name
 * @param from {@code Name <address>}
 * @param connections how many are open at once
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    String user,
    String password,
    String from,
    int connections,
    Duration patience) {
  /** How the connection is protected. */
  public enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  @Override
  public String toString() {
    return "mail by " + host + ":" + port;
  }
}
