package io.s22.server.boot;

import io.s22.run.Clock;
import io.s22.server.Settings;
import io.s22.server.notices.NoticeDesk;
import io.s22.server.notices.SubscribeServlet;
import java.security.SecureRandom;
import java.util.Map;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
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
  ApplicationListener<ServletWebServerInitializedEvent> tell(NoticeDesk desk) {
    return event -> desk.open(event.getWebServer().getPort());
  }
}
