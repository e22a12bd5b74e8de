package io.s22.server.console;

import io.s22.plan.S22Exception;
import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.api.Bodies;
import io.s22.server.api.Buckets;
import io.s22.server.live.Asked;
import io.s22.server.people.Caller;
import io.s22.server.people.Keys;
import io.s22.server.people.Sessions.SignedIn;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Language;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /console}: from a browser's request to a page and back. */
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BODY = 1 << 20;
  private static final String SESSION = "s22";
  private static final String FORM = "s22-form";
  private static final String LANGUAGE = "s22-lang";

  private final transient Reception front;
  private final transient Cookies cookies;
  private final transient Buckets strangers;
  private final transient Bodies bodies;
  private final transient Renderer renderer = new Renderer();
  private final transient Routes routes;
  private final transient Streams streams;

  /**
   * @param secure whether it is reached by TLS
   * @param strangers how often each address may try to sign in
   * @param oidc who else vouches for people; null for nobody
   */
  public ConsoleServlet(
      Reception front, boolean secure, Buckets strangers, @Nullable OidcDoor oidc) {
    this.front = front;
    this.cookies = new Cookies(secure);
    this.strangers = strangers;
    this.bodies = new Bodies(front.clock());
    this.routes = new Routes(front, oidc);
    this.streams = new Streams(front.desk().changes());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Headers.guard(response);
    List<String> path = Requests.path(request, "/console");
    if (path.size() == 2 && path.getFirst().equals("assets")) {
      asset(response, path.get(1));
      return;
    }
    SignedIn in = front.sessions().find(cookies.get(request, SESSION)).orElse(null);
    String formKey =
        Optional.ofNullable(cookies.get(request, FORM))
            .orElseGet(() -> {
              String fresh = front.keys().secret();
              cookies.set(response, FORM, fresh);
              return fresh;
            });
    Language language = language(request, response);
    Visit visit =
        new Visit(path, Requests.query(request), language, in, request.getRemoteAddr(), formKey);
    try {
      if (streams(request, visit)) {
        stream(request, response, visit);
        return;
      }
      write(response, answer(request, visit));
    } catch (S22Exception refused) {
      refuse(request, response, visit, refused);
    } catch (RuntimeException defect) {
      front.desk().trouble(defect);
      S22Exception said =
          new S22Exception("S22-9001", "A defect in S22 itself.", "Report it with the time.");
      write(response, refusal(visit, 500, said));
    }
  }

  /** Parts of pages are streamed to whoever asks for events, and given once to all others. */
  private static boolean streams(HttpServletRequest request, Visit visit) {
    String accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    return request.getMethod().equals("GET")
        && visit.signedIn() != null
        && accepted.startsWith("text/event-stream");
  }

  private void stream(HttpServletRequest request, HttpServletResponse response, Visit visit)
      throws IOException {
    boolean live = visit.path().equals(List.of("health")) || visit.at(2).equals("live");
    if (!live) {
      throw Denied.missing("such stream");
    }
    String cookie = cookies.get(request, SESSION);
    streams.stream(
        visit.caller().via(),
        response,
        () -> front.sessions().find(cookie),
        in -> part(visit.by(in)));
  }

  private String part(Visit visit) {
    return switch (routes.get(visit)) {
      case View.Page(int status, String template, Map<String, Object> model) ->
          renderer.page(template, model);
      case View.Go go -> throw Denied.missing("such stream");
      case View.Picture picture -> throw Denied.missing("such stream");
      case View.Download download -> throw Denied.missing("such stream");
    };
  }

  private View answer(HttpServletRequest request, Visit visit) throws IOException {
    if (List.of("GET", "HEAD").contains(request.getMethod())) {
      return routes.get(visit);
    }
    if (!request.getMethod().equals("POST")) {
      throw new Denied(405, "S22-9308", "Pages take GET and POST.", "It takes GET, POST.");
    }
    Map<String, String> fields = Requests.form(bodies.read(request, MOST_BODY));
    Visit posted =
        new Visit(
            visit.path(),
            fields,
            visit.language(),
            visit.signedIn(),
            visit.from(),
            visit.formKey());
    mustBeOurs(request, posted);
    if (posted.signedIn() == null) {
      long seconds = strangers.take(posted.from(), 1);
      if (seconds > 0) {
        throw Denied.tooMany(seconds);
      }
    }
    return routes.post(posted);
  }

  /** A form comes from a page of ours, shown to the same browser. */
  private static void mustBeOurs(HttpServletRequest request, Visit visit) {
    SignedIn in = visit.signedIn();
    String wanted = in == null ? visit.formKey() : in.csrf();
    String site = request.getHeader("Sec-Fetch-Site");
    boolean ours = site == null || List.of("same-origin", "none").contains(site);
    if (!ours || !Keys.same(wanted, visit.field("csrf"))) {
      throw new Denied(
          403,
          "S22-9317",
          "The form does not come from a page of this session.",
          "Open the page again, and send the form from there.");
    }
  }

  private Language language(HttpServletRequest request, HttpServletResponse response) {
    String named = Requests.query(request).get("lang");
    if (named != null && request.getMethod().equals("GET")) {
      cookies.set(response, LANGUAGE, named.startsWith("zh") ? "zh" : "en");
    }
    String kept = named == null ? cookies.get(request, LANGUAGE) : named;
    String header = Optional.ofNullable(request.getHeader("Accept-Language")).orElse("");
    return Asked.language(kept == null ? Map.of() : Map.of("lang", List.of(kept)), header);
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Visit visit, S22Exception refused)
      throws IOException {
    int unfit = refused.code().equals("S22-3112") ? 422 : 503;
    int status = refused instanceof Denied denied ? denied.status() : unfit;
    SignedIn in = visit.signedIn();
    if (List.of(400, 401, 403, 405, 408, 413, 422, 429).contains(status)
        || in != null && status == 404) {
      Caller caller = in == null ? null : in.caller();
      front
          .audit()
          .refused(
              caller == null ? JdbcRunStore.MAIN : caller.tenant(),
              caller == null ? "?" : caller.login(),
              "console",
              "status",
              Integer.toString(status),
              "code",
              refused.code(),
              "path",
              request.getRequestURI(),
              "from",
              visit.from());
    }
    write(response, refusal(visit, status, refused));
  }

  private static View refusal(Visit visit, int status, S22Exception refused) {
    return new View.Page(
        status,
        "refused.jte",
        Map.of(
            "frame", visit.frame(visit.say("That cannot be done", "无法完成")),
            "code", refused.code(),
            "what", String.valueOf(refused.getMessage()),
            "mend", refused.mend()));
  }

  private void write(HttpServletResponse response, View view) throws IOException {
    switch (view) {
      case View.Go(String path, String cookie) -> {
        if (cookie != null) {
          cookies.set(response, SESSION, cookie);
        }
        response.setStatus(303);
        response.setHeader("Location", path);
      }
      case View.Page(int status, String template, Map<String, Object> model) -> {
        response.setStatus(status);
        html(response, renderer.page(template, model));
      }
      case View.Picture(String html) -> {
        Headers.allowStyles(response);
        html(response, html);
      }
      case View.Download(String type, String name, byte[] body) -> {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "inline; filename=\"" + name + "\"");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
      }
    }
  }

  private static void html(HttpServletResponse response, String html) throws IOException {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/html; charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static void asset(HttpServletResponse response, String name) throws IOException {
    String type = Map.of("console.css", "text/css", "console.js", "text/javascript").get(name);
    if (type == null) {
      response.setStatus(404);
      return;
    }
    try (InputStream in =
        ConsoleServlet.class.getResourceAsStream("/io/s22/server/console/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      response.setContentType(type + "; charset=utf-8");
      response.setHeader("Cache-Control", "no-cache");
      response.getOutputStream().write(in.readAllBytes());
    }
  }
}
