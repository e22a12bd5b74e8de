package io.s22.tell.subscribe;

import io.s22.plan.S22Exception;
import io.s22.tell.channel.AddressGuard;
import io.s22.tell.channel.Http;
import io.s22.tell.channel.P256;
import io.s22.tell.channel.WebhookChannel;
import io.s22.tell.notice.Medium;
import java.net.IDN;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What strangers write into the field for an address, made sure of: no line breaks that would add
 * headers, no addresses within this network, nothing without end.
 */
public final class Addresses {
  /** RFC 5321, 4.5.3.1, without quotes, comments and literal addresses: nobody's, and hostile. */
  private static final Pattern MAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
              + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  /** E.164. */
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private static final int LONGEST_SECRET = 200;

  private final AddressGuard guard;
  private final boolean anyHost;

  /**
   * @param anyHost whether chats may be posted to wherever they are: for tests and for relays
   */
  public Addresses(AddressGuard guard, boolean anyHost) {
    this.guard = guard;
    this.anyHost = anyHost;
  }

  /**
   * The address, as it is kept.
   *
   * @throws S22Exception S22-9611 when it is none
   */
  public String address(Medium medium, String written) {
    String text = written.strip();
    return switch (medium) {
      case EMAIL -> mail(text);
      case SMS -> number(text);
      case PUSH, WEBHOOK, CLOUDEVENTS, SLACK, DINGTALK, FEISHU, WECOM -> web(medium, text);
    };
  }

  private static String mail(String text) {
    int at = text.lastIndexOf('@');
    if (text.length() > 254 || at < 1 || at > 64) {
      throw none(Medium.EMAIL, null);
    }
    try {
      String address = text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1));
      if (!MAIL.matcher(address).matches()) {
        throw none(Medium.EMAIL, null);
      }
      return text.substring(0, at + 1) + address.substring(at + 1).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw none(Medium.EMAIL, e);
    }
  }

  private static String number(String text) {
    String plain = text.length() > 40 ? "" : text.replaceAll("[ ()./-]", "");
    String number = plain.startsWith("00") ? "+" + plain.substring(2) : plain;
    if (!NUMBER.matcher(number).matches()) {
      throw none(Medium.SMS, null);
    }
    return number;
  }

  private String web(Medium medium, String text) {
    try {
      URI uri = guard.form(text);
      List<String> hosts = hosts(medium);
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      if (!anyHost && !hosts.isEmpty() && !hosts.contains(host)) {
        throw none(medium, null);
      }
      guard.check(uri);
      return uri.toString();
    } catch (Http.Forbidden e) {
      throw none(medium, e);
    }
  }

  private static List<String> hosts(Medium medium) {
    return switch (medium) {
      case SLACK -> List.of("hooks.slack.com", "hooks.slack-gov.com");
      case DINGTALK -> List.of("oapi.dingtalk.com");
      case FEISHU -> List.of("open.feishu.cn", "open.larksuite.com");
      case WECOM -> List.of("qyapi.weixin.qq.com");
      case EMAIL, SMS, PUSH, WEBHOOK, CLOUDEVENTS -> List.of();
    };
  }

  /**
   * The secret that goes with an address, as it is kept.
   *
   * @param made used where a webhook's owner gives none
   * @throws S22Exception S22-9611 when it cannot be one
   */
  public String secret(Medium medium, String written, String made) {
    String text = written.strip();
    if (text.length() > LONGEST_SECRET || !text.matches("[\\x21-\\x7e]*")) {
      throw none(medium, null);
    }
    return switch (medium) {
      case EMAIL, SMS, SLACK, WECOM -> "";
      case DINGTALK, FEISHU -> text;
      case PUSH -> push(text);
      case WEBHOOK, CLOUDEVENTS -> text.isEmpty() ? made : webhook(medium, text);
    };
  }

  private static String webhook(Medium medium, String text) {
    try {
      String encoded = text.startsWith(WebhookChannel.PREFIX) ? text.substring(6) : "";
      if (Base64.getDecoder().decode(encoded).length < 24) {
        throw none(medium, null);
      }
      return text;
    } catch (IllegalArgumentException e) {
      throw none(medium, e);
    }
  }

  private static String push(String text) {
    try {
      String[] keys = text.split("\\.", 2);
      P256.key(Base64.getUrlDecoder().decode(keys[0]));
      if (keys.length != 2 || Base64.getUrlDecoder().decode(keys[1]).length != 16) {
        throw none(Medium.PUSH, null);
      }
      return text;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw none(Medium.PUSH, e);
    }
  }

  /** The message does not say what was written: it may be somebody's address. */
  private static S22Exception none(Medium medium, @Nullable Exception cause) {
    String what = "That cannot be written to by " + medium.word() + ".";
    String mend =
        switch (medium) {
          case EMAIL -> "Give an address like name@example.org.";
          case SMS -> "Give the number with its country: +86 138 0013 8000.";
          case PUSH -> "Allow notifications in the browser, and try again.";
          case WEBHOOK, CLOUDEVENTS ->
              "Give an address of the public internet that begins with https://; a secret, if any,"
                  + " is whsec_ and 24 bytes or more in base 64.";
          case SLACK, DINGTALK, FEISHU, WECOM ->
              "Give the address that the chat made for its robot.";
        };
    return cause == null
        ? new S22Exception("S22-9611", what, mend)
        : new S22Exception("S22-9611", what, mend, cause);
  }
}
