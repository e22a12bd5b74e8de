package io.s22.driver.command;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;

/** A machine on which {@code sh} can be run: this one, or one at the end of a connection. */
public interface Machine {
  /**
   * Runs {@code sh} and feeds it {@code program}.
   *
   * @throws S22Exception when trying again is of no use: a refused key, an unknown host
   * @throws IOException when the machine cannot be reached now
   */
  Link run(byte[] program) throws IOException, InterruptedException;

  /** The folder of all effects there; {@code ~/} at its beginning is the user's own. */
  String effects();

  /** How long to try again when it cannot be reached, since it last could. */
  Duration patience();

  /**
   * Where S22 notes that an effect may have begun there, lest a machine that cannot be reached
   * later be taken for one that never was; empty for a machine that can always be asked.
   */
  Optional<Path> notes();

  /** The threads that may wait for its output. */
  ThreadFactory readers();

  /** Its name in messages. */
  String name();

  /** A running {@code sh}. */
  interface Link extends AutoCloseable {
    InputStream output();

    InputStream errors();

    /** The exit code of {@code sh}, once both streams have ended; empty when the link was cut. */
    OptionalInt exitCode();

    /** Lets go: stops listening and leaves whatever runs there running. */
    @Override
    void close();
  }
}
