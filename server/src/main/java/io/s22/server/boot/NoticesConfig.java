package io.s22.server.boot;

import io.s22.run.Clock;
import io.s22.server.Desk;
import io.s22.server.Reception;
import io.s22.server.Settings;
import io.s22.server.notices.NoticeDesk;
import io.s22.server.notices.SubscribeServlet;
import io.s22.server.notices.TenantDoors;
import java.security.SecureRandom;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What telling people needs. */
@Configuration(proxyBeanMethods = false)
class NoticesConfig {
  @Bean(destroyMethod = "close")
  NoticeDesk noticeDesk(Settings settings, Clock clock) {
    return new NoticeDesk(
        settings,
        clock,
        Map.copyOf(System.getenv()),
        new SecureRandom(),
        line -> System.err.println("s22: " + line));
  }

  @Bean
  SubscribeServlet.Refusals refusals(ObjectProvider<Reception> front) {
    return (tenant, status, why, path, from) ->
        front
            .getObject()
            .audit()
            .refused(
                tenant,
                "?",
                "subscribe",
                "status",
                Integer.toString(status),
                "code",
                why,
                "path",
                path,
                "from",
                from);
  }

  @Bean
  ServletRegistrationBean<SubscribeServlet> subscribe(
      NoticeDesk desk, Clock clock, SubscribeServlet.Refusals refusals) {
    return new ServletRegistrationBean<>(
        new SubscribeServlet(desk, clock, refusals), SubscribeServlet.PATHS);
  }

  @Bean
  FilterRegistrationBean<TenantDoors> tenantDoors(
      NoticeDesk notices, Clock clock, Desk desk, SubscribeServlet.Refusals refusals) {
    FilterRegistrationBean<TenantDoors> bean =
        new FilterRegistrationBean<>(
            new TenantDoors(
                new SubscribeServlet(notices, clock, refusals),
                tenant -> desk.stand().board(tenant).isPresent()));
    bean.addUrlPatterns("/t/*");
    return bean;
  }
}
