package io.s22.plan;

/** An error a person can act on: a code, the culprit, the mend. Never shown as a stack trace. */
public class S22Exception extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String mend;

  /**
   * @param code {@code S22-1234}; its page is {@code docs/errors/S22-1234.md}
   * @param what the culprit by name, and what is wrong, in one sentence
   * @param mend what to do, in one sentence
   */
  public S22Exception(String code, String what, String mend) {
    super(what);
    this.code = code;
    this.mend = mend;
  }

  public S22Exception(String code, String what, String mend, Throwable cause) {
    super(what, cause);
    this.code = code;
    this.mend = mend;
  }

  public String code() {
    return code;
  }

  public String mend() {
    return mend;
  }
}
