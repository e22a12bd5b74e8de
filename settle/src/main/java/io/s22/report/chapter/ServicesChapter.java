package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.plan.Promise;
import io.s22.plan.Service;
import io.s22.plan.Text;
import io.s22.report.Handed.ServiceForecast;
import io.s22.report.Subject;
import io.s22.report.chart.Charts;
import io.s22.report.chart.Ink;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Picture;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.ServiceFacts.Closing;
import io.s22.report.fact.ServiceFacts.Point;
import io.s22.report.fact.ServiceFacts.ServiceFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Promise, forecast and fact of each service. */
final class ServicesChapter {
  private static final double MILLIS = 1e3;

  /** The journal's first entry holds the plan: promises stand in it, forecasts are made of it. */
  private static final List<Long> PLAN = List.of(1L);

  private static final Ink[] INKS = {Ink.ACTUAL, Ink.BAD, Ink.GOOD, Ink.OTHER};

  private ServicesChapter() {}

  static Section of(Subject s) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(table(s));
    if (!s.facts().services().closings().isEmpty()) {
      blocks.add(closings(s));
    }
    List<Charts.Line> lines = lines(s);
    if (!lines.isEmpty()) {
      blocks.add(picture(s, lines));
    }
    return new Section("services", say("Promise, forecast and fact", "承诺、预测与事实"), blocks);
  }

  private static Table table(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
    Map<String, ServiceFact> measured = new TreeMap<>(s.facts().services().all());
    s.plan()
        .cluster()
        .services()
        .forEach((name, service) -> rows.add(row(s, name, service, measured.remove(name))));
    measured.forEach((name, fact) -> rows.add(row(s, name, null, fact)));
    String basis = s.handed().forecastMethod().in(java.util.Locale.ENGLISH);
    String chinese = s.handed().forecastMethod().in(java.util.Locale.CHINESE);
    return new Table(
        say("Each service", "各项服务"),
        say(
            "Promise: the plan. Forecast: "
                + (basis.isEmpty() ? "none was made" : basis)
                + ". Fact: what users' requests got, measured from outside and written to the"
                + " journal span by span: share of requests answered, and the longest time without"
                + " a good answer (counts of all requests, so without sampling error).",
            "承诺：来自计划。预测："
                + (chinese.isEmpty() ? "未做预测" : chinese)
                + "。事实：从外部测得的用户请求结果，逐段写入日志：得到应答的请求比例，以及无有效应答的最长时间（全量计数，无抽样误差）。"),
        List.of(
            say("Service", "服务"),
            say("Promised availability", "承诺可用性"),
            say("Forecast", "预测"),
            say("Fact", "事实"),
            say("Promised longest", "承诺最长中断"),
            say("Forecast P90", "预测 P90"),
            say("Fact", "实际最长中断"),
            say("Requests", "请求数"),
            say("Kept", "是否兑现")),
        rows);
  }

  private static List<Cell> row(
      Subject s, String name, @Nullable Service service, @Nullable ServiceFact fact) {
    Text title = service == null ? null : service.title();
    Promise promise = service == null ? null : service.promise();
    ServiceForecast forecast =
        s.handed().forecasts().stream()
            .filter(f -> f.service().equals(name))
            .findFirst()
            .orElse(null);
    Double promised =
        promise == null || promise.availability() == null ? null : promise.availability().value();
    Duration longest = promise == null ? null : promise.longestInterruption();
    return List.of(
        Cell.of(title == null ? Text.of(name) : title),
        promised == null ? Cell.none() : share(promised).citing(PLAN),
        forecast == null ? Cell.none() : share(forecast.availability()).citing(PLAN),
        fact == null ? unmeasured() : share(fact.availability()).citing(fact.cites()),
        longest == null ? Cell.none() : Cell.of(Subject.length(longest)).citing(PLAN),
        forecast == null ? Cell.none() : seconds(forecast.longestP90(), PLAN),
        fact == null ? Cell.none() : seconds(fact.longestGapMillis() / MILLIS, fact.worst()),
        fact == null
            ? Cell.none()
            : Cell.figure(fact.requests(), Subject.number(fact.requests()), fact.cites()),
        kept(promised, longest, fact));
  }

  private static Table closings(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Closing each : s.facts().services().closings()) {
      Duration length = Duration.between(each.from(), each.to());
      List<Long> cites = List.of(each.seq());
      rows.add(
          List.of(
              Cell.of(title(s, each.service())),
              Cell.of(s.time(each.from())),
              Cell.of(s.time(each.to())),
              Cell.figure(length.toMillis() / MILLIS, Subject.length(length), cites)));
    }
    return new Table(
        say("Closed as announced", "按公告关闭"),
        say(
            "From the first request that was refused with the announced message to the next right"
                + " answer. Such refusals count neither as failures nor as gaps above; whether they"
                + " are paid for is the contract's to say.",
            "自首个按公告拒绝的请求起，至下一次正确应答止。此类拒绝不计入上表的失败与中断；是否补偿以合同为准。"),
        List.of(say("Service", "服务"), say("From", "开始"), say("To", "结束"), say("For", "时长")),
        rows);
  }

  private static Text title(Subject s, String name) {
    Service service = s.plan().cluster().services().get(name);
    Text title = service == null ? null : service.title();
    return title == null ? Text.of(name) : title;
  }

  private static Cell unmeasured() {
    return Cell.of(say("not measured", "未测量")).as(Mood.DOUBTFUL);
  }

  private static Cell share(@Nullable Double value) {
    return value == null ? Cell.none() : Cell.figure(value, Subject.percent(value), List.of());
  }

  private static Cell seconds(double value, List<Long> cites) {
    return Cell.figure(value, Subject.length(Duration.ofMillis((long) (value * MILLIS))), cites);
  }

  private static Cell kept(
      @Nullable Double promised, @Nullable Duration longest, @Nullable ServiceFact fact) {
    if (promised == null && longest == null) {
      return Cell.of(say("no promise", "未作承诺"));
    }
    if (fact == null || fact.requests() == 0) {
      return Cell.of(say("not known", "未知")).as(Mood.DOUBTFUL);
    }
    boolean often = promised == null || fact.availability() >= promised;
    boolean brief = longest == null || fact.longestGapMillis() <= longest.toMillis();
    return often && brief
        ? Cell.of(say("kept", "已兑现")).as(Mood.GOOD)
        : Cell.of(say("broken", "未兑现")).citing(fact.worst()).as(Mood.BAD);
  }

  private static List<Charts.Line> lines(Subject s) {
    List<Charts.Line> lines = new ArrayList<>();
    s.facts().services().all().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(each -> each.getValue().course().size() > 1)
        .limit(2L * INKS.length)
        .forEach(each -> lines.add(line(s, each.getKey(), each.getValue().course(), lines.size())));
    return lines;
  }

  private static Charts.Line line(Subject s, String name, List<Point> course, int number) {
    Service service = s.plan().cluster().services().get(name);
    Text title = service == null ? null : service.title();
    return new Charts.Line(
        title == null ? name : title.in(s.locale()),
        INKS[number % INKS.length],
        number >= INKS.length,
        course.stream().map(Point::at).toList(),
        course.stream().map(p -> (1 - p.failed()) * 100).toList());
  }

  private static Block picture(Subject s, List<Charts.Line> lines) {
    return new Picture(
        say("Requests answered over time", "随时间变化的应答比例"),
        say(
            "Each point is one span of measurement, or some together in a long run: requests"
                + " answered of requests made.",
            "每点为一个测量区间（长时间执行时合并若干区间）：得到应答的请求占全部请求的比例。"),
        s.charts()
            .lines(
                lines,
                s.word("answered, %", "应答比例 %"),
                null,
                s.word("Share of requests answered over time", "随时间变化的应答比例")));
  }
}
