package io.s22.server.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The console's cookies: for this host alone, out of scripts' reach, and over TLS alone but where
 * the server is reached on the loopback of its own machine.
 */
final class Cookies {
  private final boolean secure;

  Cookies(boolean secure) {
    this.secure = secure;
  }

  private String name(String name) {
    return secure ? "__Host-" + name : name;
  }

  @Nullable String get(HttpServletRequest request, String name) {
    Cookie[] all = request.getCookies();
    for (Cookie each : all == null ? new Cookie[0] : all) {
      if (each.getName().equals(name(name))) {
        return each.getValue();
      }
    }
    return null;
  }

  /** Sets a cookie until the browser closes; an empty value ends it. */
  void set(HttpServletResponse response, String name, String value) {
    write(response, name, value, value.isEmpty() ? "; Max-Age=0" : "");
  }

  private void write(HttpServletResponse response, String name, String value, String more) {
    response.addHeader(
        "Set-Cookie",
        name(name)
            + "="
            + value
            + "; Path=/; HttpOnly; SameSite=Lax"
            + (secure ? "; Secure" : "")
            + more);
  }
}
