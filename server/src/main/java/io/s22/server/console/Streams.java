package io.s22.server.console;

import io.s22.plan.S22Exception;
import io.s22.server.Denied;
import io.s22.server.live.Changes;
import io.s22.server.people.Sessions.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps parts of pages as they are now (server-sent events): each event is the part's HTML, sent
 * when it became another. Nobody learns of changes that are not in his own page.
 */
final class Streams {
  private static final long BEAT_MILLIS = 5_000;

  /** Changes that come in a burst make one event. */
  private static final long GATHER_MILLIS = 250;

  private static final int MOST_OF_A_SESSION = 12;
  private static final int RETRY_MILLIS = 2_000;

  private final Changes changes;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  Streams(Changes changes) {
    this.changes = changes;
  }

  /**
   * Streams until the viewer leaves, or is no longer signed in.
   *
   * @param signedIn who looks, asked again before each event
   * @param part makes the HTML for him
   */
  void stream(
      String session,
      HttpServletResponse response,
      Supplier<Optional<SignedIn>> signedIn,
      Function<SignedIn, String> part)
      throws IOException {
    if (open.merge(session, 1, Integer::sum) > MOST_OF_A_SESSION) {
      left(session);
      throw Denied.tooMany(RETRY_MILLIS / 1_000);
    }
    try {
      SignedIn first = signedIn.get().orElseThrow(() -> Denied.missing("such page"));
      // What cannot be shown is refused before anything is sent.
      String html = part.apply(first);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      response.setContentType("text/event-stream; charset=utf-8");
      send(response.getWriter(), html, signedIn, part);
    } finally {
      left(session);
    }
  }

  private void left(String session) {
    open.computeIfPresent(session, (key, count) -> count <= 1 ? null : count - 1);
  }

  private void send(
      PrintWriter out,
      String first,
      Supplier<Optional<SignedIn>> signedIn,
      Function<SignedIn, String> part) {
    String shown = "";
    String html = first;
    long seen = changes.count();
    out.write("retry: " + RETRY_MILLIS + "\n\n");
    try {
      while (true) {
        out.write(html.equals(shown) ? ": as before\n\n" : event(html));
        if (out.checkError()) {
          return;
        }
        shown = html;
        seen = changes.after(seen, BEAT_MILLIS);
        TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        SignedIn in = signedIn.get().orElse(null);
        if (in == null) {
          out.write("event: out\ndata: out\n\n");
          out.flush();
          return;
        }
        html = part.apply(in);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (S22Exception gone) {
      // What was shown is no more, or the store refuses: the viewer asks again, and is told why.
      out.flush();
    }
  }

  private static String event(String html) {
    StringBuilder event = new StringBuilder();
    html.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
    return event.append('\n').toString();
  }
}
