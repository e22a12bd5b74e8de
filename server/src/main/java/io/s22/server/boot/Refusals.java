package io.s22.server.boot;

import io.s22.server.people.Audit;
import io.s22.store.JdbcRunStore;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Journals what the container refuses by itself: request lines and headers that are none, bodies
 * that are not what their head says, other protocols. None of S22's servlets sees such a request,
 * or sees only an exception; what they refuse they journal themselves. The audit's measure a minute
 * holds here too.
 */
final class Refusals extends ValveBase implements AccessLog {
  private static final String SEEN = "io.s22.seen";
  private static final int BAD = 400;

  private final Supplier<Audit> audit;

  Refusals(Supplier<Audit> audit) {
    super(true);
    this.audit = audit;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    // A bad head comes here with its status, for an error page; no servlet is asked.
    boolean refused = response.getStatus() >= BAD;
    getNext().invoke(request, response);
    if (!refused
        && response.getStatus() >= BAD
        && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null) {
      request.setAttribute(SEEN, SEEN);
    }
  }

  /** Called for every request, also for one that came no further than its first line. */
  @Override
  public void log(Request request, Response response, long time) {
    int status = response.getStatus();
    if (status < BAD || request.getAttribute(SEEN) != null) {
      return;
    }
    audit
        .get()
        .refused(
            JdbcRunStore.MAIN,
            "?",
            "http",
            "status",
            Integer.toString(status),
            "method",
            known(request.getMethod()),
            "path",
            first(known(request.getRequestURI())),
            "from",
            known(request.getRemoteAddr()));
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The first segment: the rest of some paths is a secret, such as users' own links. */
  private static String first(String path) {
    int second = path.indexOf('/', 1);
    return second < 0 ? path : path.substring(0, second);
  }

  @Override
  public void setRequestAttributesEnabled(boolean enabled) {
    // Addresses are taken as they are: no proxy's word is believed here.
  }

  @Override
  public boolean getRequestAttributesEnabled() {
    return false;
  }
}
