package io.s22.tell.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.s22.tell.Incident;
import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.Maintenance.StageLine;
import io.s22.tell.Maintenance.StepLine;
import io.s22.tell.Progress;
import io.s22.tell.ServiceState;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders the public page. Holds no state but the compiled templates; for any number of threads.
 */
public final class PageRenderer {
  /** The most a page may weigh, in bytes. */
  public static final int LIMIT = 50_000;

  private static final Set<Progress> TELLING =
      Set.of(Progress.RUNNING, Progress.FAILED, Progress.UNDOING);

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, PageRenderer.class.getClassLoader(), "io.s22.tell.template");

  /**
   * The page of {@code status}, with as much detail as fits into {@link #LIMIT}.
   *
   * @param version of the content; what a viewer that comes back names
   */
  public Page render(Status status, Language language, Links links, String version) {
    Page page = null;
    for (Detail detail : Detail.LEVELS) {
      page = new Rendering(status, language, links, version, detail).page();
      if (page.bytes() <= LIMIT) {
        return page;
      }
    }
    if (page == null) {
      throw new IllegalStateException("there is always a level of detail");
    }
    return page;
  }

  private final class Rendering {
    private final Status status;
    private final Links links;
    private final String version;
    private final Detail detail;
    private final Say say;

    Rendering(Status status, Language language, Links links, String version, Detail detail) {
      this.status = status;
      this.links = links;
      this.version = version;
      this.detail = detail;
      this.say = new Say(language, status.zone(), status.now(), detail.longest());
    }

    Page page() {
      Fragment root = root();
      Fragment age = leaf("age", "age.jte", Map.of("status", status));
      String html =
          text(
              "layout.jte",
              Map.of(
                  "status",
                  status,
                  "links",
                  links,
                  "body",
                  root.whole(),
                  "age",
                  age.whole(),
                  "version",
                  version));
      Fragment all = new Fragment(Page.root(), "", List.of(age, root));
      return new Page(html, all);
    }

    private Fragment root() {
      List<Fragment> windows =
          status.active().stream().limit(detail.windows()).map(this::window).toList();
      List<ServiceStatus> sorted = sortedServices();
      boolean open = !status.active().isEmpty();
      List<Fragment> services =
          sorted.stream().limit(detail.services()).map(s -> service(s, open)).toList();
      Map<String, Object> model = new HashMap<>();
      model.put("status", status);
      model.put("windows", windows.stream().map(f -> Fragment.slot(f.key())).toList());
      model.put("services", services.stream().map(f -> Fragment.slot(f.key())).toList());
      model.put("hidden", Math.max(0, sorted.size() - detail.services()));
      List<Fragment> inner = new ArrayList<>(windows);
      inner.addAll(services);
      for (Fragment each : List.of(head(), you(), incidents(), upcoming(), past())) {
        model.put(each.key(), Fragment.slot(each.key()));
        inner.add(each);
      }
      return new Fragment("root", text("root.jte", model), inner);
    }

    /** In the plan's order; where not all fit, the worst first. */
    private List<ServiceStatus> sortedServices() {
      if (status.services().size() <= detail.services()) {
        return status.services();
      }
      return status.services().stream()
          .sorted(Comparator.comparing(ServiceStatus::state).reversed())
          .toList();
    }

    private Fragment head() {
      return leaf("head", "head.jte", Map.of("status", status));
    }

    private Fragment service(ServiceStatus service, boolean open) {
      String key = "s-" + service.name();
      return leaf(
          key,
          "service.jte",
          Map.of("service", service, "key", key, "bars", detail.bars(), "open", open));
    }

    private Fragment you() {
      if (status.active().isEmpty()) {
        return new Fragment("you", "<div data-r=\"you\" hidden></div>", List.of());
      }
      Map<String, Object> model = new HashMap<>();
      model.put("status", status);
      model.put("usable", some(ServiceState.OPERATIONAL));
      model.put("slow", some(ServiceState.DEGRADED_PERFORMANCE));
      List<ServiceStatus> avoid =
          status.services().stream()
              .filter(s -> s.state().compareTo(ServiceState.UNDER_MAINTENANCE) >= 0)
              .limit(detail.services())
              .toList();
      model.put("avoid", avoid);
      model.put("saved", saved());
      return leaf("you", "you.jte", model);
    }

    private List<ServiceStatus> some(ServiceState state) {
      return status.services().stream()
          .filter(s -> s.state() == state)
          .limit(detail.services())
          .toList();
    }

    private @Nullable Label saved() {
      if (status.active().stream().allMatch(w -> w.started() == null)) {
        return null;
      }
      boolean all = status.active().stream().allMatch(Maintenance::undoable);
      return all ? Label.SAVED_UNDO : Label.SAVED_PARTLY;
    }

    private Fragment incidents() {
      List<Incident> open = status.unresolved().stream().limit(detail.windows()).toList();
      return leaf("incidents", "incidents.jte", Map.of("incidents", open));
    }

    private Fragment upcoming() {
      Map<String, ServiceStatus> byName = new LinkedHashMap<>();
      status.services().forEach(s -> byName.put(s.name(), s));
      List<Maintenance> windows = status.upcoming().stream().limit(detail.windows()).toList();
      return leaf(
          "upcoming",
          "upcoming.jte",
          Map.of("windows", windows, "services", byName, "most", detail.services()));
    }

    private Fragment past() {
      List<Maintenance> all = status.past();
      List<Maintenance> shown = all.stream().limit(detail.windows() * 2L).toList();
      return leaf(
          "past", "past.jte", Map.of("windows", shown, "hidden", all.size() - shown.size()));
    }

    private Fragment window(Maintenance window) {
      String key = "w-" + window.id();
      Scale scale = new Scale(window, status.now());
      List<StageLine> lines = window.stages().stream().limit(detail.stages()).toList();
      List<Fragment> stages = new ArrayList<>();
      StepBudget budget = new StepBudget(window, detail.steps());
      lines.forEach(stage -> stages.add(stage(key, stage, budget.of(stage), scale)));
      Fragment head =
          leaf(
              key + "-head",
              "windowhead.jte",
              Map.of("window", window, "status", status, "key", key + "-head"));
      Fragment log =
          leaf(
              key + "-log",
              "log.jte",
              Map.of(
                  "window",
                  window,
                  "updates",
                  window.updates().stream().limit(detail.updates()).toList(),
                  "key",
                  key + "-log"));
      Map<String, Object> model = new HashMap<>();
      model.put("window", window);
      model.put("key", key);
      model.put("head", Fragment.slot(head.key()));
      model.put("log", Fragment.slot(log.key()));
      model.put("stages", stages.stream().map(f -> Fragment.slot(f.key())).toList());
      model.put("hidden", window.stages().size() - lines.size());
      model.put("scale", scale);
      List<Fragment> inner = new ArrayList<>(stages);
      inner.add(head);
      inner.add(log);
      return new Fragment(key, text("window.jte", model), inner);
    }

    private Fragment stage(String window, StageLine stage, List<StepLine> steps, Scale scale) {
      String key = window + "-" + stage.name();
      return leaf(
          key, "stage.jte", Map.of("stage", stage, "steps", steps, "scale", scale, "key", key));
    }

    private Fragment leaf(String key, String template, Map<String, Object> model) {
      return new Fragment(key, text(template, model), List.of());
    }

    /** Slots come in as text already; whatever else holds their mark loses it. */
    private String text(String template, Map<String, Object> model) {
      Map<String, Object> all = new HashMap<>(model);
      all.put("say", say);
      StringOutput out = new StringOutput();
      engine.render(template, all, out);
      return out.toString();
    }
  }

  /** Which steps of a window are shown: all where they fit, else those that matter now. */
  private static final class StepBudget {
    private final boolean all;
    private int left;

    StepBudget(Maintenance window, int most) {
      int steps = window.stages().stream().mapToInt(s -> s.steps().size()).sum();
      all = steps <= most;
      left = most;
    }

    List<StepLine> of(StageLine stage) {
      if (all) {
        return stage.steps();
      }
      List<StepLine> telling =
          stage.steps().stream().filter(s -> TELLING.contains(s.progress())).limit(left).toList();
      left -= telling.size();
      return telling;
    }
  }
}
