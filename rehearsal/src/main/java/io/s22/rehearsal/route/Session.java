package io.s22.rehearsal.route;

import io.s22.data.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One client's connection, and the one to its target. */
final class Session {
  private static final int CONNECT_MILLIS = 1_000;
  private static final long AGAIN = Duration.ofMillis(5).toNanos();

  private final Socket client;
  private final Gate gate;
  private volatile @Nullable Socket server;
  private volatile Address target = Address.UNKNOWN;
  private volatile boolean awaitingAnswer;

  Session(Socket client, Gate gate) {
    this.client = client;
    this.gate = gate;
  }

  /** Carries bytes until one side ends; waits {@code patience} for the target. */
  void run(Duration patience) {
    try (Socket near = client;
        Socket far = connect(patience)) {
      server = far;
      Thread answers = Thread.ofVirtual().start(() -> carryAnswers(far));
      carryRequests(near, far);
      answers.join();
    } catch (IOException e) {
      cut();
    } catch (InterruptedException e) {
      cut();
      Thread.currentThread().interrupt();
    }
  }

  private Socket connect(Duration patience) throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Address wanted = gate.pass();
      Socket far = new Socket();
      try {
        far.setTcpNoDelay(true);
        far.connect(new InetSocketAddress(wanted.host(), wanted.port()), CONNECT_MILLIS);
        target = wanted;
        return far;
      } catch (IOException e) {
        far.close();
        if (System.nanoTime() > until || client.isClosed()) {
          throw e;
        }
        LockSupport.parkNanos(AGAIN);
      }
    }
  }

  private void carryRequests(Socket near, Socket far) throws IOException, InterruptedException {
    byte[] buffer = new byte[16 * 1024];
    InputStream in = near.getInputStream();
    OutputStream out = far.getOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (!gate.pass().equals(target)) {
        break;
      }
      awaitingAnswer = true;
      out.write(buffer, 0, n);
    }
    cut();
  }

  /**
   * The target ended the connection, perhaps because it is being fenced: the client hears of it
   * when there is somewhere to go.
   */
  private void carryAnswers(Socket far) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = far.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        awaitingAnswer = false;
      }
    } catch (IOException e) {
      // Ended without a farewell: to the client it is the same.
      awaitingAnswer = false;
    }
    awaitingAnswer = false;
    awaitGate();
    cut();
  }

  private void awaitGate() {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the client waits for an answer. */
  boolean busy() {
    return awaitingAnswer;
  }

  void cutUnless(Address wanted) {
    if (!target.equals(Address.UNKNOWN) && !target.equals(wanted)) {
      cut();
    }
  }

  /** Ends both sides. */
  void cut() {
    close(client);
    Socket far = server;
    if (far != null) {
      close(far);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way: nothing can be done about an error in closing.
      Thread.onSpinWait();
    }
  }
}
