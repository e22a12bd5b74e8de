package io.s22.server.boot;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.Showing;
import io.s22.server.live.Board;
import io.s22.server.live.PublicServlet;
import io.s22.tell.Status.Site;
import io.s22.tell.page.PageRenderer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The page of a rehearsal while it goes on: found by name, as {@link Serve} is. Takes {@code home}
 * (a path as text: the folder with the runs), {@code name} (text: what stands on top), {@code
 * clock} (an {@link InstantSource}: the time the runs live in), {@code port} (a number as text: is
 * taken where it is free, else another), {@code shown} (a consumer of the page's address) and
 * {@code trouble} (a consumer of what goes wrong). Returns what ends it.
 */
public final class Show implements Function<Map<String, Object>, AutoCloseable> {
  @Override
  public AutoCloseable apply(Map<String, Object> options) {
    Wanted wanted =
        new Wanted(
            Path.of(option(options, "home", String.class)),
            option(options, "name", String.class),
            option(options, "clock", InstantSource.class),
            option(options, "shown", Consumer.class)::accept,
            option(options, "trouble", Consumer.class)::accept);
    String port = option(options, "port", String.class);
    try {
      return start(wanted, port);
    } catch (RuntimeException e) {
      if (port.equals("0") || !taken(e)) {
        throw e;
      }
      return start(wanted, "0");
    }
  }

  private static <T> T option(Map<String, Object> options, String name, Class<T> type) {
    return type.cast(
        Optional.ofNullable(options.get(name))
            .orElseThrow(() -> new IllegalArgumentException("no " + name + " was given")));
  }

  private static boolean taken(Throwable failure) {
    return failure instanceof PortInUseException
        || failure.getCause() != null && taken(failure.getCause());
  }

  private static ConfigurableApplicationContext start(Wanted wanted, String port) {
    Map<String, Object> properties = new HashMap<>(Serve.properties(port, "127.0.0.1"));
    properties.put("server.tomcat.basedir", wanted.home().resolve("tomcat").toString());
    Serve.quiet();
    return new SpringApplicationBuilder(Config.class)
        .web(WebApplicationType.SERVLET)
        .bannerMode(org.springframework.boot.Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .properties(properties)
        .initializers(context -> context.getBeanFactory().registerSingleton("wanted", wanted))
        .run();
  }

  /** What was asked for. */
  record Wanted(
      Path home,
      String name,
      InstantSource time,
      Consumer<String> shown,
      Consumer<Throwable> trouble) {
    Clock clock() {
      return () -> time.instant().truncatedTo(ChronoUnit.MILLIS);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(LiveConfig.class)
  static class Config {
    @Bean(destroyMethod = "close")
    Showing showing(Wanted wanted, PageRenderer renderer) {
      return new Showing(wanted.home(), renderer, wanted.clock(), wanted.trouble());
    }

    @Bean
    Board board(Showing showing) {
      return showing.board();
    }

    @Bean
    ServletRegistrationBean<PublicServlet> page(Board board) {
      return new ServletRegistrationBean<>(
          new PublicServlet(board, tenant -> Optional.empty()), "/");
    }

    @Bean
    ApplicationListener<ServletWebServerInitializedEvent> begin(Showing showing, Wanted wanted) {
      return event -> {
        String url = "http://127.0.0.1:" + event.getWebServer().getPort();
        try {
          showing.open(new Site("s22", wanted.name(), url));
        } catch (S22Exception e) {
          wanted.trouble().accept(e);
          return;
        }
        wanted.shown().accept(url + "/");
      };
    }
  }
}
