package io.s22.window.choice;

import io.s22.plan.Choosing;
import io.s22.plan.Plan;
import io.s22.plan.Text;
import io.s22.window.curve.ActivityCurve;
import io.s22.window.curve.CountsCsv;
import io.s22.window.curve.CurveFit;
import io.s22.window.curve.DayGrid;
import io.s22.window.curve.Holidays;
import io.s22.window.curve.TrafficSeries;
import io.s22.window.traffic.SummaryFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From a plan and its traffic to a choice: what {@code s22 window} does. */
public final class WindowStudy {
  private static final int HORIZON_DAYS = 28;
  private static final int BEYOND_DAYS = 14;

  private final Plan plan;
  private final BoxEffects boxes;
  private final Holidays holidays;
  private final List<Text> basis = new ArrayList<>();

  /** Where the traffic is: one of the two. */
  public sealed interface Traffic {
    /** A folder of daily summaries. */
    record Summaries(Path folder) implements Traffic {}

    /** A CSV file of counts. */
    record Counts(Path file) implements Traffic {}
  }

  public WindowStudy(Plan plan) {
    this.plan = plan;
    this.boxes = new BoxEffects(plan);
    Choosing choosing = plan.choosing();
    String code = choosing == null || choosing.holidays() == null ? "" : choosing.holidays();
    this.holidays =
        Holidays.of(code.isEmpty() && plan.zone().getId().equals("Asia/Shanghai") ? "CN" : code);
  }

  /**
   * @param interruption what is foretold of the plan; the plan's boxes where {@code null}
   * @param now by the plan's zone: no window is proposed before
   * @throws io.s22.plan.S22Exception S22-7009 to S22-7031
   */
  public Choice choose(Traffic traffic, @Nullable Interruption interruption, LocalDateTime now) {
    LocalDateTime asOf = asOf(now);
    Choosing choosing = plan.choosing();
    LocalDateTime by = choosing == null ? null : choosing.by();
    LocalDateTime from = choosing == null ? null : choosing.from();
    LocalDateTime begin = from != null && from.isAfter(asOf) ? from : asOf;
    LocalDateTime end = by != null && by.isAfter(asOf) ? by : begin.plusDays(HORIZON_DAYS);
    LocalDateTime last = later(end.plusDays(BEYOND_DAYS), latestWindow());
    Interruption effects = interruption == null ? boxes.interruption() : interruption;
    Demand demand = demand(traffic, effects, asOf, last.toLocalDate().plusDays(1));
    basis.add(
        effects.isEmpty()
            ? Tongue.both(
                "The plan names no service that it interrupts: everyone in the window counts as hit.",
                "计划未写明中断哪些服务：窗口内所有用户都计为受影响。")
            : Tongue.both(tongue ->
                tongue.say("Interruption per service and minute: from ", "各服务每分钟的中断：取自")
                    + tongue.in(effects.source())
                    + tongue.say(".", "。")));
    basis.add(Tongue.both("Holidays: " + holidays.name() + ".", "节假日：" + holidays.name() + "。"));
    return new Chooser(plan, boxes, demand, effects, asOf).choose(end, basis);
  }

  /** A window that has passed is judged as of two weeks, or its notice, before it. */
  private LocalDateTime asOf(LocalDateTime now) {
    LocalDateTime opens = plan.window().opens();
    if (now.isBefore(opens)) {
      return now;
    }
    Choosing choosing = plan.choosing();
    Duration notice = choosing == null ? null : choosing.notice();
    Duration fortnight = Duration.ofDays(BEYOND_DAYS);
    Duration ahead = notice == null || notice.compareTo(fortnight) < 0 ? fortnight : notice;
    LocalDateTime then = opens.minus(ahead).toLocalDate().atStartOfDay();
    basis.add(
        Tongue.both(tongue -> {
          String time = new Say(tongue).time(then);
          return tongue.say(
              "The announced window has passed: the choice is made as of " + time + ".",
              "公告窗口已过：按 " + time + " 时的情况选择。");
        }));
    return then;
  }

  private LocalDateTime latestWindow() {
    LocalDateTime latest = plan.window().closes();
    for (var window : plan.window().fallback()) {
      latest = later(latest, window.closes());
    }
    return latest;
  }

  private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
    return one.isAfter(other) ? one : other;
  }

  private Demand demand(Traffic traffic, Interruption effects, LocalDateTime asOf, LocalDate end) {
    LocalDate first = asOf.toLocalDate();
    int days = (int) (end.toEpochDay() - first.toEpochDay());
    ActivityCurve all = curve(grid(traffic, List.of()), first, end);
    basis.addAll(all.remarks());
    basis.add(expected(all));
    Map<String, double[]> services = new HashMap<>();
    if (traffic instanceof Traffic.Summaries(Path folder)) {
      Set<String> known = TrafficSeries.routes(new SummaryFolder(folder));
      for (String service : effects.shares().keySet()) {
        List<String> routes = routes(service, known);
        if (!routes.isEmpty()) {
          ActivityCurve own = curve(grid(traffic, routes), first, end);
          services.put(service, own.minutes(own.placing(), days));
        }
      }
    }
    return new Demand(
        first.atStartOfDay(),
        all.minutes(all.placing(), days),
        services,
        all.minutes(all.expected(), days),
        all.minutes(all.low(), days),
        all.minutes(all.high(), days));
  }

  private static Text expected(ActivityCurve all) {
    int folds = all.folds().size();
    boolean weeks = all.folds().isEmpty() || all.folds().getFirst().days() > 1;
    return Tongue.both(
        "Expected users: %s, the best of %d in %d past %s. Windows are placed by: %s."
            .formatted(all.model(), models(all), folds, weeks ? "weeks" : "days", all.placedBy()),
        "预期用户数：%s，为 %d 个模型在过去 %d %s中最佳者。窗口按 %s 选取。"
            .formatted(all.model(), models(all), folds, weeks ? "周" : "天", all.placedBy()));
  }

  private static int models(ActivityCurve curve) {
    return curve.folds().isEmpty() ? 1 : curve.folds().getFirst().scores().size() - 1;
  }

  private List<String> routes(String service, Set<String> known) {
    Choosing choosing = plan.choosing();
    List<String> named =
        choosing == null ? List.of() : choosing.routes().getOrDefault(service, List.of(service));
    Set<String> found = new TreeSet<>(named.isEmpty() ? List.of(service) : named);
    found.retainAll(known);
    return List.copyOf(found);
  }

  private ActivityCurve curve(DayGrid grid, LocalDate from, LocalDate to) {
    return new CurveFit(holidays).fit(grid, from, to, boxes.minutes());
  }

  private DayGrid grid(Traffic traffic, List<String> routes) {
    return switch (traffic) {
      case Traffic.Summaries(Path folder) ->
          TrafficSeries.read(new SummaryFolder(folder), plan.zone(), routes);
      case Traffic.Counts(Path file) -> CountsCsv.read(file, plan.zone());
    };
  }
}
