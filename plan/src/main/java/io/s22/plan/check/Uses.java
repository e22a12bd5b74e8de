package io.s22.plan.check;

/** The words of {@code uses}: {@code mariadb.upgrade}, or {@code shell} alone. */
record Uses(String driver, String action) {
  static Uses of(String written) {
    int dot = written.indexOf('.');
    return dot < 0
        ? new Uses(written, "")
        : new Uses(written.substring(0, dot), written.substring(dot + 1));
  }
}
