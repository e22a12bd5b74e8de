package io.s22.server;

import io.s22.plan.S22Exception;

/** A request that is refused, with its HTTP status. */
public final class Denied extends S22Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final long retryAfter;

  public Denied(int status, String code, String what, String mend) {
    this(status, code, what, mend, 0);
  }

  private Denied(int status, String code, String what, String mend, long retryAfter) {
    super(code, what, mend);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** In how many seconds to try again; 0 where that would not help. */
  public long retryAfter() {
    return retryAfter;
  }

  /** The caller asks more than he may. */
  public static Denied tooMany(long seconds) {
    return new Denied(
        429, "S22-9306", "Too many requests.", "Try again in " + seconds + " s.", seconds);
  }

  public int status() {
    return status;
  }

  /** The request itself is wrong. */
  public static Denied malformed(String what, String mend) {
    return new Denied(422, "S22-9304", what, mend);
  }

  /** No such thing, or not the caller's: the answer is the same. */
  public static Denied missing(String what) {
    return new Denied(
        404, "S22-9303", "There is no " + what + ".", "Look at the list of what there is.");
  }

  /** Something stands against it. */
  public static Denied conflict(String what, String mend) {
    return new Denied(409, "S22-9315", what, mend);
  }

  /** The caller may not. */
  public static Denied forbidden(String what) {
    return new Denied(
        403, "S22-9302", what, "Ask an administrator for a role or token that may do it.");
  }
}
