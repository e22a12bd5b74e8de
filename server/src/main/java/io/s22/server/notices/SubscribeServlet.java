package io.s22.server.notices;

import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.run.Clock;
import io.s22.server.live.Asked;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message.Named;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.subscribe.SubscribePages;
import io.s22.tell.subscribe.SubscribePages.Form;
import io.s22.tell.subscribe.SubscribePages.Said;
import io.s22.tell.subscribe.Subscriber.Wish;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pages to sign up, confirm and leave on. What a link in a message does is done by POST alone:
 * programs that look at every link in a mail sign nobody up and nobody off. The one POST of RFC
 * 8058 leaves at once.
 */
public final class SubscribeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Where it answers. */
  public static final String[] PATHS = {
    "/subscribe", "/subscribe/push.js", "/push-worker.js", "/confirm", "/unsubscribe"
  };

  /** The same of other tenants. */
  static final Pattern TENANT =
      Pattern.compile(
          "/t/([a-z0-9-]+)(/subscribe|/subscribe/push\\.js|/push-worker\\.js|/confirm|/unsubscribe)");

  private static final int MOST_CHOICES = 500;

  private final transient NoticeDesk desk;
  private final transient Clock clock;
  private final transient Refusals refusals;
  private final transient SubscribePages pages = new SubscribePages();

  /**
   * @param refusals is told of what was refused, for the journal of security
   */
  public SubscribeServlet(NoticeDesk desk, Clock clock, Refusals refusals) {
    this.desk = desk;
    this.clock = clock;
    this.refusals = refusals;
  }

  /** Takes what was refused. */
  @FunctionalInterface
  public interface Refusals {
    /**
     * @param why a code, or words where there is none
     * @param from the visitor's address
     */
    void refused(String tenant, int status, String why, String path, String from);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    secure(response);
    request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    String whole = request.getRequestURI().substring(request.getContextPath().length());
    Matcher own = TENANT.matcher(whole);
    boolean others = own.matches();
    String path = others ? own.group(2) : whole;
    boolean reads = List.of("GET", "HEAD").contains(request.getMethod());
    boolean posts = request.getMethod().equals("POST");
    if (path.endsWith(".js")) {
      script(path.substring(path.lastIndexOf('/') + 1), response);
    } else if (!reads && !posts) {
      response.setHeader("Allow", "GET, HEAD, POST");
      response.sendError(405);
    } else {
      Asking asking = new Asking(request, response, others ? own.group(1) : JdbcRunStore.MAIN);
      switch (path) {
        case "/confirm" -> asking.confirm(posts);
        case "/unsubscribe" -> asking.leave(posts);
        default -> asking.subscribe(posts);
      }
    }
  }

  private static void script(String name, HttpServletResponse response) throws IOException {
    try (InputStream in = SubscribePages.class.getResourceAsStream(name)) {
      if (in == null) {
        response.sendError(404);
        return;
      }
      byte[] body = in.readAllBytes();
      response.setContentType("text/javascript; charset=utf-8");
      response.setHeader("Cache-Control", "no-cache");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  private static void secure(HttpServletResponse response) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
  }

  /** One request. */
  private final class Asking {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Language language;
    private final @Nullable Office counter;
    private final String tenant;

    Asking(HttpServletRequest request, HttpServletResponse response, String tenant) {
      this.tenant = tenant;
      this.request = request;
      this.response = response;
      this.counter = desk.office(tenant).orElse(null);
      Map<String, List<String>> parameters = new HashMap<>();
      request.getParameterMap().forEach((name, all) -> parameters.put(name, Arrays.asList(all)));
      String accepted = Optional.ofNullable(request.getHeader("Accept-Language")).orElse("");
      this.language = Asked.language(parameters, accepted);
    }

    void subscribe(boolean posted) throws IOException {
      Office here = counter;
      if (!posted || here == null) {
        form(posted ? 404 : 200, null);
        return;
      }
      if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
        tell(403, "from another site");
        form(403, say("Use the form on this page.", "请使用本页表单。"));
        return;
      }
      try {
        here.signUps()
            .ask(
                Medium.of(one("channel"))
                    .orElseThrow(() ->
                        new S22Exception("S22-9613", "There is no such channel.", "Choose one.")),
                one("address"),
                one("secret"),
                wish(here),
                request.getRemoteAddr(),
                clock.now());
        said(
            202,
            say("One more step", "还差一步"),
            say(
                "If that address can be written to, a message is on its way to it. Open the link in"
                    + " it within 48 hours.",
                "如果该地址可用，确认消息已发出；请在 48 小时内打开其中的链接。"));
      } catch (S22Exception refused) {
        refused(refused);
      }
    }

    private void refused(S22Exception refused) throws IOException {
      int status =
          switch (refused.code()) {
            case "S22-9612" -> 429;
            case "S22-9613" -> 404;
            case "S22-9611" -> 400;
            default -> 503;
          };
      if (status != 503) {
        tell(status, refused.code());
      }
      if (status == 429) {
        response.setHeader("Retry-After", "600");
      }
      form(
          status,
          status == 503
              ? say("That does not work now; try again later.", "暂时无法处理，请稍后再试。")
              : refused.code() + ": " + refused.getMessage() + " " + refused.mend());
    }

    private void tell(int status, String why) {
      if (counter != null) {
        refusals.refused(tenant, status, why, request.getRequestURI(), request.getRemoteAddr());
      }
    }

    private Wish wish(Office here) {
      List<String> services = all("service");
      Map<String, Text> known = here.services();
      if (!known.keySet().containsAll(services)) {
        throw new S22Exception(
            "S22-9611", "One of the services is not known.", "Choose from the list.");
      }
      List<NoticeKind> kinds =
          all("kind").stream()
              .map(NoticeKind::of)
              .flatMap(Optional::stream)
              .filter(NoticeKind.choices()::contains)
              .toList();
      return new Wish(language, services, kinds.isEmpty() ? NoticeKind.usual() : kinds);
    }

    void confirm(boolean posted) throws IOException {
      Office here = counter;
      String token = one("t");
      boolean good =
          here != null
              && (posted
                  ? here.signUps().confirm(token, clock.now()).isPresent()
                  : here.signUps().confirmable(token, clock.now()).isPresent());
      if (!good) {
        tell(400, "no such link");
        said(
            400,
            say("This link does not hold", "链接无效"),
            say("It is too old, or broken. Subscribe again.", "链接已过期或不完整，请重新订阅。"));
      } else if (posted) {
        said(
            200,
            say("You are subscribed", "订阅成功"),
            say("You will be told from now on.", "此后将通知您。"));
      } else {
        asks(
            say("Be told of maintenance?", "确认订阅？"),
            say("One click, and you are.", "点击即完成订阅。"),
            say("Yes, tell me", "确认订阅"),
            "confirm",
            token);
      }
    }

    void leave(boolean posted) throws IOException {
      Office here = counter;
      String token = one("t");
      boolean good =
          here != null
              && (posted
                  ? here.signUps().leave(token, clock.now())
                  : here.signUps().leaving(token, clock.now()).isPresent());
      if (!good) {
        tell(400, "no such link");
        said(
            400,
            say("This link does not hold", "链接无效"),
            say("It is broken; take the one in the newest message.", "请使用最新通知中的链接。"));
      } else if (posted) {
        said(
            200,
            say("You have left", "已退订"),
            say("Nothing more comes, and your address is forgotten.", "不会再有通知，您的地址已删除。"));
      } else {
        asks(
            say("Leave?", "退订？"),
            say("You are no longer told of maintenance.", "您将不再收到维护通知。"),
            say("Leave", "退订"),
            "unsubscribe",
            token);
      }
    }

    private void form(int status, @Nullable String problem) throws IOException {
      Office here = counter;
      List<Medium> media =
          here == null ? List.of() : here.signUps().offered().stream().sorted().toList();
      List<Named> services =
          here == null
              ? List.of()
              : here.services().entrySet().stream()
                  .limit(MOST_CHOICES)
                  .map(e -> new Named(e.getKey(), e.getValue().in(language.locale())))
                  .toList();
      Form form =
          new Form(
              language,
              here == null ? "S22" : here.site().name(),
              media,
              services,
              here == null ? "" : here.pushKey(),
              problem);
      html(status, pages.form(form));
    }

    private void said(int status, String title, String text) throws IOException {
      html(status, pages.said(new Said(language, site(), title, text, null, "", "")));
    }

    private void asks(String title, String text, String button, String action, String token)
        throws IOException {
      String to = action + "?lang=" + language.code();
      html(200, pages.said(new Said(language, site(), title, text, button, to, token)));
    }

    private String site() {
      Office here = counter;
      return here == null ? "S22" : here.site().name();
    }

    private void html(int status, String html) throws IOException {
      byte[] body = html.getBytes(StandardCharsets.UTF_8);
      response.setStatus(status);
      response.setContentType("text/html; charset=utf-8");
      response.setHeader("Content-Language", language.tag());
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }

    private String one(String name) {
      return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    private List<String> all(String name) {
      String[] values = request.getParameterValues(name);
      return values == null ? List.of() : Arrays.stream(values).limit(MOST_CHOICES).toList();
    }

    private String say(String en, String zh) {
      return language == Language.ZH ? zh : en;
    }
  }
}
