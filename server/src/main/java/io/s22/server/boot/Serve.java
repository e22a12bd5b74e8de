package io.s22.server.boot;

import io.s22.plan.S22Exception;
import io.s22.server.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * {@code s22 serve}: found by name and called with its options, because the command does not know
 * Spring. Returns the exit code when the server has been stopped.
 */
public final class Serve implements Function<Map<String, List<String>>, Integer> {
  @Override
  public Integer apply(Map<String, List<String>> options) {
    Settings settings = Settings.of(options);
    CountDownLatch closed = new CountDownLatch(1);
    try (ConfigurableApplicationContext context = start(settings)) {
      context.addApplicationListener(event -> {
        if (event instanceof ContextClosedEvent) {
          closed.countDown();
        }
      });
      if (settings.training()) {
        Training.visit(context);
        return 0;
      }
      closed.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /**
   * Starts a server.
   *
   * @throws S22Exception S22-9601 where the port is taken; what the store throws
   */
  public static ConfigurableApplicationContext start(Settings settings) {
    quiet();
    SpringApplication application = new SpringApplication(ServerConfig.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setDefaultProperties(
        properties(Integer.toString(settings.port()), settings.host()));
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("settings", settings));
    try {
      return application.run();
    } catch (RuntimeException failure) {
      throw explained(failure, settings);
    }
  }

  /** The port a server listens on. */
  public static int port(ConfigurableApplicationContext context) {
    var server = ((ServletWebServerApplicationContext) context).getWebServer();
    if (server == null) {
      throw new IllegalStateException("the server does not listen");
    }
    return server.getPort();
  }

  /**
   * What has to be said before Spring is loaded. What an operator needs to know the server says
   * itself; libraries speak when something is wrong.
   */
  static void quiet() {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // Three such buffers are kept for each viewer, and there may be 20,000 of them.
    System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", "2048");
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  static Map<String, Object> properties(String port, String host) {
    return Map.ofEntries(
        Map.entry("server.port", port),
        Map.entry("server.address", host),
        Map.entry("server.shutdown", "immediate"),
        Map.entry("server.compression.enabled", true),
        Map.entry("server.max-http-request-header-size", "16KB"),
        Map.entry("server.tomcat.max-connections", 120_000),
        Map.entry("server.tomcat.accept-count", 4_096),
        Map.entry("server.tomcat.max-keep-alive-requests", 1_000_000),
        Map.entry("server.tomcat.connection-timeout", "10s"),
        Map.entry("server.tomcat.max-swallow-size", "64KB"),
        Map.entry("server.tomcat.max-http-form-post-size", "64KB"),
        Map.entry("spring.threads.virtual.enabled", true),
        Map.entry("spring.main.lazy-initialization", false),
        Map.entry("spring.config.location", "optional:classpath:/none/"));
  }

  private static RuntimeException explained(RuntimeException failure, Settings settings) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof S22Exception known) {
        return known;
      }
      if (cause instanceof PortInUseException) {
        return new S22Exception(
            "S22-9601",
            "Port " + settings.port() + " of " + settings.host() + " is taken.",
            "Stop what listens there, or choose another: --port.",
            cause);
      }
    }
    return failure;
  }
}
