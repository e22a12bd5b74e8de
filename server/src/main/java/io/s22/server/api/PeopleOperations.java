package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.people.Audit;
import io.s22.server.people.Caller;
import io.s22.server.people.Links;
import io.s22.server.people.People;
import io.s22.server.people.Person;
import io.s22.server.people.Role;
import io.s22.server.people.Scope;
import io.s22.server.people.Sessions;
import io.s22.server.people.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may do what: users, tokens, sessions. */
final class PeopleOperations {
  private static final int USUAL_DAYS = 90;

  private final Parts parts;

  /** What it works with. */
  record Parts(People people, Tokens tokens, Sessions sessions, Links links, Audit audit) {}

  PeopleOperations(Parts parts) {
    this.parts = parts;
  }

  /** Who the caller is. */
  record Me(String tenant, String login, String role, List<String> scopes) {}

  /** A user, without what only he knows. */
  record User(
      String login,
      String title,
      String role,
      boolean disabled,
      boolean enrolled,
      boolean locked,
      Instant created) {}

  /** A user to be. */
  record NewUser(@Nullable String login, @Nullable String title, @Nullable String role) {}

  /** What is to change of a user. */
  record UserChange(@Nullable String role, @Nullable Boolean disabled) {}

  /** A link with which somebody enrols, shown once. */
  record Invitation(String login, String path) {}

  /** A token to be. */
  record NewToken(@Nullable String title, @Nullable List<String> scopes, @Nullable Integer days) {}

  /**
   * A token.
   *
   * @param secret only when it was just made
   */
  record TokenLine(
      String id,
      String title,
      List<String> scopes,
      Instant created,
      Instant expires,
      @Nullable String secret) {}

  List<Operation> all() {
    return List.of(
        get("/me", Scope.SELF, "getMe", "Who the token is.", this::me).gives(Me.class),
        get("/users", Scope.PEOPLE_ADMIN, "listUsers", "Everybody with an account.", this::users)
            .gives(User.class)
            .paged(),
        of(Method.POST, "/users", Scope.PEOPLE_ADMIN, "addUser", "Invite somebody.", this::add)
            .takes(NewUser.class)
            .gives(Invitation.class)
            .trait(Trait.SECRET),
        get("/users/{user}", Scope.PEOPLE_ADMIN, "getUser", "Somebody.", this::user)
            .gives(User.class),
        of(
                Method.PATCH,
                "/users/{user}",
                Scope.PEOPLE_ADMIN,
                "changeUser",
                "Change role, or bar.",
                this::change)
            .takes(UserChange.class)
            .gives(User.class),
        of(
                Method.POST,
                "/users/{user}/reset",
                Scope.PEOPLE_ADMIN,
                "resetUser",
                "A new link to enrol.",
                this::reset)
            .gives(Invitation.class)
            .trait(Trait.SECRET),
        of(
            Method.POST,
            "/users/{user}/unlock",
            Scope.PEOPLE_ADMIN,
            "unlockUser",
            "Take a lock away.",
            this::unlock),
        get("/tokens", Scope.SELF, "listTokens", "One's own tokens.", this::tokens)
            .gives(TokenLine.class)
            .paged(),
        of(Method.POST, "/tokens", Scope.SELF, "makeToken", "Make a token.", this::make)
            .takes(NewToken.class)
            .gives(TokenLine.class)
            .trait(Trait.SECRET),
        get("/tokens/{token}", Scope.SELF, "getToken", "One of one's tokens.", this::token)
            .gives(TokenLine.class),
        of(
            Method.DELETE,
            "/tokens/{token}",
            Scope.SELF,
            "revokeToken",
            "Make it void.",
            this::revoke),
        get("/sessions", Scope.SELF, "listSessions", "Where one is signed in.", this::sessions)
            .gives(Sessions.Line.class)
            .paged(),
        of(
            Method.DELETE,
            "/sessions/{session}",
            Scope.SELF,
            "endSession",
            "Sign out there.",
            this::end));
  }

  private Reply me(Ask ask) {
    Caller caller = ask.caller();
    return Reply.of(
        new Me(caller.tenant(), caller.login(), caller.role().code(), codes(caller.scopes())));
  }

  private static List<String> codes(Set<Scope> scopes) {
    return scopes.stream().map(Scope::code).sorted().toList();
  }

  private static User view(Person person) {
    return new User(
        person.login(),
        person.title(),
        person.role().code(),
        person.disabled(),
        person.totp() != null,
        person.lockedUntil().isAfter(person.created()),
        person.created());
  }

  private Reply users(Ask ask) {
    List<User> users =
        parts.people().all(ask.tenant()).stream().map(PeopleOperations::view).toList();
    return Cursor.slice(ask, users, User::login);
  }

  private Reply user(Ask ask) {
    return Reply.of(view(parts.people().get(ask.tenant(), ask.at("user"))));
  }

  private Reply add(Ask ask) {
    NewUser wanted = ask.json(NewUser.class);
    String login = Ask.need(wanted.login(), "login");
    Role role = role(wanted.role());
    String title = wanted.title() == null ? login : wanted.title();
    parts.people().add(ask.tenant(), login, title, role);
    happened(ask, "user-added", login, role.code());
    return Reply.created("/api/v1/users/" + login, invitation(ask, login, role));
  }

  private Invitation invitation(Ask ask, String login, Role role) {
    String secret = parts.links().make(ask.tenant(), login, role);
    return new Invitation(login, "/console/enrol?link=" + secret);
  }

  private static Role role(@Nullable String code) {
    return Role.of(code == null ? "viewer" : code)
        .orElseThrow(() ->
            Denied.malformed(
                "There is no such role.", "Take viewer, operator, approver or admin."));
  }

  private Reply change(Ask ask) {
    UserChange wanted = ask.json(UserChange.class);
    Person before = parts.people().get(ask.tenant(), ask.at("user"));
    Role role = wanted.role() == null ? before.role() : role(wanted.role());
    boolean disabled = wanted.disabled() == null ? before.disabled() : wanted.disabled();
    Person after = parts.people().change(ask.tenant(), before.login(), role, disabled);
    happened(ask, disabled ? "user-barred" : "user-changed", before.login(), role.code());
    return Reply.of(view(after));
  }

  private Reply reset(Ask ask) {
    Person person = parts.people().get(ask.tenant(), ask.at("user"));
    happened(ask, "user-reset", person.login(), person.role().code());
    return Reply.created(
        "/api/v1/users/" + person.login(), invitation(ask, person.login(), person.role()));
  }

  private Reply unlock(Ask ask) {
    parts.people().unlock(ask.tenant(), ask.at("user"));
    happened(ask, "user-unlocked", ask.at("user"), "");
    return Reply.done();
  }

  private void happened(Ask ask, String kind, String login, String role) {
    parts
        .audit()
        .happened(
            ask.tenant(),
            ask.caller().login(),
            kind,
            "login",
            login,
            "role",
            role,
            "via",
            ask.caller().via());
  }

  private static TokenLine view(Tokens.Token token, @Nullable String secret) {
    return new TokenLine(
        token.id(), token.title(), codes(token.scopes()), token.created(), token.expires(), secret);
  }

  private Reply tokens(Ask ask) {
    List<TokenLine> lines =
        parts.tokens().of(ask.tenant(), ask.caller().login()).stream()
            .map(each -> view(each, null))
            .toList();
    return Cursor.slice(ask, lines, TokenLine::id);
  }

  private Reply token(Ask ask) {
    return Reply.of(
        view(parts.tokens().get(ask.tenant(), ask.caller().login(), ask.at("token")), null));
  }

  private Reply make(Ask ask) {
    NewToken wanted = ask.json(NewToken.class);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String code : wanted.scopes() == null ? List.<String>of() : wanted.scopes()) {
      scopes.add(
          Scope.of(code)
              .orElseThrow(
                  () -> Denied.malformed("There is no such scope.", "'GET /me' lists yours.")));
    }
    int days = wanted.days() == null ? USUAL_DAYS : wanted.days();
    String title = Ask.need(wanted.title(), "title");
    Tokens.Fresh made = parts.tokens().make(ask.caller(), title, scopes, Duration.ofDays(days));
    happened(ask, "token-made", made.token().id(), String.join(" ", codes(scopes)));
    return Reply.created("/api/v1/tokens/" + made.token().id(), view(made.token(), made.secret()));
  }

  private Reply revoke(Ask ask) {
    parts.tokens().revoke(ask.tenant(), ask.caller().login(), ask.at("token"));
    happened(ask, "token-revoked", ask.at("token"), "");
    return Reply.done();
  }

  private Reply sessions(Ask ask) {
    return Cursor.slice(
        ask, parts.sessions().of(ask.tenant(), ask.caller().login()), Sessions.Line::id);
  }

  private Reply end(Ask ask) {
    if (!parts.sessions().end(ask.tenant(), ask.caller().login(), ask.at("session"))) {
      throw Denied.missing("session '" + ask.at("session") + "'");
    }
    happened(ask, "signed-out", ask.at("session"), "");
    return Reply.done();
  }
}
