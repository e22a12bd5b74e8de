package io.s22.server.api;

import io.s22.plan.S22Exception;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.people.Audit;
import io.s22.server.people.Caller;
import io.s22.server.people.Keys;
import io.s22.server.people.Scope;
import io.s22.server.people.Tokens;
import io.s22.store.JdbcRunStore;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1}: from a request to an operation and back. Takes tokens alone, never cookies. */
public final class ApiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Caller NOBODY =
      new Caller("", "?", io.s22.server.people.Role.VIEWER, Set.of(), "nobody");
  private static final int MOST_TEXT = 1 << 20;
  private static final int MOST_JSON = 64 << 10;
  private static final int MOST_LARGE = 16 << 20;
  private static final double HEAVY_COST = 20;
  private static final int NO_CONTENT = 204;
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 405, 408, 413, 415, 422, 429);

  private final transient Router router;
  private final transient Parts parts;
  private final transient Bodies bodies;

  /**
   * What it works with.
   *
   * @param callers how much each token may ask
   * @param strangers how often each address may come without a good one
   * @param trouble told of defects
   */
  public record Parts(
      Tokens tokens,
      Audit audit,
      Buckets callers,
      Buckets strangers,
      io.s22.store.Tables tables,
      io.s22.run.Clock clock,
      Consumer<Throwable> trouble) {}

  private final transient Answers answers;

  public ApiServlet(List<Operation> operations, Parts parts) {
    this.router = new Router(operations);
    this.parts = parts;
    this.bodies = new Bodies(parts.clock());
    this.answers = new Answers(parts.tables(), parts.clock());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller[] known = {NOBODY};
    try {
      write(request, response, answer(request, known));
    } catch (S22Exception refused) {
      int status = Problem.status(refused);
      tell(request, known[0], status, refused.code());
      write(request, response, problem(status, refused));
    } catch (RuntimeException defect) {
      parts.trouble().accept(defect);
      S22Exception said =
          new S22Exception(
              "S22-9001", "A defect in S22 itself.", "Report it with the time of the request.");
      write(request, response, problem(500, said));
    }
  }

  private static Reply problem(int status, S22Exception refused) {
    Reply reply =
        new Reply(
            status, "application/problem+json", Wire.bytes(Problem.of(status, refused)), Map.of());
    if (refused instanceof Denied denied && denied.retryAfter() > 0) {
      return reply.with("Retry-After", Long.toString(denied.retryAfter()));
    }
    if (status == 405) {
      String mend = refused.mend();
      return reply.with("Allow", mend.substring("It takes ".length(), mend.length() - 1));
    }
    return status == 401 ? reply.with("WWW-Authenticate", "Bearer realm=\"s22\"") : reply;
  }

  /**
   * What was refused is a fact of security: an attack begins with what looks like a typing error.
   * Not what merely came too late (409, 412), and not where strangers look for paths.
   */
  private void tell(HttpServletRequest request, Caller caller, int status, String code) {
    if (REFUSED.contains(status) || status == 404 && caller != NOBODY) {
      String tenant = caller == NOBODY ? JdbcRunStore.MAIN : caller.tenant();
      parts
          .audit()
          .refused(
              tenant,
              caller.login(),
              "api",
              "status",
              Integer.toString(status),
              "code",
              code,
              "method",
              request.getMethod(),
              "path",
              request.getRequestURI(),
              "from",
              request.getRemoteAddr(),
              "via",
              caller.via());
    }
  }

  private Reply answer(HttpServletRequest request, Caller[] known) throws IOException {
    List<String> segments = segments(request.getRequestURI());
    boolean head = request.getMethod().equals("HEAD");
    if (request.getHeader("Authorization") != null) {
      known[0] = caller(request);
    }
    Router.Found found = find(head ? "GET" : request.getMethod(), segments, known[0], request);
    Operation operation = found.operation();
    Caller caller = operation.is(Trait.PUBLIC) ? NOBODY : allowed(operation, known[0], request);
    double cost = operation.is(Trait.HEAVY) ? HEAVY_COST : 1;
    String counted = caller == NOBODY ? request.getRemoteAddr() : caller.via();
    enough(caller == NOBODY ? parts.strangers() : parts.callers(), counted, cost);
    byte[] body = body(request, operation);
    Ask ask = new Ask(caller, found.path(), query(request), body);
    return done(request, found, ask);
  }

  /** Nobody who is not signed in learns which paths there are. */
  private Router.Found find(
      String method, List<String> segments, Caller caller, HttpServletRequest request) {
    try {
      return router.find(method, segments);
    } catch (Denied unknown) {
      if (caller == NOBODY) {
        stranger(request);
        throw notSignedIn();
      }
      throw unknown;
    }
  }

  private Reply done(HttpServletRequest request, Router.Found found, Ask ask) {
    Operation operation = found.operation();
    if (operation.method() == Method.GET) {
      return operation.handler().answer(ask);
    }
    String key = request.getHeader("Idempotency-Key");
    if (operation.method() == Method.POST && key != null) {
      String whole = request.getRequestURI() + "\n" + ask.text();
      return answers.once(
          ask.caller(),
          key,
          whole,
          operation.is(Trait.SECRET),
          () -> operation.handler().answer(ask));
    }
    if (operation.is(Trait.HEAVY)) {
      // It takes seconds: nobody else's writing waits for it.
      return operation.handler().answer(ask);
    }
    synchronized (this) {
      unchanged(request, found, ask);
      return operation.handler().answer(ask);
    }
  }

  /** {@code If-Match} and {@code If-None-Match: *} against what GET of the same path gives. */
  private void unchanged(HttpServletRequest request, Router.Found found, Ask ask) {
    String match = request.getHeader("If-Match");
    boolean fresh = "*".equals(request.getHeader("If-None-Match"));
    if (match == null && !fresh) {
      return;
    }
    List<String> segments = segments(request.getRequestURI());
    String now = null;
    try {
      Operation twin = router.find("GET", segments).operation();
      now = etag(twin.handler().answer(new Ask(ask.caller(), ask.path(), Map.of(), new byte[0])));
    } catch (Denied none) {
      if (!Set.of(404, 405).contains(none.status())) {
        throw none;
      }
    }
    if (fresh ? now != null : now == null || !matches(match, now)) {
      throw new Denied(
          412,
          "S22-9305",
          "It is not as you last saw it.",
          "Get it again, and see whether you still want the change.");
    }
  }

  private Caller caller(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      Caller caller = parts.tokens().caller(header.substring(7).strip()).orElse(null);
      if (caller != null) {
        return caller;
      }
    }
    stranger(request);
    throw notSignedIn();
  }

  private void stranger(HttpServletRequest request) {
    enough(parts.strangers(), request.getRemoteAddr(), 1);
  }

  private static Denied notSignedIn() {
    return new Denied(
        401,
        "S22-9301",
        "The request carries no token, or one that is not good.",
        "Send 'Authorization: Bearer s22_...'; the console makes tokens.");
  }

  private Caller allowed(Operation operation, Caller caller, HttpServletRequest request) {
    if (caller == NOBODY) {
      stranger(request);
      throw notSignedIn();
    }
    Scope scope = operation.scope();
    if (scope != null && !caller.may(scope)) {
      throw Denied.forbidden("This wants the scope " + scope.code() + ".");
    }
    return caller;
  }

  private static void enough(Buckets buckets, String who, double cost) {
    long seconds = buckets.take(who, cost);
    if (seconds > 0) {
      throw Denied.tooMany(seconds);
    }
  }

  private byte[] body(HttpServletRequest request, Operation operation) throws IOException {
    boolean text = operation.takes() == String.class;
    int most = operation.is(Trait.LARGE) ? MOST_LARGE : text ? MOST_TEXT : MOST_JSON;
    byte[] body = bodies.read(request, most);
    String type = request.getContentType() == null ? "" : request.getContentType();
    if (body.length > 0 && !text && !type.startsWith(Reply.JSON)) {
      throw new Denied(
          415,
          "S22-9313",
          "The body is not said to be JSON.",
          "Send 'Content-Type: application/json'.");
    }
    return body;
  }

  private static List<String> segments(String uri) {
    String rest = uri.substring(Math.min(uri.length(), "/api/v1/".length()));
    try {
      return Arrays.stream(rest.split("/", -1))
          .map(each -> URLDecoder.decode(each.replace("+", "%2B"), StandardCharsets.UTF_8))
          .toList();
    } catch (IllegalArgumentException e) {
      throw Denied.missing("such path in the API");
    }
  }

  private static Map<String, String> query(HttpServletRequest request) {
    Map<String, String> query = new HashMap<>();
    String text = request.getQueryString();
    for (String pair : (text == null ? "" : text).split("&")) {
      String[] halves = pair.split("=", 2);
      if (halves.length == 2) {
        query.put(decoded(halves[0]), decoded(halves[1]));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Denied.malformed("A parameter cannot be read.", "Encode it as RFC 3986 says.");
    }
  }

  private static String etag(Reply reply) {
    return "\""
        + Keys.hash(new String(reply.body(), StandardCharsets.UTF_8)).substring(0, 24)
        + "\"";
  }

  private static boolean matches(@Nullable String header, String etag) {
    return header != null
        && Arrays.stream(header.split(",", 50))
            .map(String::strip)
            .map(each -> each.startsWith("W/") ? each.substring(2) : each)
            .anyMatch(each -> each.equals("*") || each.equals(etag));
  }

  private static void write(HttpServletRequest request, HttpServletResponse response, Reply reply)
      throws IOException {
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    reply.headers().forEach(response::setHeader);
    response.setStatus(reply.status());
    if (reply.status() == 200 && Set.of("GET", "HEAD").contains(request.getMethod())) {
      String etag = etag(reply);
      response.setHeader("ETag", etag);
      response.setHeader("Cache-Control", "private, no-cache");
      if (matches(request.getHeader("If-None-Match"), etag)) {
        response.setStatus(304);
        return;
      }
    }
    if (reply.status() != NO_CONTENT) {
      boolean text = reply.type().startsWith("text/");
      response.setContentType(text ? reply.type() + "; charset=utf-8" : reply.type());
      response.setContentLength(reply.body().length);
      if (!request.getMethod().equals("HEAD")) {
        response.getOutputStream().write(reply.body());
      }
    }
  }
}
