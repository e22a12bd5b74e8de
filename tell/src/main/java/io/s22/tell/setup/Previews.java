package io.s22.tell.setup;

import io.s22.tell.channel.Channel;
import io.s22.tell.channel.EmailChannel;
import io.s22.tell.channel.Envelope;
import io.s22.tell.channel.Http;
import io.s22.tell.channel.MailSettings;
import io.s22.tell.channel.PushChannel;
import io.s22.tell.channel.SmsGatewayChannel;
import io.s22.tell.channel.Vapid;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Severity;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Messages in the form of every channel, made by the channels themselves; nothing can leave. */
public final class Previews {
  private static final Http NOWHERE =
      (address, headers, body) -> {
        throw new IOException("a preview sends nothing");
      };

  private final Map<Medium, Channel> channels = new EnumMap<>(Medium.class);
  private final EmailChannel mail;

  public Previews() {
    mail =
        new EmailChannel(
            new MailSettings(
                "localhost",
                25,
                MailSettings.Security.NONE,
                "",
                "",
                "status@example.org",
                1,
                Duration.ofSeconds(1)));
    for (Medium medium : Medium.values()) {
      channels.put(medium, channel(medium));
    }
  }

  private Channel channel(Medium medium) {
    return switch (medium) {
      case EMAIL -> mail;
      case SMS ->
          new SmsGatewayChannel(NOWHERE, URI.create("http://localhost/"), Map.of(), "{text}");
      case PUSH -> new PushChannel(NOWHERE, vapid(), new SecureRandom());
      case WEBHOOK, CLOUDEVENTS, SLACK, DINGTALK, FEISHU, WECOM -> Setup.posting(medium, NOWHERE);
    };
  }

  private static Vapid vapid() {
    try {
      return new Vapid(
          KeyPairGenerator.getInstance("EC").generateKeyPair(), "mailto:status@example.org");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has elliptic curves", e);
    }
  }

  /** {@code message} as {@code medium} would carry it to somebody. */
  public Channel.Preview of(Medium medium, Message message) {
    return of(medium, message, message.kind().severity());
  }

  /** The same, where a person chose how much it matters. */
  public Channel.Preview of(Medium medium, Message message, Severity severity) {
    Channel channel = channels.get(medium);
    if (channel == null) {
      throw new IllegalStateException("every channel has a preview");
    }
    return channel.preview(envelope(medium, message, severity), message);
  }

  /** The same for a person to read: a mail without its encoding. */
  public Channel.Preview readable(Medium medium, Message message, Severity severity) {
    return medium == Medium.EMAIL
        ? new Channel.Preview(
            "text/plain", mail.plain(envelope(medium, message, severity), message))
        : of(medium, message, severity);
  }

  /** A mail's HTML, for a browser. */
  public String html(Message message) {
    return mail.html(envelope(Medium.EMAIL, message, message.kind().severity()), message);
  }

  private static Envelope envelope(Medium medium, Message message, Severity severity) {
    String address =
        switch (medium) {
          case EMAIL -> "somebody@example.org";
          case SMS -> "+10000000000";
          case PUSH, WEBHOOK, CLOUDEVENTS, SLACK, DINGTALK, FEISHU, WECOM ->
              "https://example.org/somewhere";
        };
    return new Envelope(
        "s22",
        "0".repeat(32),
        medium,
        severity,
        address,
        "",
        message.url() + "unsubscribe?t=...",
        message.at());
  }
}
