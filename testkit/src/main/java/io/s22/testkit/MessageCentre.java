package io.s22.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.*;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.*;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/**
 * A message centre on this machine: takes binds with the right password, joins the parts of long
 * messages, and sends a receipt for each that asks for one. Numbers that end in 58 are too many,
 * those that end in 11 are none.
 */
public final class MessageCentre implements AutoCloseable {
  private final ServerSocket socket;
  private final SMPPServerSessionListener listener;
  private final List<Sms> messages = new CopyOnWriteArrayList<>();
  private final Map<String, TreeMap<Integer, byte[]>> parts = new ConcurrentHashMap<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int held = Integer.MAX_VALUE;
  private final List<String> lost = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private volatile boolean closed;

  /** A whole message, and the number it went to. */
  public record Sms(String number, String text) {}

  public MessageCentre(String password) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener = new SMPPServerSessionListener(0, new Loopback(socket));
    Thread.ofVirtual().start(() -> serve(password));
  }

  private void serve(String password) {
    while (!closed) {
      try {
        SMPPServerSession session = listener.accept();
        session.setMessageReceiverListener(new Taking());
        BindRequest bind = session.waitForBind(30_000);
        if (bind.getPassword().equals(password)) {
          bind.accept("centre");
        } else {
          bind.reject(0x0e);
        }
      } catch (IOException | TimeoutException | PDUStringException e) {
        if (!closed) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** What came, whole. */
  public List<Sms> messages() {
    return List.copyOf(messages);
  }

  /** Messages whose receipt nobody was there to take. */
  public List<String> lost() {
    return List.copyOf(lost);
  }

  /** Takes everything, and answers no more than {@code many} until it is released. */
  public void hold(int many) {
    held = many;
  }

  /** Answers again. */
  public void release() {
    held = Integer.MAX_VALUE;
    released.countDown();
  }

  private void answerWhenReleased() throws ProcessRequestException {
    if (messages.size() > held) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ProcessRequestException("closed", 0x08, e);
      }
    }
  }

  private String take(SubmitSm submit, SMPPServerSession session) throws ProcessRequestException {
    String number = submit.getDestAddress();
    if (number.endsWith("58")) {
      throw new ProcessRequestException("throttled", 0x58);
    }
    if (number.endsWith("11")) {
      throw new ProcessRequestException("no such number", 0x0b);
    }
    byte[] body = submit.getShortMessage();
    boolean wide = submit.getDataCoding() == 8;
    if ((submit.getEsmClass() & 0x40) != 0) {
      join(number, body, wide);
    } else {
      messages.add(new Sms(number, read(body, wide)));
    }
    answerWhenReleased();
    String id = Integer.toString(ids.incrementAndGet());
    if (submit.getRegisteredDelivery() != 0) {
      Thread.ofVirtual().start(() -> receipt(session, id, number));
    }
    return id;
  }

  private void join(String number, byte[] body, boolean wide) {
    String one = number + " " + body[3];
    TreeMap<Integer, byte[]> known = parts.computeIfAbsent(one, k -> new TreeMap<>());
    boolean all;
    synchronized (known) {
      known.put((int) body[5], Arrays.copyOfRange(body, 6, body.length));
      all = known.size() == body[4];
    }
    if (all) {
      StringBuilder whole = new StringBuilder();
      known.values().forEach(part -> whole.append(read(part, wide)));
      messages.add(new Sms(number, whole.toString()));
      parts.remove(one);
    }
  }

  private static String read(byte[] body, boolean wide) {
    return wide ? new String(body, StandardCharsets.UTF_16BE) : GsmText.read(body);
  }

  private void receipt(SMPPServerSession session, String id, String number) {
    String text =
        "id:"
            + id
            + " sub:001 dlvrd:001 submit date:2403151000 done date:2403151001"
            + " stat:DELIVRD err:000 text:";
    try {
      session.deliverShortMessage(
          "",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          number,
          TypeOfNumber.ALPHANUMERIC,
          NumberingPlanIndicator.UNKNOWN,
          "S22",
          new ESMClass((byte) 4),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          DataCodings.ZERO,
          text.getBytes(StandardCharsets.US_ASCII));
    } catch (PDUException
        | ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      // Whoever asked for the receipt was killed: there is nobody to give it to.
      lost.add(id);
    }
  }

  @Override
  public void close() throws IOException {
    release();
    closed = true;
    listener.close();
    socket.close();
  }

  /** Listens on this machine alone, whatever port is asked for. */
  private record Loopback(ServerSocket socket) implements ServerConnectionFactory {
    @Override
    public ServerConnection listen(int port) {
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerConnection listen(int port, int timeout) {
      return listen(port);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) {
      return listen(port);
    }
  }

  private final class Taking implements ServerMessageReceiverListener {
    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session)
        throws ProcessRequestException {
      try {
        return new SubmitSmResult(new MessageId(take(submit, session)), new OptionalParameter[0]);
      } catch (PDUStringException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession session)
        throws ProcessRequestException {
      throw refused();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session)
        throws ProcessRequestException {
      throw refused();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession session)
        throws ProcessRequestException {
      throw refused();
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession session)
        throws ProcessRequestException {
      throw refused();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession session)
        throws ProcessRequestException {
      throw refused();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession session)
        throws ProcessRequestException {
      throw refused();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
        QueryBroadcastSm query, SMPPServerSession session) throws ProcessRequestException {
      throw refused();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session)
        throws ProcessRequestException {
      throw refused();
    }

    private static ProcessRequestException refused() {
      return new ProcessRequestException("not taken here", 0x03);
    }
  }
}
