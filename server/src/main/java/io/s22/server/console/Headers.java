package io.s22.server.console;

import jakarta.servlet.http.HttpServletResponse;

/** What browsers are told to be wary of. */
final class Headers {
  private Headers() {}

  /** Nothing inline, nothing from elsewhere, nothing kept, nothing framed by others. */
  static void guard(HttpServletResponse response) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
  }

  /** A picture of ours brings its own styles; it may do nothing else, and be framed by us. */
  static void allowStyles(HttpServletResponse response) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'self'");
  }
}
