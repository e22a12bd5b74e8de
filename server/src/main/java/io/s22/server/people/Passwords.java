package io.s22.server.people;

import io.s22.server.Denied;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Passwords as Argon2id (RFC 9106) with the figures OWASP advises: 19 MiB, two passes. No more than
 * two at a time: a flood of sign-ins must not eat the memory.
 */
public final class Passwords {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);
  private final Semaphore atOnce = new Semaphore(2);
  private volatile @Nullable String nobodys;

  /**
   * What is stored of a password.
   *
   * @throws Denied S22-9304 when it is too short, too long or the login itself
   */
  String stored(String login, String password) {
    if (password.length() < SHORTEST
        || password.length() > LONGEST
        || password.equalsIgnoreCase(login)) {
      throw Denied.malformed(
          "The password has " + password.length() + " characters or is the name itself.",
          "Take " + SHORTEST + " to " + LONGEST + " characters that only you know.");
    }
    return encoded(password);
  }

  private String encoded(String password) {
    atOnce.acquireUninterruptibly();
    try {
      return String.valueOf(encoder.encode(password));
    } finally {
      atOnce.release();
    }
  }

  /** Whether {@code password} is the one; takes as long where there is none to compare with. */
  boolean matches(String password, @Nullable String stored) {
    String known = stored == null ? dummy() : stored;
    String given = password.length() > LONGEST ? "" : password;
    atOnce.acquireUninterruptibly();
    try {
      return encoder.matches(given, known) && stored != null;
    } finally {
      atOnce.release();
    }
  }

  private String dummy() {
    String known = nobodys;
    if (known == null) {
      known = encoded("nobody's password");
      nobodys = known;
    }
    return known;
  }
}
