package io.s22.server.boot;

import io.s22.server.live.Board;
import io.s22.server.live.Viewers;
import io.s22.tell.page.PageRenderer;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.web.context.WebApplicationContext;

/** What every server of pages has: documents, sockets, and connections that cost little. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
class LiveConfig {
  @Bean
  PageRenderer renderer() {
    return new PageRenderer();
  }

  @Bean
  Viewers viewers(Board board) {
    return new Viewers(board, Math.max(2, Runtime.getRuntime().availableProcessors()));
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
                  .configurator(new Sockets(() -> viewers.new Socket()))
                  .build());
        } catch (DeploymentException e) {
          throw new IllegalStateException("the path of the socket is taken", e);
        }
      }
    };
  }
}
