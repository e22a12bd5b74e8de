package io.s22.server.live;

import io.s22.run.Clock;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.pay.OwnLink;
import io.s22.settle.pay.OwnLink.Own;
import io.s22.settle.pay.Secret;
import io.s22.settle.show.OwnPage;
import io.s22.tell.Language;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one user is due, behind the link that {@code s22 settle link} signed. A link that is wrong,
 * was changed or has expired is answered as one that never was. Nothing here changes anything.
 */
public final class OwnServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Path ledger;
  private final transient @Nullable OwnLink links;
  private final transient Clock clock;

  /**
   * @param ledger the ledger's file, which need not be there
   * @param key signs links; null where there are none
   */
  public OwnServlet(Path ledger, @Nullable Secret key, Clock clock) {
    this.ledger = ledger;
    this.links = key == null ? null : new OwnLink(key);
    this.clock = clock;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PublicServlet.secure(response);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Robots-Tag", "noindex");
    if (!List.of("GET", "HEAD").contains(request.getMethod())) {
      response.setHeader("Allow", "GET, HEAD");
      PublicServlet.fail(response, 405, "Method not allowed");
      return;
    }
    Optional<Own> own = own(request.getPathInfo());
    if (own.isEmpty()) {
      PublicServlet.fail(response, 404, "Not found");
      return;
    }
    answer(own.get(), request, response);
  }

  private Optional<Own> own(@Nullable String path) {
    return links == null || path == null || path.isEmpty()
        ? Optional.empty()
        : links.verify(path.substring(1), clock.now());
  }

  private void answer(Own own, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String accepted = Optional.ofNullable(request.getHeader("Accept-Language")).orElse("");
    Language language = Asked.language(PublicServlet.parameters(request), accepted);
    String html = OwnPage.of(own, lines(own), language == Language.ZH, "../assets/page.css");
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    response.setHeader("Vary", "Accept-Language");
    response.setHeader("Content-Language", language.tag());
    response.setContentType("text/html; charset=utf-8");
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }

  private List<Ledger.Line> lines(Own own) {
    if (Files.notExists(ledger)) {
      return List.of();
    }
    try (Ledger open = Ledger.open(ledger)) {
      return open.history(own.run(), own.user());
    }
  }
}
