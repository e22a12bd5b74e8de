package io.s22.server.live;

import io.s22.tell.Language;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that is public and read: the page, its documents, and what viewers without a WebSocket
 * use. Takes GET and HEAD; nothing here changes anything.
 */
public final class PublicServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final long BEAT_MILLIS = 15_000;

  /** What pages of others may read. */
  private static final List<String> ELSEWHERE =
      List.of("api/", "badge", "widget.", "calendar.ics", "history.", "events.jsonld");

  /** The one page that others may show in a frame: it has no script, no form, and no cookie. */
  private static final String EMBEDDED =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors *";

  private final transient Board main;
  private final transient Function<String, Optional<Board>> boards;

  /**
   * @param main what is at {@code /}
   * @param boards what is at {@code /t/NAME/}
   */
  public PublicServlet(Board main, Function<String, Optional<Board>> boards) {
    this.main = main;
    this.boards = boards;
  }

  /** A board, and what is asked of it. */
  private record Place(Board board, String path) {}

  private Optional<Place> place(String path) {
    if (!path.startsWith("/t/")) {
      return Optional.of(new Place(main, path));
    }
    int end = path.indexOf('/', 3);
    return end < 0
        ? Optional.empty()
        : boards.apply(path.substring(3, end)).map(board -> new Place(board, path.substring(end)));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    secure(response);
    if (!List.of("GET", "HEAD").contains(request.getMethod())) {
      response.setHeader("Allow", "GET, HEAD");
      fail(response, 405, "Method not allowed");
      return;
    }
    try {
      answer(request, response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(response, 503, "The server is stopping");
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    Map<String, List<String>> parameters = parameters(request);
    String accepted = Optional.ofNullable(request.getHeader("Accept-Language")).orElse("");
    Language language = Asked.language(parameters, accepted);
    response.setHeader("Vary", "Accept-Language");
    response.setHeader("Content-Language", language.tag());
    Optional<Place> place = place(path);
    if (place.isEmpty()) {
      fail(response, 404, "Not found");
      return;
    }
    Board board = place.get().board();
    long since = Asked.since(parameters);
    switch (place.get().path()) {
      case "/live/events" -> stream(board, request, response, language, since);
      case "/live/poll" -> poll(board, response, language, since);
      default -> document(board, request, response, place.get().path().substring(1), language);
    }
  }

  static Map<String, List<String>> parameters(HttpServletRequest request) {
    Map<String, List<String>> parameters = new HashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
    return parameters;
  }

  private static void document(
      Board board,
      HttpServletRequest request,
      HttpServletResponse response,
      String path,
      Language language)
      throws IOException, InterruptedException {
    Optional<Edition.Served> found =
        board.newest().document(path, path.startsWith("api/") ? api(request, language) : language);
    if (found.isEmpty()) {
      fail(response, 404, "Not found");
      return;
    }
    Edition.Served served = found.get();
    response.setHeader("ETag", served.etag());
    response.setHeader("Cache-Control", "no-cache");
    if (path.equals("widget.html")) {
      response.setHeader("Content-Security-Policy", EMBEDDED);
      response.setHeader("Refresh", "60");
    }
    if (ELSEWHERE.stream().anyMatch(path::startsWith)) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
    if (matches(request.getHeader("If-None-Match"), served.etag())) {
      response.setStatus(304);
      return;
    }
    response.setContentType(served.type());
    response.setContentLength(served.body().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(served.body());
    }
  }

  /** Programs get English unless they name a language: what they compare must not move. */
  private static Language api(HttpServletRequest request, Language language) {
    return request.getParameter("lang") == null ? Language.EN : language;
  }

  private static boolean matches(@org.jspecify.annotations.Nullable String header, String etag) {
    if (header == null) {
      return false;
    }
    return Arrays.stream(header.split(",", 50))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || each.equals(etag) || ("W/" + each).equals(etag));
  }

  private static void poll(Board board, HttpServletResponse response, Language language, long since)
      throws IOException, InterruptedException {
    byte[] body = board.newest().message(language, since).getBytes(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Server-sent events: the id of each is the edition's number, which the browser names again. */
  private static void stream(
      Board board,
      HttpServletRequest request,
      HttpServletResponse response,
      Language language,
      long since)
      throws IOException, InterruptedException {
    String last = request.getHeader("Last-Event-ID");
    long seen = last == null ? since : Asked.number(last);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    response.setContentType("text/event-stream; charset=utf-8");
    PrintWriter out = response.getWriter();
    Edition edition = board.newest();
    while (!out.checkError()) {
      out.write("id: " + edition.version() + "\ndata: " + edition.message(language, seen) + "\n\n");
      out.flush();
      seen = edition.version();
      edition = board.after(seen, BEAT_MILLIS);
    }
  }

  static void fail(HttpServletResponse response, int status, String words) throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    byte[] body = (words + "\n").getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Nothing inline, nothing from elsewhere, nothing framed. */
  static void secure(HttpServletResponse response) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }
}
