package io.s22.server;

import io.s22.plan.S22Exception;
import io.s22.run.engine.PlanSecrets;
import io.s22.settle.pay.Secret;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Status.Site;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server was started with.
 *
 * @param home where S22 keeps its runs
 * @param host the address it listens on
 * @param port 0 for any that is free
 * @param url where the public finds the page, without a slash at its end; empty for where it
 *     listens
 * @param name what stands on top of the page
 * @param targets where snapshots go
 * @param linkSecret where the secret of users' own links is, {@code env:NAME} or {@code file:PATH};
 *     empty for no such links
 * @param database the address of a PostgreSQL; empty for the one that the environment names, or
 *     none
 * @param version S22's, for journals
 * @param oidc who else vouches for people; null for nobody
 * @param training whether it starts, answers once and ends: to make the start-up cache
 */
public record Settings(
    Path home,
    String host,
    int port,
    String url,
    String name,
    List<String> targets,
    String linkSecret,
    String database,
    String version,
    @Nullable Oidc oidc,
    boolean training) {
  public Settings {
    targets = List.copyOf(targets);
  }

  /**
   * An OIDC issuer.
   *
   * @param issuer its address; the rest is found there
   * @param client this server's name there
   * @param secret what it proves that with
   */
  public record Oidc(String issuer, String client, String secret) {
    @Override
    public String toString() {
      return "Oidc[" + issuer + ", " + client + "]";
    }
  }

  /**
   * Settings as the command hands them over: options by name, without hyphens.
   *
   * @throws S22Exception S22-9602 for a value that cannot be
   */
  public static Settings of(Map<String, List<String>> options) {
    String url = one(options, "url", "");
    checkUrl(url);
    return new Settings(
        Path.of(one(options, "home", ".s22")),
        one(options, "host", "127.0.0.1"),
        port(one(options, "port", "8022")),
        url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
        one(options, "name", "S22 status"),
        options.getOrDefault("snapshot", List.of()),
        one(options, "link-secret", ""),
        one(options, "database", ""),
        one(options, "version", "unknown"),
        oidc(options),
        options.containsKey("train"));
  }

  /** Whose page it is, given the port that was found. */
  public Site site(int listening) {
    String named = host.contains(":") ? "[" + host + "]" : host;
    return new Site("s22", name, url.isEmpty() ? "http://" + named + ":" + listening : url);
  }

  /** The environment in which the store is opened. */
  public Map<String, String> database(Map<String, String> environment) {
    Map<String, String> whole = new HashMap<>(environment);
    if (!database.isEmpty()) {
      whole.put(JdbcRunStore.DATABASE, database);
    }
    return whole;
  }

  /**
   * The secret of users' own links; null where there are none.
   *
   * @throws S22Exception S22-9602 where it cannot be had
   */
  public @Nullable Secret linkKey(Map<String, String> environment) {
    if (linkSecret.isEmpty()) {
      return null;
    }
    try {
      return new Secret(
          new PlanSecrets(Map.of("it", linkSecret), environment::get).resolve("${secret:it}"));
    } catch (IllegalArgumentException e) {
      throw new S22Exception(
          "S22-9602",
          "--link-secret cannot be used: " + e.getMessage() + ".",
          "Give env:NAME or file:PATH of a secret of at least 16 bytes.",
          e);
    }
  }

  private static @Nullable Oidc oidc(Map<String, List<String>> options) {
    String issuer = one(options, "oidc-issuer", "");
    String client = one(options, "oidc-client", "");
    if (issuer.isEmpty() != client.isEmpty()) {
      throw wrong("oidc-issuer", issuer, "Give --oidc-issuer and --oidc-client together.", null);
    }
    checkUrl(issuer);
    return issuer.isEmpty() ? null : new Oidc(issuer, client, one(options, "oidc-secret", ""));
  }

  /** Whether the server is reached over plain HTTP on this machine alone. */
  public boolean loopbackHttp() {
    return !url.startsWith("https:") && List.of("127.0.0.1", "localhost", "::1").contains(host);
  }

  private static String one(Map<String, List<String>> options, String name, String otherwise) {
    List<String> given = options.getOrDefault(name, List.of());
    return given.isEmpty() ? otherwise : given.getLast();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
      throw wrong("port", text, "Give a number from 0 to 65535.", null);
    } catch (NumberFormatException e) {
      throw wrong("port", text, "Give a number from 0 to 65535.", e);
    }
  }

  private static void checkUrl(String url) {
    boolean good = url.isEmpty();
    try {
      URI uri = URI.create(url);
      good |=
          List.of("http", "https").contains(String.valueOf(uri.getScheme()))
              && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      throw wrong("url", url, "Give an address like https://status.example.org.", e);
    }
    if (!good) {
      throw wrong("url", url, "Give an address like https://status.example.org.", null);
    }
  }

  private static S22Exception wrong(
      String option, String value, String mend, @Nullable Exception cause) {
    String what = "--" + option + " cannot be '" + value + "'.";
    return cause == null
        ? new S22Exception("S22-9602", what, mend)
        : new S22Exception("S22-9602", what, mend, cause);
  }
}
