package io.s22.tell.setup;

import io.s22.plan.S22Exception;
import io.s22.tell.channel.AddressGuard;
import io.s22.tell.channel.Channel;
import io.s22.tell.channel.CloudEventsChannel;
import io.s22.tell.channel.DingTalkChannel;
import io.s22.tell.channel.EmailChannel;
import io.s22.tell.channel.FeishuChannel;
import io.s22.tell.channel.Http;
import io.s22.tell.channel.MailSettings;
import io.s22.tell.channel.PushChannel;
import io.s22.tell.channel.SlackChannel;
import io.s22.tell.channel.SmppChannel;
import io.s22.tell.channel.SmppSettings;
import io.s22.tell.channel.SmsGatewayChannel;
import io.s22.tell.channel.Vapid;
import io.s22.tell.channel.WeComChannel;
import io.s22.tell.channel.WebhookChannel;
import io.s22.tell.notice.Medium;
import io.s22.tell.outbox.Limit;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which channels there are and how they are reached: {@code notices.properties} in S22's folder.
 * docs/announcements.md lists what it takes.
 *
 * @param limits only those that were written; the usual ones hold for the rest
 * @param allowPrivate whether webhooks may lead into this network
 * @param operators whom alarms go to
 */
public record Setup(
    @Nullable MailSettings mail,
    @Nullable SmppSettings smpp,
    @Nullable Gateway gateway,
    String pushContact,
    List<Medium> posting,
    Map<Medium, Limit> limits,
    boolean allowPrivate,
    List<Operator> operators) {
  /** What the file is called. */
  public static final String FILE = "notices.properties";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A gateway for short messages that takes HTTP. */
  public record Gateway(URI address, Map<String, String> headers, String body) {
    public Gateway {
      headers = Map.copyOf(headers);
    }

    /** Headers may hold secrets. */
    @Override
    public String toString() {
      return "a gateway at " + address.getHost();
    }
  }

  /** No channel at all. */
  public static Setup none() {
    return new Setup(null, null, null, "", List.of(), Map.of(), false, List.of());
  }

  /** Whether anybody can be told. */
  public boolean isEmpty() {
    return mail == null
        && smpp == null
        && gateway == null
        && pushContact.isEmpty()
        && posting.isEmpty();
  }

  /**
   * What {@code folder} has of it; nothing where the file is not there.
   *
   * @throws S22Exception S22-9610 with everything that is wrong
   */
  public static Setup in(Path folder, Map<String, String> environment) {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      return none();
    }
    Properties written = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      written.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw wrong(file, List.of("it cannot be read"));
    }
    Sheet sheet = new Sheet(written, environment);
    Setup setup = of(sheet);
    List<String> problems = sheet.problems();
    if (!problems.isEmpty()) {
      throw wrong(file, problems);
    }
    return setup;
  }

  private static Setup of(Sheet sheet) {
    Setup bare = channels(sheet);
    return new Setup(
        bare.mail,
        bare.smpp,
        bare.gateway,
        bare.pushContact,
        bare.posting,
        bare.limits,
        bare.allowPrivate,
        Operator.of(sheet, bare::reaches));
  }

  /** Whether what has an address can be told over {@code medium}. */
  private boolean reaches(Medium medium) {
    return switch (medium) {
      case EMAIL -> mail != null;
      case SMS -> smpp != null || gateway != null;
      case PUSH -> false;
      case WEBHOOK, CLOUDEVENTS, SLACK, DINGTALK, FEISHU, WECOM -> posting.contains(medium);
    };
  }

  private static Setup channels(Sheet sheet) {
    return new Setup(
        sheet.has("mail.") ? mail(sheet) : null,
        sheet.has("sms.smpp.") ? smpp(sheet) : null,
        sheet.has("sms.http.") ? gateway(sheet) : null,
        contact(sheet),
        java.util.Arrays.stream(Medium.values())
            .filter(medium -> medium.posts() && medium != Medium.PUSH)
            .filter(medium -> sheet.yes(medium.word()))
            .toList(),
        limits(sheet),
        sheet.yes("allow-private"),
        List.of());
  }

  private static String contact(Sheet sheet) {
    String contact = sheet.text("push.contact", "");
    if (!contact.isEmpty() && !contact.matches("(mailto:|https://).+")) {
      sheet.problem("push.contact must begin with mailto: or https://");
    }
    return contact;
  }

  private static MailSettings mail(Sheet sheet) {
    MailSettings.Security security = sheet.one("mail.security", MailSettings.Security.STARTTLS);
    String user = sheet.text("mail.user", "");
    String password = sheet.secret("mail.password");
    if (!user.isEmpty() && password.isEmpty()) {
      sheet.problem("mail.password is missing");
    }
    String from = sheet.needed("mail.from");
    if (from.matches("(?s).*[\\r\\n].*") || !from.contains("@")) {
      sheet.problem("mail.from must be an address");
    }
    return new MailSettings(
        sheet.needed("mail.host"),
        sheet.number("mail.port", security == MailSettings.Security.TLS ? 465 : 587, 1, 65_535),
        security,
        user,
        password,
        from,
        sheet.number("mail.connections", 8, 1, 100),
        PATIENCE);
  }

  private static SmppSettings smpp(Sheet sheet) {
    SmppSettings smpp = written(sheet);
    // SMPP 3.4, 5.2: one character less than the fields' sizes, which end with a zero.
    fits(sheet, "sms.smpp.system-id", smpp.systemId(), 15);
    fits(sheet, "sms.smpp.password", smpp.password(), 8);
    fits(sheet, "sms.smpp.source", smpp.source(), 20);
    return smpp;
  }

  private static void fits(Sheet sheet, String name, String value, int most) {
    if (value.length() > most) {
      sheet.problem(name + " has more than the " + most + " characters that SMPP takes");
    }
  }

  private static SmppSettings written(Sheet sheet) {
    return new SmppSettings(
        sheet.needed("sms.smpp.host"),
        sheet.number("sms.smpp.port", 2775, 1, 65_535),
        sheet.yes("sms.smpp.tls"),
        sheet.needed("sms.smpp.system-id"),
        sheet.secret("sms.smpp.password"),
        sheet.needed("sms.smpp.source"),
        PATIENCE);
  }

  private static Gateway gateway(Sheet sheet) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/json");
    sheet
        .all("sms.http.header.")
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    String written = sheet.needed("sms.http.url");
    URI uri = URI.create("http://nowhere.invalid/");
    try {
      uri = new AddressGuard(true).form(written);
    } catch (Http.Forbidden e) {
      sheet.problem("sms.http.url is no address: " + e.getMessage());
    }
    String body = sheet.text("sms.http.body", "{\"to\":\"{to}\",\"text\":\"{text}\"}");
    return new Gateway(uri, headers, body);
  }

  private static Map<Medium, Limit> limits(Sheet sheet) {
    Map<Medium, Limit> limits = new EnumMap<>(Medium.class);
    Limit.usual()
        .forEach((medium, usual) -> {
          String name = medium.word() + ".per-minute";
          if (sheet.has(name)) {
            int number = sheet.number(name, usual.perMinute(), 1, 1_000_000);
            limits.put(medium, usual.perMinute(number));
          }
        });
    return limits;
  }

  /**
   * The channels, made.
   *
   * @param strangers for addresses that strangers named
   * @param own for addresses that the operator named
   * @param receipts told what became of short messages
   */
  public Map<Medium, Channel> channels(
      Http strangers,
      Http own,
      Keyring keys,
      SecureRandom random,
      BiConsumer<String, String> receipts) {
    Map<Medium, Channel> made = new EnumMap<>(Medium.class);
    if (mail != null) {
      made.put(Medium.EMAIL, new EmailChannel(mail));
    }
    if (smpp != null) {
      made.put(Medium.SMS, new SmppChannel(smpp, receipts));
    } else if (gateway != null) {
      made.put(
          Medium.SMS,
          new SmsGatewayChannel(own, gateway.address(), gateway.headers(), gateway.body()));
    }
    if (!pushContact.isEmpty()) {
      Vapid vapid = keys.vapid(pushContact);
      made.put(Medium.PUSH, new PushChannel(strangers, vapid, random));
    }
    posting.forEach(medium -> made.put(medium, posting(medium, strangers)));
    return made;
  }

  /** A channel that needs no more than to post. */
  public static Channel posting(Medium medium, Http http) {
    return switch (medium) {
      case WEBHOOK -> new WebhookChannel(http);
      case CLOUDEVENTS -> new CloudEventsChannel(http);
      case SLACK -> new SlackChannel(http);
      case DINGTALK -> new DingTalkChannel(http);
      case FEISHU -> new FeishuChannel(http);
      case WECOM -> new WeComChannel(http);
      case EMAIL, SMS, PUSH ->
          throw new IllegalArgumentException(medium.word() + " needs more than to post");
    };
  }

  private static S22Exception wrong(Path file, List<String> problems) {
    return new S22Exception(
        "S22-9610",
        "'" + file + "': " + String.join("; ", problems) + ".",
        "docs/announcements.md lists what stands there; without the file, nobody is told.");
  }
}
