package io.s22.server.api;

import io.s22.run.Clock;
import io.s22.server.Denied;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what a request brings: not too much, and not for too long. */
public final class Bodies {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int CHUNK = 8_192;

  private final Clock clock;

  public Bodies(Clock clock) {
    this.clock = clock;
  }

  /**
   * All of it.
   *
   * @throws Denied S22-9307 when it is too large, S22-9311 when it comes too slowly
   */
  public byte[] read(HttpServletRequest request, int most) throws IOException {
    if (request.getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    Instant until = clock.now().plus(PATIENCE);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = request.getInputStream()) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        all.write(chunk, 0, read);
        if (all.size() > most) {
          throw tooLarge(most);
        }
        if (clock.now().isAfter(until)) {
          throw tooSlow();
        }
      }
    } catch (IOException e) {
      if (timedOut(e)) {
        throw tooSlow();
      }
      throw e;
    }
    return all.toByteArray();
  }

  private static boolean timedOut(IOException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static Denied tooSlow() {
    return new Denied(
        408,
        "S22-9311",
        "The body did not come in time.",
        "Send it within " + PATIENCE.toSeconds() + " s.");
  }

  private static Denied tooLarge(int most) {
    return new Denied(
        413, "S22-9307", "The body is too large.", "Send " + most + " bytes at the most.");
  }
}
