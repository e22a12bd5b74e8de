package io.s22.server.boot;

import io.s22.run.Clock;
import io.s22.server.Desk;
import io.s22.server.Settings;
import io.s22.server.notices.NoticeDesk;
import io.s22.server.notices.SubscribeServlet;
import io.s22.server.notices.TenantDoors;
import java.security.SecureRandom;
import java.util.Map;
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
  ServletRegistrationBean<SubscribeServlet> subscribe(NoticeDesk desk, Clock clock) {
    return new ServletRegistrationBean<>(new SubscribeServlet(desk, clock), SubscribeServlet.PATHS);
  }

  @Bean
  FilterRegistrationBean<TenantDoors> tenantDoors(NoticeDesk notices, Clock clock, Desk desk) {
    FilterRegistrationBean<TenantDoors> bean =
        new FilterRegistrationBean<>(
            new TenantDoors(
                new SubscribeServlet(notices, clock),
                tenant -> desk.stand().board(tenant).isPresent()));
    bean.addUrlPatterns("/t/*");
    return bean;
  }
}
