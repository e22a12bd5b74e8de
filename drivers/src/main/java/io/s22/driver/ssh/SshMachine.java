package io.s22.driver.ssh;

import io.s22.driver.command.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** A machine at the end of an SSH connection. */
final class SshMachine implements Machine {
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(20);

  /** More connections than this in a row that take no session: the server takes none. */
  private static final int TRIES = 20;

  private final Target target;
  private final Connections connections;
  private final String effects;
  private final Duration patience;
  private final Path notes;

  /**
   * @param effects the folder of all effects there
   * @param notes a folder on S22's own machine
   */
  SshMachine(
      Target target, Connections connections, String effects, Duration patience, Path notes) {
    this.target = target;
    this.notes = notes;
    this.connections = connections;
    this.effects = effects;
    this.patience = patience;
  }

  @Override
  public Link run(byte[] program) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      Connections.Connection connection = connections.take(target);
      boolean running = false;
      try {
        ChannelLink link = new ChannelLink(connection, open(connection));
        running = true;
        feed(link.channel, program);
        return link;
      } catch (InterruptedIOException e) {
        throw Dialler.interruption(e);
      } catch (IOException e) {
        if (!isRefusedSession(e) || tries == TRIES) {
          throw e;
        }
        connection.isFull();
      } finally {
        if (!running) {
          connection.release();
        }
      }
    }
  }

  private static boolean isRefusedSession(Throwable e) {
    return e instanceof SshChannelOpenException
        || (e.getCause() != null && isRefusedSession(e.getCause()));
  }

  /** MINA takes a connection that is being lost at this very moment for a mistake of the caller. */
  private static ChannelExec channel(Connections.Connection connection) throws IOException {
    try {
      return connection.session().createExecChannel("exec sh");
    } catch (IllegalStateException e) {
      throw new IOException("the connection was lost before it was used", e);
    }
  }

  private static ChannelExec open(Connections.Connection connection) throws IOException {
    ChannelExec channel = channel(connection);
    try {
      channel.open().verify(OPEN_LIMIT);
      return channel;
    } catch (IOException e) {
      channel.close(true);
      throw e;
    }
  }

  /** What cannot be sent any more is noticed by whoever listens for the answer. */
  private static void feed(ChannelExec channel, byte[] program) {
    try (OutputStream input = channel.getInvertedIn()) {
      input.write(program);
    } catch (IOException e) {
      channel.close(true);
    }
  }

  @Override
  public String effects() {
    return effects;
  }

  @Override
  public Duration patience() {
    return patience;
  }

  @Override
  public Optional<Path> notes() {
    return Optional.of(notes);
  }

  @Override
  public ThreadFactory readers() {
    return Thread.ofVirtual().name("s22-ssh-", 0).factory();
  }

  @Override
  public String name() {
    return target.shown();
  }

  private static final class ChannelLink implements Link {
    private final Connections.Connection connection;
    private final ChannelExec channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    ChannelLink(Connections.Connection connection, ChannelExec channel) {
      this.connection = connection;
      this.channel = channel;
    }

    @Override
    public InputStream output() {
      return channel.getInvertedOut();
    }

    @Override
    public InputStream errors() {
      return channel.getInvertedErr();
    }

    @Override
    public OptionalInt exitCode() {
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofSeconds(1));
      Integer status = channel.getExitStatus();
      return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        channel.close(true);
        connection.release();
      }
    }
  }
}
