package io.s22.server.notices;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/** Leads to the sign-up of each tenant, which lies beside his page: {@code /t/NAME/subscribe}. */
public final class TenantDoors extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient SubscribeServlet servlet;
  private final transient Predicate<String> known;

  /**
   * @param known whether there is such a tenant
   */
  public TenantDoors(SubscribeServlet servlet, Predicate<String> known) {
    this.servlet = servlet;
    this.known = known;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Matcher own = SubscribeServlet.TENANT.matcher(request.getRequestURI());
    if (own.matches() && known.test(own.group(1))) {
      servlet.service(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }
}
