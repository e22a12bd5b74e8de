package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.plan.Text;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.office.Components;
import io.s22.server.office.Newsstand;
import io.s22.server.office.RunDesk;
import io.s22.server.people.Audit;
import io.s22.server.people.Scope;
import io.s22.tell.Maintenance;
import io.s22.tell.Post;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The public page: how it stands, what is posted on it, how services are called. */
final class PageOperations {
  private static final int LONGEST = 5_000;

  private final Supplier<Newsstand> stand;
  private final Components components;
  private final RunDesk desk;
  private final Audit audit;

  PageOperations(Supplier<Newsstand> stand, Components components, RunDesk desk, Audit audit) {
    this.stand = stand;
    this.components = components;
    this.desk = desk;
    this.audit = audit;
  }

  /** What the page says, in short. */
  record Standing(String overall, Instant now, @Nullable Instant promised, int windows) {}

  /** One service. */
  record Service(
      String service,
      Map<String, String> title,
      String state,
      @Nullable Instant since,
      @Nullable Instant tryAgain,
      long awaySeconds,
      double uptime) {}

  /** One window. */
  record Window(String run, String phase, Instant opens, Instant closes, String title) {}

  /** A word on the page. */
  record PostLine(String id, String run, Instant at, Map<String, String> body) {}

  /** A word to be. */
  record NewPost(@Nullable String run, @Nullable String en, @Nullable String zh) {}

  /** A service's titles. */
  record Titles(@Nullable String en, @Nullable String zh) {}

  List<Operation> all() {
    return List.of(
        get("/status", Scope.PAGE_READ, "getStatus", "How everything stands.", this::standing)
            .gives(Standing.class),
        get("/services", Scope.PAGE_READ, "listServices", "Every service.", this::services)
            .gives(Service.class)
            .paged(),
        get("/services/{service}", Scope.PAGE_READ, "getService", "One service.", this::service)
            .gives(Service.class),
        get("/windows", Scope.PAGE_READ, "listWindows", "Every window on the page.", this::windows)
            .gives(Window.class)
            .paged(),
        get("/windows/{run}", Scope.PAGE_READ, "getWindow", "One window.", this::window)
            .gives(Window.class),
        get("/posts", Scope.PAGE_READ, "listPosts", "What was posted.", this::posts)
            .gives(PostLine.class)
            .paged(),
        of(
                Method.POST,
                "/posts",
                Scope.PAGE_WRITE,
                "addPost",
                "Post a word about a window.",
                this::post)
            .takes(NewPost.class)
            .gives(PostLine.class),
        get("/posts/{post}", Scope.PAGE_READ, "getPost", "One of them.", this::onePost)
            .gives(PostLine.class),
        get("/components", Scope.PAGE_READ, "listComponents", "Titles of services.", this::all)
            .gives(Components.Component.class)
            .paged(),
        get("/components/{component}", Scope.PAGE_READ, "getComponent", "A title.", this::one)
            .gives(Components.Component.class),
        of(
                Method.PUT,
                "/components/{component}",
                Scope.PAGE_WRITE,
                "putComponent",
                "Name a service.",
                this::put)
            .takes(Titles.class)
            .gives(Components.Component.class),
        of(
            Method.DELETE,
            "/components/{component}",
            Scope.PAGE_WRITE,
            "deleteComponent",
            "Back to the plan's.",
            this::delete));
  }

  private Status status(Ask ask) {
    return stand.get().status(ask.tenant());
  }

  private Reply standing(Ask ask) {
    Status status = status(ask);
    return Reply.of(
        new Standing(
            status.overall().name(), status.now(), status.promised(), status.active().size()));
  }

  private static Service view(ServiceStatus service) {
    return new Service(
        service.name(),
        service.title().byLanguage(),
        service.state().name(),
        service.since(),
        service.tryAgain(),
        service.away().toSeconds(),
        service.uptime().share());
  }

  private Reply services(Ask ask) {
    List<Service> all = status(ask).services().stream().map(PageOperations::view).toList();
    return Cursor.slice(ask, all, Service::service);
  }

  private Reply service(Ask ask) {
    return status(ask).services().stream()
        .filter(each -> each.name().equals(ask.at("service")))
        .findFirst()
        .map(each -> Reply.of(view(each)))
        .orElseThrow(() -> Denied.missing("service '" + ask.at("service") + "'"));
  }

  private static Window view(Maintenance window) {
    return new Window(
        window.id(),
        window.phase().name(),
        window.opens(),
        window.closes(),
        window.title().in(java.util.Locale.ENGLISH));
  }

  private Reply windows(Ask ask) {
    List<Window> all = status(ask).maintenances().stream().map(PageOperations::view).toList();
    return Cursor.slice(ask, all, Window::run);
  }

  private Reply window(Ask ask) {
    return status(ask).maintenances().stream()
        .filter(each -> each.id().equals(ask.at("run")))
        .findFirst()
        .map(each -> Reply.of(view(each)))
        .orElseThrow(() -> Denied.missing("window '" + ask.at("run") + "'"));
  }

  private static PostLine view(Post post) {
    return new PostLine(post.id(), post.run(), post.at(), post.body().byLanguage());
  }

  private Reply posts(Ask ask) {
    List<PostLine> all =
        stand.get().posts(ask.tenant()).stream().map(PageOperations::view).toList();
    return Cursor.slice(ask, all, PostLine::id);
  }

  private Reply onePost(Ask ask) {
    return stand.get().posts(ask.tenant()).stream()
        .filter(each -> each.id().equals(ask.at("post")))
        .findFirst()
        .map(each -> Reply.of(view(each)))
        .orElseThrow(() -> Denied.missing("post '" + ask.at("post") + "'"));
  }

  private Reply post(Ask ask) {
    NewPost wanted = ask.json(NewPost.class);
    String run = desk.line(ask.tenant(), Ask.need(wanted.run(), "run")).run();
    Text body = text(wanted.en(), wanted.zh());
    Post made = stand.get().post(ask.tenant(), run, ask.caller().login(), body, Map.of());
    audit.happened(ask.tenant(), ask.caller().login(), "posted", "run", run, "id", made.id());
    return Reply.created("/api/v1/posts/" + made.id(), view(made));
  }

  private static Text text(@Nullable String en, @Nullable String zh) {
    String english = Ask.need(en, "en");
    String chinese = Ask.need(zh, "zh");
    if (english.length() > LONGEST || chinese.length() > LONGEST) {
      throw Denied.malformed("The text is too long.", "Take 5000 characters at the most.");
    }
    return new Text(Map.of("en", english, "zh", chinese));
  }

  private Reply all(Ask ask) {
    return Cursor.slice(ask, components.all(ask.tenant()), Components.Component::component);
  }

  private Reply one(Ask ask) {
    return Reply.of(components.get(ask.tenant(), ask.at("component")));
  }

  private Reply put(Ask ask) {
    Titles titles = ask.json(Titles.class);
    Components.Component put =
        components.put(
            ask.tenant(),
            ask.at("component"),
            Ask.need(titles.en(), "en"),
            Ask.need(titles.zh(), "zh"));
    happened(ask, "component-put");
    return Reply.of(put);
  }

  private Reply delete(Ask ask) {
    components.remove(ask.tenant(), ask.at("component"));
    happened(ask, "component-removed");
    return Reply.done();
  }

  private void happened(Ask ask, String kind) {
    stand.get().changed(ask.tenant());
    audit.happened(ask.tenant(), ask.caller().login(), kind, "component", ask.at("component"));
  }
}
