package io.s22.server.console;

import io.s22.server.people.Scope;
import io.s22.server.people.Sessions.SignedIn;
import io.s22.tell.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page of the console.
 *
 * @param path of the page
 * @param signedIn who looks; null before he signed in
 * @param notice what became of what he last did
 */
public record Frame(
    String title,
    String path,
    Language language,
    @Nullable SignedIn signedIn,
    @Nullable String notice) {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

  /** A place to go. */
  public record Tab(String path, String title, boolean here) {}

  public boolean english() {
    return language == Language.EN;
  }

  /** The words of the viewer's language. */
  public String say(String english, String chinese) {
    return english() ? english : chinese;
  }

  public String csrf() {
    return signedIn == null ? "" : signedIn.csrf();
  }

  public String who() {
    return signedIn == null
        ? ""
        : signedIn.title() + " · " + signedIn.caller().tenant() + " · " + role();
  }

  private String role() {
    SignedIn in = signedIn;
    if (in == null) {
      return "";
    }
    return switch (in.caller().role()) {
      case VIEWER -> say("viewer", "查看者");
      case OPERATOR -> say("operator", "操作员");
      case APPROVER -> say("approver", "审批人");
      case ADMIN -> say("administrator", "管理员");
    };
  }

  /** Whether the viewer may. */
  public boolean may(Scope scope) {
    return signedIn != null && signedIn.caller().may(scope);
  }

  public boolean may(String scope) {
    return Scope.of(scope).map(this::may).orElse(false);
  }

  /** Where the viewer may go. */
  public List<Tab> tabs() {
    List<Tab> tabs = new ArrayList<>();
    tab(tabs, "/console", say("Health", "健康"));
    tab(tabs, "/console/plans", say("Plans", "计划"));
    tab(tabs, "/console/runs", say("Runs", "运行"));
    if (may(Scope.NOTICES_READ)) {
      tab(tabs, "/console/announcements", say("Announcements", "公告"));
      tab(tabs, "/console/templates", say("Words", "模板"));
      tab(tabs, "/console/subscribers", say("Subscribers", "订阅者"));
      tab(tabs, "/console/deliveries", say("Deliveries", "投递"));
    }
    tab(tabs, "/console/components", say("Components", "组件"));
    tab(tabs, "/console/tokens", say("Tokens", "令牌"));
    if (may(Scope.PEOPLE_ADMIN)) {
      tab(tabs, "/console/users", say("Users", "用户"));
    }
    if (may(Scope.AUDIT_READ)) {
      tab(tabs, "/console/audit", say("Audit", "审计"));
    }
    return tabs;
  }

  private void tab(List<Tab> tabs, String to, String name) {
    boolean here = to.equals("/console") ? path.equals(to) : path.startsWith(to);
    tabs.add(new Tab(to, name, here));
  }

  /** A time to the minute, in UTC. */
  public String minute(@Nullable Instant at) {
    return at == null ? "–" : MINUTE.format(at.atZone(ZoneId.of("UTC"))) + " UTC";
  }

  /** A time to the second, in UTC. */
  public String second(@Nullable Instant at) {
    return at == null ? "–" : SECOND.format(at.atZone(ZoneId.of("UTC")));
  }
}
