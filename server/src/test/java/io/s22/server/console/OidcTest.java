package io.s22.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.server.Running;
import io.s22.server.people.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in through another server that vouches for people: a real one on this machine. */
final class OidcTest {
  @TempDir Path home;

  @SuppressWarnings("NullAway.Init")
  OidcTest() {}

  @Test
  void who_is_vouched_for_and_has_an_account_comes_in_and_nobody_else_does() throws Exception {
    try (Issuer issuer = new Issuer();
        Running server =
            new Running(
                home,
                "oidc-issuer",
                issuer.url(),
                "oidc-client",
                Issuer.CLIENT,
                "oidc-secret",
                Issuer.SECRET);
        Browser ann = new Browser(server.base());
        Browser eve = new Browser(server.base())) {
      server.front().people().add("main", "ann", "Ann", Role.OPERATOR);

      issuer.next("ann", Issuer.CLIENT);
      assertThat(ann.get("/console/sign-in").body()).contains("/console/oidc");
      HttpResponse<String> in = ann.get("/console/oidc");
      assertThat(in.uri().getPath()).as(in.body()).isEqualTo("/console");
      assertThat(in.body()).contains("Ann", "operator");

      issuer.next("eve", Issuer.CLIENT);
      assertThat(eve.get("/console/oidc").statusCode()).as("has no account").isEqualTo(401);
      issuer.next("ann", "somebody-else");
      assertThat(eve.get("/console/oidc").statusCode()).as("a token for another").isEqualTo(401);
      assertThat(eve.get("/console/oidc/back?code=code-1&state=made-up").statusCode())
          .as("never began here")
          .isEqualTo(401);
      assertThat(eve.get("/console").uri().getPath()).isEqualTo("/console/sign-in");

      StringBuilder audit = new StringBuilder();
      server.front().audit().lines("main", audit::append);
      assertThat(audit.toString())
          .contains("\"by\":\"oidc\"", "refused:sign-in", "S22-9318")
          .doesNotContain(Issuer.SECRET);
    }
  }
}
