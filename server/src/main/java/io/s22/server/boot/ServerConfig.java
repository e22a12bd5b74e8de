package io.s22.server.boot;

import io.s22.run.Clock;
import io.s22.server.Desk;
import io.s22.server.Reception;
import io.s22.server.Settings;
import io.s22.server.api.ApiServlet;
import io.s22.server.api.Buckets;
import io.s22.server.api.Catalogue;
import io.s22.server.console.ConsoleServlet;
import io.s22.server.console.OidcDoor;
import io.s22.server.live.Board;
import io.s22.server.live.OwnServlet;
import io.s22.server.live.PublicServlet;
import io.s22.server.live.TenantSockets;
import io.s22.server.notices.NoticeDesk;
import io.s22.store.JdbcRunStore;
import io.s22.tell.page.PageRenderer;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.web.context.WebApplicationContext;

/** What the server is made of. Only what it needs is configured: it starts the faster. */
@Configuration(proxyBeanMethods = false)
@Import({LiveConfig.class, NoticesConfig.class})
class ServerConfig {
  private static final double CALLER_PER_SECOND = 50;
  private static final double CALLER_BURST = 500;
  private static final double STRANGER_PER_SECOND = 5;
  private static final double STRANGER_BURST = 100;
  private static final double SIGN_IN_PER_SECOND = 0.5;
  private static final double SIGN_IN_BURST = 30;

  @Bean
  Clock clock() {
    return () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Bean
  Board board(Desk desk) {
    return desk.board();
  }

  @Bean(destroyMethod = "close")
  Desk desk(Settings settings, PageRenderer renderer, Clock clock) {
    return new Desk(
        settings,
        renderer,
        clock,
        new Desk.Surroundings(
            System.getenv(),
            Path.of(System.getProperty("user.home")),
            line -> System.err.println("s22: " + line)));
  }

  @Bean
  Reception reception(Desk desk, NoticeDesk notices, Settings settings, Clock clock) {
    return new Reception(desk, notices, settings, clock, new SecureRandom());
  }

  /** Tomcat is made before the rest: the journal is asked for when there is something to say. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containersRefusals(
      ObjectProvider<Reception> front) {
    return factory -> factory.addEngineValves(new Refusals(() -> front.getObject().audit()));
  }

  @Bean
  ServletRegistrationBean<ApiServlet> api(Reception front, Settings settings) {
    ApiServlet.Parts parts =
        new ApiServlet.Parts(
            front.tokens(),
            front.audit(),
            new Buckets(front.clock(), CALLER_PER_SECOND, CALLER_BURST),
            new Buckets(front.clock(), STRANGER_PER_SECOND, STRANGER_BURST),
            front.desk().store().tables(),
            front.clock(),
            front.desk()::trouble);
    return new ServletRegistrationBean<>(
        new ApiServlet(Catalogue.of(front, settings.version()), parts), "/api/v1/*");
  }

  @Bean
  ServletRegistrationBean<ConsoleServlet> console(Reception front, Settings settings) {
    ConsoleServlet console =
        new ConsoleServlet(
            front,
            !settings.loopbackHttp(),
            new Buckets(front.clock(), SIGN_IN_PER_SECOND, SIGN_IN_BURST),
            oidc(front, settings));
    ServletRegistrationBean<ConsoleServlet> bean =
        new ServletRegistrationBean<>(console, "/console", "/console/*");
    bean.setName("console");
    return bean;
  }

  /** Its libraries are loaded only where an issuer was named. */
  private static @Nullable OidcDoor oidc(Reception front, Settings settings) {
    Settings.Oidc named = settings.oidc();
    if (named == null) {
      return null;
    }
    return new OidcDoor(
        front,
        new OidcDoor.Client(
            named.issuer(),
            named.client(),
            named.secret(),
            () -> front.desk().stand().status(JdbcRunStore.MAIN).site().url()));
  }

  @Bean
  ServletRegistrationBean<PublicServlet> page(Desk desk) {
    ServletRegistrationBean<PublicServlet> page =
        new ServletRegistrationBean<>(
            new PublicServlet(desk.board(), tenant -> desk.stand().board(tenant)), "/");
    page.setLoadOnStartup(1);
    return page;
  }

  /** What each user is due, behind a signed link; there where --link-secret is given. */
  @Bean
  ServletRegistrationBean<OwnServlet> own(Settings settings, Clock clock) {
    return new ServletRegistrationBean<>(
        new OwnServlet(
            settings.home().resolve("settle.db"), settings.linkKey(System.getenv()), clock),
        "/own/*");
  }

  /** Tenants' pages are live by sockets of their own. */
  @Bean
  ApplicationListener<ContextRefreshedEvent> tenantSocket(Desk desk) {
    TenantSockets others = new TenantSockets(tenant -> desk.stand().board(tenant));
    return event -> {
      if (event.getApplicationContext() instanceof WebApplicationContext web
          && web.getServletContext() != null
          && web.getServletContext().getAttribute(ServerContainer.class.getName())
              instanceof ServerContainer container) {
        try {
          container.addEndpoint(
              ServerEndpointConfig.Builder.create(
                      TenantSockets.Socket.class, "/t/{tenant}/live/socket")
                  .configurator(new Sockets(() -> others.new Socket()))
                  .build());
        } catch (DeploymentException e) {
          throw new IllegalStateException("the path of the socket is taken", e);
        }
      }
    };
  }

  @Bean
  ApplicationListener<ServletWebServerInitializedEvent> begin(Reception front, Settings settings) {
    return event -> front.open(event.getWebServer().getPort(), settings);
  }
}
