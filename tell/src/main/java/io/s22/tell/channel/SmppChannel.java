package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.socket.SSLSocketConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnectionFactory;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.jspecify.annotations.Nullable;

/**
 * Short messages by SMPP 3.4: in the default alphabet or UCS-2, long ones in parts that the
 * telephone joins, with a receipt when they were delivered. One connection is kept.
 */
public final class SmppChannel implements Channel {
  /** The parts of a long message are there (3GPP TS 23.040, 9.2.3.23). */
  private static final byte WITH_HEADER = 0x40;

  /** Throttled (0x58) and queue full (0x14): for now; all else is for ever. */
  private static final List<Integer> PASSES = List.of(0x08, 0x14, 0x58);

  private static final long GOODBYE_MILLIS = 1_000;

  private final SmppSettings settings;
  private final BiConsumer<String, String> receipts;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SMPPSession bound;

  /**
   * @param receipts told of each receipt: what the other side called the message, and the state of
   *     it: {@code delivrd}, {@code expired}, {@code undeliv}
   */
  public SmppChannel(SmppSettings settings, BiConsumer<String, String> receipts) {
    this.settings = settings;
    this.receipts = receipts;
  }

  @Override
  public Medium medium() {
    return Medium.SMS;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException {
    Gsm7.Parts parts = Gsm7.parts(ShortText.of(envelope, message));
    SMPPSession session = session();
    String reference = "";
    try {
      int total = parts.parts().size();
      for (int i = 0; i < total; i++) {
        byte[] body =
            total == 1
                ? parts.parts().get(i)
                : headed(parts.parts().get(i), series(envelope.key()), total, i + 1);
        // The receipt of the last part stands for the message.
        reference = submit(session, envelope, parts.wide(), total > 1, body, i + 1 == total);
      }
      return new Result.Sent(reference);
    } catch (NegativeResponseException e) {
      String reason = "the message centre answered 0x%02x".formatted(e.getCommandStatus());
      return PASSES.contains(e.getCommandStatus())
          ? new Result.Later(reason, null)
          : new Result.Never(reason, false);
    } catch (PDUException e) {
      return new Result.Never("no short message can be made of it", false);
    } catch (ResponseTimeoutException | InvalidResponseException e) {
      forget(session);
      throw new IOException("the message centre did not answer", e);
    }
  }

  /** The same for every attempt: a telephone that has a part joins what comes again. */
  private static int series(String key) {
    return key.hashCode() & 0xff;
  }

  private static byte[] headed(byte[] part, int series, int total, int number) {
    byte[] whole = new byte[part.length + 6];
    whole[0] = 5;
    whole[1] = 0;
    whole[2] = 3;
    whole[3] = (byte) series;
    whole[4] = (byte) total;
    whole[5] = (byte) number;
    System.arraycopy(part, 0, whole, 6, part.length);
    return whole;
  }

  private String submit(
      SMPPSession session,
      Envelope envelope,
      boolean wide,
      boolean inParts,
      byte[] body,
      boolean receipt)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    boolean letters = settings.source().matches(".*[A-Za-z].*");
    return session
        .submitShortMessage(
            "",
            letters ? TypeOfNumber.ALPHANUMERIC : TypeOfNumber.UNKNOWN,
            letters ? NumberingPlanIndicator.UNKNOWN : NumberingPlanIndicator.ISDN,
            settings.source(),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            envelope.address().replace("+", ""),
            new ESMClass(inParts ? WITH_HEADER : 0),
            (byte) 0,
            (byte) envelope.severity().ordinal(),
            null,
            null,
            new RegisteredDelivery(
                receipt ? SMSCDeliveryReceipt.SUCCESS_FAILURE : SMSCDeliveryReceipt.DEFAULT),
            (byte) 0,
            new GeneralDataCoding(
                wide ? Alphabet.ALPHA_UCS2 : Alphabet.ALPHA_DEFAULT, (MessageClass) null, false),
            (byte) 0,
            body)
        .getMessageId();
  }

  private SMPPSession session() throws IOException {
    lock.lock();
    try {
      SMPPSession kept = bound;
      if (kept != null && kept.getSessionState().isBound()) {
        return kept;
      }
      SMPPSession fresh =
          new SMPPSession(
              settings.tls()
                  ? SSLSocketConnectionFactory.getInstance()
                  : SocketConnectionFactory.getInstance());
      fresh.setTransactionTimer(settings.patience().toMillis());
      fresh.setMessageReceiverListener(new Receipts(receipts));
      fresh.connectAndBind(
          settings.host(),
          settings.port(),
          new BindParameter(
              BindType.BIND_TRX,
              settings.systemId(),
              settings.password(),
              "",
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              null),
          settings.patience().toMillis());
      bound = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private void forget(SMPPSession session) {
    lock.lock();
    try {
      if (session.equals(bound)) {
        bound = null;
      }
    } finally {
      lock.unlock();
    }
    session.close();
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("text/plain", ShortText.of(envelope, message));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      SMPPSession kept = bound;
      bound = null;
      if (kept != null) {
        // A centre that does not say goodbye is not waited for.
        kept.setTransactionTimer(GOODBYE_MILLIS);
        kept.unbindAndClose();
      }
    } finally {
      lock.unlock();
    }
  }

  private record Receipts(BiConsumer<String, String> told) implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
      if (!deliver.isSmscDeliveryReceipt()) {
        return;
      }
      try {
        DeliveryReceipt receipt = deliver.getShortMessageAsDeliveryReceipt();
        told.accept(
            receipt.getId(), String.valueOf(receipt.getFinalStatus()).toLowerCase(Locale.ROOT));
      } catch (InvalidDeliveryReceiptException e) {
        throw new ProcessRequestException("no receipt", 0x08, e);
      }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      // Says that a telephone is to be had again; the message centre tries by itself.
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("data_sm is not taken", 0x03);
    }
  }
}
