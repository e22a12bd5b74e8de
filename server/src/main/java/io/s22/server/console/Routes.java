package io.s22.server.console;

import io.s22.server.Denied;
import io.s22.server.Reception;
import org.jspecify.annotations.Nullable;

/** Which page a path means. */
final class Routes {
  private final Doors doors;
  private final @Nullable OidcDoor oidc;
  private final Health health;
  private final PlanPages plans;
  private final RunPages runs;
  private final DeskPages desk;
  private final PressPages press;
  private final TellingPages telling;
  private final TemplatePages templates;

  Routes(Reception front, @Nullable OidcDoor oidc) {
    this.doors = new Doors(front, oidc != null);
    this.oidc = oidc;
    this.health = new Health(front);
    this.plans = new PlanPages(front);
    this.runs = new RunPages(front);
    this.desk = new DeskPages(front);
    this.press = new PressPages(front);
    this.telling = new TellingPages(front);
    this.templates = new TemplatePages(front);
  }

  View get(Visit visit) {
    OidcDoor other = oidc;
    String first = visit.at(0);
    return switch (first) {
      case "sign-in" -> doors.signInForm(visit, 200, null);
      case "enrol" -> doors.enrolForm(visit, 200, null);
      case "oidc" -> {
        if (other == null) {
          throw Denied.missing("such page");
        }
        yield visit.at(1).equals("back") ? other.back(visit) : other.begin(visit);
      }
      default -> visit.signedIn() == null ? View.go("/console/sign-in") : inside(visit, first);
    };
  }

  private View inside(Visit visit, String first) {
    return switch (first) {
      case "" -> health.page(visit, "health.jte");
      case "health" -> health.page(visit, "healthlive.jte");
      case "plans" -> plans.get(visit);
      case "runs" -> runs.get(visit);
      case "announcements" -> press.page(visit);
      case "templates" -> templates.page(visit);
      case "subscribers" -> telling.subscribers(visit);
      case "deliveries" -> telling.outbox(visit);
      case "components" -> desk.components(visit);
      case "tokens" -> desk.tokens(visit, "");
      case "users" -> desk.users(visit, "");
      case "audit" -> desk.audit(visit);
      default -> throw Denied.missing("such page");
    };
  }

  View post(Visit visit) {
    String first = visit.at(0);
    if (visit.signedIn() == null) {
      return switch (first) {
        case "sign-in" -> doors.signIn(visit);
        case "enrol" -> doors.enrol(visit);
        default -> View.go("/console/sign-in");
      };
    }
    return switch (first) {
      case "sign-out" -> doors.signOut(visit);
      case "plans" -> plans.post(visit);
      case "runs" -> runs.post(visit);
      case "announcements" -> press.post(visit);
      case "templates" -> templates.post(visit);
      case "subscribers" -> telling.changeSubscriber(visit);
      case "deliveries" -> telling.retry(visit);
      case "components" -> desk.changeComponent(visit);
      case "tokens" -> desk.changeToken(visit);
      case "users" -> desk.changeUser(visit);
      default -> throw Denied.missing("such page");
    };
  }
}
