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
import io.s22.server.live.Viewers;
import io.s22.store.JdbcRunStore;
import io.s22.tell.page.PageRenderer;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
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
@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
@Import(NoticesConfig.class)
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
  PageRenderer renderer() {
    return new PageRenderer();
  }

  @Bean
  Board board(Desk desk) {
    return desk.board();
  }

  @Bean
  Viewers viewers(Board board) {
    return new Viewers(board);
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

  /** What a connection keeps while it only listens. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> leanConnections() {
    return factory -> {
      factory.addConnectorCustomizers(connector -> {
        connector.setProperty("socket.appReadBufSize", "2048");
        connector.setProperty("socket.appWriteBufSize", "2048");
      });
      factory.addInitializers(context -> {
        context.setInitParameter("org.apache.tomcat.websocket.textBufferSize", "256");
        context.setInitParameter("org.apache.tomcat.websocket.binaryBufferSize", "256");
      });
    };
  }

  @Bean
  Reception reception(Desk desk, Settings settings, Clock clock) {
    return new Reception(desk, settings, clock, new SecureRandom());
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

  /** Endpoints are taken as soon as the container is there; work begins when the port is known. */
  @Bean
  ApplicationListener<ContextRefreshedEvent> socket(Viewers viewers) {
    return event -> {
      if (event.getApplicationContext() instanceof WebApplicationContext web
          && web.getServletContext() != null
          && web.getServletContext().getAttribute(ServerContainer.class.getName())
              instanceof ServerContainer container) {
        try {
          container.addEndpoint(
              ServerEndpointConfig.Builder.create(Viewers.Socket.class, "/live/socket")
                  .configurator(new Sockets(viewers))
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

  /** Makes the endpoint of each connection. */
  private static final class Sockets extends ServerEndpointConfig.Configurator {
    private final Viewers viewers;

    Sockets(Viewers viewers) {
      this.viewers = viewers;
    }

    /** No compression of messages: it would keep 300 KB of tables for each viewer. */
    @Override
    public List<Extension> getNegotiatedExtensions(
        List<Extension> installed, List<Extension> requested) {
      return List.of();
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(viewers.new Socket());
    }
  }
}
