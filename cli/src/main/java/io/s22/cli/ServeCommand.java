package io.s22.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code s22 serve}: the server. It is found by name, so that no other command loads it. */
@Command(
    name = "serve",
    description = {
      "Serve the public status page, and carry runs out.",
      "",
      "The page writes itself from the plans and journals of this machine's runs. It shows each window"
          + " as a live timeline, what it means for users, when it is expected to finish, and by when"
          + " the next word comes; in a window a watchdog says what is known when nobody has for five"
          + " minutes. The same is there as JSON (the public API v2 of Statuspage), Atom, RSS, a calendar"
          + " and badges.",
      "",
      "With --snapshot, everything is also put where it outlives the cluster and this server: a folder,"
          + " https://..., sftp://user@host/path, s3://bucket/prefix.",
      "",
      "It listens on this machine alone unless --host says otherwise: put a proxy with TLS before it."
    },
    footer = {
      "",
      "Examples:",
      "  s22 serve",
      "  s22 serve --port 8080 --url https://status.example.org --name 'Example status'",
      "  s22 serve --snapshot /srv/status --snapshot 's3://status-page/?region=eu-central-1'"
    })
final class ServeCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port; 8022 where left out, 0 for any.")
  private @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on; 127.0.0.1 where left out.")
  private @Nullable String host;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the public finds the page: for links in feeds and calendars.")
  private @Nullable String url;

  @Option(names = "--name", paramLabel = "TEXT", description = "What stands on top of the page.")
  private @Nullable String name;

  @Option(
      names = "--snapshot",
      paramLabel = "TARGET",
      description = "Where snapshots go; may be given several times.")
  private List<String> snapshots = List.of();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "Keep everything in a PostgreSQL that several nodes may share:"
              + " postgresql://user@host:5432/database; the password is in $S22_DATABASE_PASSWORD."
              + " All commands take it from $S22_DATABASE_URL. Left out: SQLite, in S22's folder.")
  private @Nullable String database;

  @Option(
      names = "--link-secret",
      paramLabel = "REF",
      description =
          "Knows the links of 's22 settle link', by which users see their own compensation: env:NAME"
              + " or file:PATH.")
  private @Nullable String linkSecret;

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      description = "An OIDC issuer that vouches for people; its secret is in $S22_OIDC_SECRET.")
  private @Nullable String oidcIssuer;

  @Option(
      names = "--oidc-client",
      paramLabel = "ID",
      description = "This server's name at the OIDC issuer.")
  private @Nullable String oidcClient;

  @Option(names = "--train", hidden = true, description = "Start, answer once, end.")
  private boolean train;

  ServeCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    Function<Map<String, List<String>>, Integer> server = ServerClasses.server();
    Thread.currentThread().setContextClassLoader(server.getClass().getClassLoader());
    screen.flush();
    return server.apply(options());
  }

  private Map<String, List<String>> options() {
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put("home", List.of(Workshop.folder(screen, common.home).toString()));
    put(options, "port", port);
    put(options, "host", host);
    put(options, "url", url);
    put(options, "name", name);
    put(options, "link-secret", linkSecret);
    put(options, "database", database);
    put(options, "oidc-issuer", oidcIssuer);
    put(options, "oidc-client", oidcClient);
    put(options, "oidc-secret", screen.environment().get("S22_OIDC_SECRET"));
    put(options, "version", S22.VERSION);
    options.put("snapshot", snapshots);
    if (train) {
      options.put("train", List.of());
    }
    return options;
  }

  private static void put(
      Map<String, List<String>> options, String option, @Nullable String value) {
    if (value != null) {
      options.put(option, List.of(value));
    }
  }
}
