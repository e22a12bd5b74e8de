package io.s22.server.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.people.Keys;
import io.s22.server.people.Person;
import io.s22.store.JdbcRunStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Signing in through an OIDC issuer (OpenID Connect Core 1.0): the code flow with PKCE, state and
 * nonce. The issuer vouches for a name; that name must have an account here.
 */
public final class OidcDoor {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private final Reception front;
  private final Client client;
  private final Map<String, Begun> begun =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Begun> eldest) {
          return size() > MOST;
        }
      };

  /**
   * What this server is to the issuer.
   *
   * @param site where this server is, without a slash at its end
   */
  public record Client(
      String issuer, String id, String secret, java.util.function.Supplier<String> site) {
    URI back() {
      return URI.create(site.get() + "/console/oidc/back");
    }
  }

  /** A sign-in under way; it ends in the browser it began in. */
  private record Begun(String formKey, CodeVerifier verifier, Nonce nonce, Instant at) {}

  public OidcDoor(Reception front, Client client) {
    this.front = front;
    this.client = client;
  }

  /** Sends the browser to the issuer. */
  View begin(Visit visit) {
    State state = new State(front.keys().secret());
    CodeVerifier verifier = new CodeVerifier(front.keys().secret());
    Nonce nonce = new Nonce(front.keys().secret());
    synchronized (begun) {
      begun.put(state.getValue(), new Begun(visit.formKey(), verifier, nonce, front.clock().now()));
    }
    URI to =
        new AuthenticationRequest.Builder(
                new ResponseType("code"),
                new Scope("openid", "profile", "email"),
                new ClientID(client.id()),
                client.back())
            .endpointURI(provider().getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build()
            .toURI();
    return View.go(to.toString());
  }

  private OIDCProviderMetadata provider() {
    try {
      return OIDCProviderMetadata.resolve(
          new Issuer(client.issuer()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
    } catch (GeneralException | IOException e) {
      throw broken("the issuer cannot be asked");
    }
  }

  private static Denied broken(String why) {
    return new Denied(
        401,
        "S22-9318",
        "The other server does not vouch for you: " + why + ".",
        "Sign in again; if it stays so, ask an administrator to look at --oidc-issuer.");
  }

  /** Takes the browser that comes back. */
  View back(Visit visit) {
    Begun own;
    synchronized (begun) {
      own = begun.remove(visit.field("state"));
    }
    if (own == null
        || !Keys.same(own.formKey(), visit.formKey())
        || front.clock().now().isAfter(own.at().plus(PATIENCE))) {
      throw broken("this sign-in did not begin here, or too long ago");
    }
    if (visit.field("code").isEmpty()) {
      throw broken("it sent no code");
    }
    IDTokenClaimsSet claims = claims(own, visit.field("code"));
    String login = login(claims);
    String subject = claims.getIssuer().getValue() + "|" + claims.getSubject().getValue();
    Person person = front.signIn().vouched(JdbcRunStore.MAIN, login, subject, visit.from());
    return new View.Go("/console", front.sessions().open(person));
  }

  private IDTokenClaimsSet claims(Begun own, String code) {
    try {
      OIDCProviderMetadata provider = provider();
      ClientID id = new ClientID(client.id());
      HTTPRequest request =
          new TokenRequest.Builder(
                  provider.getTokenEndpointURI(),
                  new ClientSecretBasic(id, new Secret(client.secret())),
                  new AuthorizationCodeGrant(
                      new AuthorizationCode(code), client.back(), own.verifier()))
              .build()
              .toHTTPRequest();
      request.setConnectTimeout(TIMEOUT_MILLIS);
      request.setReadTimeout(TIMEOUT_MILLIS);
      var answer = OIDCTokenResponseParser.parse(request.send());
      if (!(answer instanceof OIDCTokenResponse tokens)) {
        throw broken("it refused the code");
      }
      JWT token = tokens.getOIDCTokens().getIDToken();
      IDTokenValidator validator =
          new IDTokenValidator(
              provider.getIssuer(), id, JWSAlgorithm.RS256, provider.getJWKSetURI().toURL());
      return validator.validate(token, own.nonce());
    } catch (ParseException | IOException | BadJOSEException | JOSEException e) {
      throw broken("its answer is not good");
    }
  }

  /** The name it knows him by; an address only when it says that it is his. */
  private static String login(IDTokenClaimsSet claims) {
    String name = claims.getStringClaim("preferred_username");
    Boolean verified = claims.getBooleanClaim("email_verified");
    String email = Boolean.TRUE.equals(verified) ? claims.getStringClaim("email") : null;
    String login = name != null ? name : email;
    if (login == null) {
      throw broken("it does not say who you are");
    }
    return login.toLowerCase(Locale.ROOT);
  }
}
