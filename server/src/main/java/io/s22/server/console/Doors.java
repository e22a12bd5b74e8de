package io.s22.server.console;

import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.people.Links;
import io.s22.server.people.Person;
import io.s22.server.people.Sessions.SignedIn;
import io.s22.server.people.Totp;
import io.s22.store.JdbcRunStore;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways in and out: signing in, enrolling with a one-time link, signing out. */
final class Doors {
  private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]{32}");

  private final Reception front;
  private final boolean oidc;

  /**
   * @param oidc whether another server vouches for people too
   */
  Doors(Reception front, boolean oidc) {
    this.front = front;
    this.oidc = oidc;
  }

  View signInForm(Visit visit, int status, @Nullable String trouble) {
    return new View.Page(
        status,
        "signin.jte",
        Map.of(
            "frame",
            visit.frame(visit.say("Sign in", "登录")),
            "formKey",
            visit.formKey(),
            "several",
            front.tenants().all().size() > 1,
            "oidc",
            oidc,
            "trouble",
            trouble == null ? "" : trouble));
  }

  View signIn(Visit visit) {
    String tenant = visit.field("tenant");
    try {
      Person person =
          front
              .signIn()
              .local(
                  tenant.isEmpty() ? JdbcRunStore.MAIN : tenant,
                  visit.field("login"),
                  visit.fields().getOrDefault("password", ""),
                  visit.field("code"),
                  visit.from());
      return new View.Go("/console", front.sessions().open(person));
    } catch (Denied wrong) {
      return signInForm(visit, wrong.status(), wrong.getMessage() + " " + wrong.mend());
    }
  }

  View enrolForm(Visit visit, int status, @Nullable String trouble) {
    String link = visit.field("link");
    Links.Invited invited = front.links().find(link).orElse(null);
    if (invited == null) {
      return signInForm(
          visit,
          401,
          visit.say(
              "This link was used or is too old; ask an administrator for a new one.",
              "此链接已使用或已过期；请向管理员索取新链接。"));
    }
    String given = visit.field("totp");
    String totp = BASE32.matcher(given).matches() ? given : Totp.secret(front.keys());
    String login = invited.login().isEmpty() ? visit.field("login") : invited.login();
    return new View.Page(
        status,
        "enrol.jte",
        Map.of(
            "frame",
            visit.frame(visit.say("Set up your account", "设置您的账户")),
            "formKey",
            visit.formKey(),
            "link",
            link,
            "login",
            login,
            "fixed",
            !invited.login().isEmpty(),
            "totp",
            totp,
            "uri",
            Totp.uri(totp, login.isEmpty() ? "s22" : login, "S22"),
            "qr",
            Qr.of(Totp.uri(totp, login.isEmpty() ? "s22" : login, "S22")),
            "trouble",
            trouble == null ? "" : trouble));
  }

  View enrol(Visit visit) {
    String totp = visit.field("totp");
    try {
      if (!BASE32.matcher(totp).matches()) {
        throw Denied.malformed("The secret of the codes is missing.", "Open the link again.");
      }
      String password = visit.fields().getOrDefault("password", "");
      if (!password.equals(visit.fields().getOrDefault("again", ""))) {
        throw Denied.malformed("The two passwords differ.", "Write the same twice.");
      }
      Person person =
          front
              .signIn()
              .enrol(
                  visit.field("link"), visit.field("login"), password, totp, visit.field("code"));
      return new View.Go("/console", front.sessions().open(person));
    } catch (Denied wrong) {
      return enrolForm(visit, wrong.status(), wrong.getMessage() + " " + wrong.mend());
    }
  }

  View signOut(Visit visit) {
    SignedIn in = visit.signedIn();
    if (in != null) {
      String id = in.caller().via().substring("session:".length());
      front.sessions().end(in.caller().tenant(), in.caller().login(), id);
      front.audit().happened(in.caller().tenant(), in.caller().login(), "signed-out");
    }
    return new View.Go("/console/sign-in?done=out", "");
  }
}
