package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.NoticeKind;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Mail by SMTP: plain text, HTML and, where the window's time changes, a calendar object; with the
 * way out in one click (RFC 2369, RFC 8058). Connections are kept and used again.
 */
public final class EmailChannel implements Channel {
  private final MailSettings settings;
  private final Session session;
  private final MailText words = new MailText();
  private final BlockingQueue<Transport> idle;

  public EmailChannel(MailSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
    this.idle = new ArrayBlockingQueue<>(Math.max(1, settings.connections()));
  }

  private static Properties properties(MailSettings settings) {
    String patience = Long.toString(settings.patience().toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.connectiontimeout", patience);
    properties.put("mail.smtp.timeout", patience);
    properties.put("mail.smtp.writetimeout", patience);
    properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case NONE -> properties.put("mail.smtp.starttls.enable", "false");
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
    }
    return properties;
  }

  @Override
  public Medium medium() {
    return Medium.EMAIL;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException {
    Transport transport = idle.poll();
    try {
      MimeMessage mail = mail(envelope, message);
      transport = connected(transport);
      transport.sendMessage(mail, mail.getAllRecipients());
      keep(transport);
      return new Result.Sent("");
    } catch (MessagingException e) {
      drop(transport);
      return answered(e);
    }
  }

  private Transport connected(@Nullable Transport kept) throws MessagingException {
    // A server hangs up on who is silent for long; asked (NOOP), it says so.
    if (kept != null && kept.isConnected()) {
      return kept;
    }
    Transport fresh = session.getTransport("smtp");
    String user = settings.user().isEmpty() ? null : settings.user();
    String password = settings.user().isEmpty() ? null : settings.password();
    fresh.connect(settings.host(), settings.port(), user, password);
    return fresh;
  }

  private void keep(Transport transport) {
    if (!idle.offer(transport)) {
      drop(transport);
    }
  }

  private static void drop(@Nullable Transport transport) {
    if (transport != null) {
      try {
        transport.close();
      } catch (MessagingException closedAlready) {
        // It is given up either way.
        return;
      }
    }
  }

  /** A code of 5xx is for ever, 4xx for now (RFC 5321, 4.2.1); all else is a broken connection. */
  private static Result answered(MessagingException failure) throws IOException {
    int code = 0;
    for (@Nullable Exception e = failure; e != null; ) {
      if (e instanceof SMTPAddressFailedException refused) {
        code = refused.getReturnCode();
      } else if (e instanceof SMTPSendFailedException refused && code == 0) {
        code = refused.getReturnCode();
      }
      e = e instanceof MessagingException chained ? chained.getNextException() : null;
    }
    if (code >= 500 && code < 600) {
      return new Result.Never("the mail server answered " + code, false);
    }
    if (code >= 400) {
      return new Result.Later("the mail server answered " + code, null);
    }
    throw new IOException("the mail server was not reached or hung up", failure);
  }

  private MimeMessage mail(Envelope envelope, Message message) throws MessagingException {
    InternetAddress from = new InternetAddress(settings.from(), true);
    MimeMessage mail = new Keyed(session, envelope.key(), domain(from));
    mail.setFrom(from);
    mail.setRecipient(
        jakarta.mail.Message.RecipientType.TO, new InternetAddress(envelope.address(), true));
    mail.setSubject(message.title(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(envelope.at()));
    mail.setHeader("Content-Language", message.language().tag());
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-S22-Key", envelope.key());
    if (message.kind() != NoticeKind.CONFIRM) {
      mail.setHeader("List-Unsubscribe", "<" + envelope.unsubscribe() + ">");
      mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      mail.setHeader("List-Id", "<notices." + domain(from) + ">");
    }
    mail.setContent(parts(envelope, message));
    mail.saveChanges();
    return mail;
  }

  private static String domain(InternetAddress address) {
    String text = address.getAddress();
    return text.substring(text.lastIndexOf('@') + 1);
  }

  private MimeMultipart parts(Envelope envelope, Message message) throws MessagingException {
    MimeMultipart alternatives = new MimeMultipart("alternative");
    alternatives.addBodyPart(part(words.plain(envelope, message), "text/plain; charset=UTF-8"));
    alternatives.addBodyPart(part(words.html(envelope, message), "text/html; charset=UTF-8"));
    Message.Calendar calendar = message.calendar();
    if (calendar == null) {
      return alternatives;
    }
    String type = "text/calendar; charset=UTF-8; method=" + calendar.method();
    alternatives.addBodyPart(part(calendar.text(), type));
    MimeBodyPart both = new MimeBodyPart();
    both.setContent(alternatives);
    MimeBodyPart file = part(calendar.text(), type + "; name=\"maintenance.ics\"");
    file.setDisposition(Part.ATTACHMENT);
    file.setFileName("maintenance.ics");
    MimeMultipart mixed = new MimeMultipart("mixed");
    mixed.addBodyPart(both);
    mixed.addBodyPart(file);
    return mixed;
  }

  private static MimeBodyPart part(String text, String type) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    part.setDataHandler(
        new jakarta.activation.DataHandler(new jakarta.mail.util.ByteArrayDataSource(bytes, type)));
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      mail(envelope, message).writeTo(out);
      return new Preview("message/rfc822", out.toString(StandardCharsets.UTF_8));
    } catch (MessagingException e) {
      throw new IllegalArgumentException("no mail can be made of it", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As its subject and its plain text alone, for a person to look at. */
  public String plain(Envelope envelope, Message message) {
    return message.title() + "\n\n" + words.plain(envelope, message);
  }

  /** As HTML alone, for a person to look at. */
  public String html(Envelope envelope, Message message) {
    return words.html(envelope, message);
  }

  @Override
  public void close() {
    for (Transport each = idle.poll(); each != null; each = idle.poll()) {
      drop(each);
    }
  }

  /** Its Message-ID is the key: who gets it twice can tell. */
  private static final class Keyed extends MimeMessage {
    private final String id;

    Keyed(Session session, String key, String domain) {
      super(session);
      this.id = "<" + key + "@" + domain + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
