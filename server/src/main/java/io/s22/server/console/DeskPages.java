package io.s22.server.console;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.people.Person;
import io.s22.server.people.Role;
import io.s22.server.people.Scope;
import io.s22.server.people.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Components, tokens, users and the audit. */
public final class DeskPages {
  private static final int ENTRIES = 100;
  private static final int MOST_DAYS = 366;

  private final Reception front;

  DeskPages(Reception front) {
    this.front = front;
  }

  /** A line of the audit. */
  public record Happened(long seq, Instant at, String by, String kind, Map<String, String> facts) {}

  View components(Visit visit) {
    return View.page(
        "components.jte",
        Map.of(
            "frame", visit.frame(visit.say("Components", "组件")),
            "components", front.components().all(visit.tenant()),
            "services", front.desk().stand().status(visit.tenant()).services()));
  }

  View changeComponent(Visit visit) {
    PlanPages.need(visit, Scope.PAGE_WRITE);
    String name = visit.field("component");
    boolean remove = visit.field("do").equals("remove");
    if (remove) {
      front.components().remove(visit.tenant(), name);
    } else {
      front.components().put(visit.tenant(), name, visit.field("en"), visit.field("zh"));
    }
    front.desk().stand().changed(visit.tenant());
    happened(visit, remove ? "component-removed" : "component-put", "component", name);
    return View.go("/console/components?done=component");
  }

  private void happened(Visit visit, String kind, String... facts) {
    front.audit().happened(visit.tenant(), visit.caller().login(), kind, facts);
  }

  View tokens(Visit visit, String secret) {
    return View.page(
        "tokens.jte",
        Map.of(
            "frame", visit.frame(visit.say("Tokens", "令牌")),
            "tokens", front.tokens().of(visit.tenant(), visit.caller().login()),
            "scopes", visit.caller().scopes().stream().sorted().toList(),
            "secret", secret));
  }

  View changeToken(Visit visit) {
    if (visit.field("do").equals("revoke")) {
      String id = visit.field("token");
      front.tokens().revoke(visit.tenant(), visit.caller().login(), id);
      happened(visit, "token-revoked", "token", id);
      return View.go("/console/tokens?done=revoked");
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if (!visit.field(scope.code()).isEmpty()) {
        scopes.add(scope);
      }
    }
    Duration days = Duration.ofDays(Math.clamp(visit.number("days", 90), 1, MOST_DAYS));
    Tokens.Fresh made = front.tokens().make(visit.caller(), visit.field("title"), scopes, days);
    happened(visit, "token-made", "token", made.token().id());
    return tokens(visit, made.secret());
  }

  View users(Visit visit, String link) {
    PlanPages.need(visit, Scope.PEOPLE_ADMIN);
    List<Person> people = front.people().all(visit.tenant());
    return View.page(
        "users.jte",
        Map.of(
            "frame", visit.frame(visit.say("Users", "用户")),
            "people", people,
            "now", front.clock().now(),
            "roles", List.of(Role.values()),
            "link", link));
  }

  View changeUser(Visit visit) {
    PlanPages.need(visit, Scope.PEOPLE_ADMIN);
    String login = visit.field("login");
    String tenant = visit.tenant();
    switch (visit.field("do")) {
      case "add" -> {
        Role role = role(visit);
        front.people().add(tenant, login, visit.field("title"), role);
        happened(visit, "user-added", "login", login, "role", role.code());
        return users(visit, link(visit, login, role));
      }
      case "reset" -> {
        Person person = front.people().get(tenant, login);
        happened(visit, "user-reset", "login", login);
        return users(visit, link(visit, login, person.role()));
      }
      case "unlock" -> {
        front.people().unlock(tenant, login);
        happened(visit, "user-unlocked", "login", login);
      }
      case "change" -> {
        boolean barred = !visit.field("barred").isEmpty();
        front.people().change(tenant, login, role(visit), barred);
        happened(visit, barred ? "user-barred" : "user-changed", "login", login);
      }
      default -> throw Denied.missing("such page");
    }
    return View.go("/console/users?done=user");
  }

  private String link(Visit visit, String login, Role role) {
    String secret = front.links().make(visit.tenant(), login, role);
    return front.desk().stand().status("main").site().url() + "/console/enrol?link=" + secret;
  }

  private static Role role(Visit visit) {
    return Role.of(visit.field("role"))
        .orElseThrow(() -> Denied.malformed("There is no such role.", "Choose one."));
  }

  View audit(Visit visit) {
    PlanPages.need(visit, Scope.AUDIT_READ);
    long before = visit.number("before", Long.MAX_VALUE);
    List<Happened> lines =
        front.audit().page(visit.tenant(), before, ENTRIES).stream().map(DeskPages::line).toList();
    return View.page(
        "audit.jte", Map.of("frame", visit.frame(visit.say("Audit", "审计")), "lines", lines));
  }

  private static Happened line(Entry entry) {
    Event.Noted noted = (Event.Noted) entry.event();
    return new Happened(
        entry.seq(), entry.at(), entry.by(), noted.text(), new TreeMap<>(noted.facts()));
  }
}
