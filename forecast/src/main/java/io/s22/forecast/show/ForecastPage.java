package io.s22.forecast.show;

import static io.s22.forecast.show.Html.safe;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecast.Driver;
import io.s22.forecast.Forecast.StageAnswer;
import io.s22.forecast.Forecast.StepAnswer;
import io.s22.forecast.Sentences;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Spread;
import io.s22.plan.Text;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A forecast as one HTML page, light or dark as the reader's system is, without other files. */
public final class ForecastPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1d2433; --paper: #ffffff; --soft: #667085;
        --line: #d9dee7; --good: #2f6fdb; --bad: #c8442b; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e7eaf0; --paper: #12161f;
        --soft: #98a2b3; --line: #303847; --good: #6ea3ff; --bad: #ff8266; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
        max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { margin-top: 2.2rem; font-size: 1.2rem; }
      p.soft, td small { color: var(--soft); }
      .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line);
        vertical-align: top; }
      th { font-weight: 600; color: var(--soft); }
      .figures { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.2rem 0; }
      .figures div { min-width: 8rem; } .figures b { display: block; font-size: 1.5rem; }
      svg { width: 100%; height: auto; display: block; margin: .6rem 0; }
      svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
      svg .good { fill: var(--good); } svg .bad { fill: var(--bad); }
      svg .limit { stroke: var(--ink); stroke-dasharray: 4 3; } svg .axis { stroke: var(--line); }
      """;

  private final Forecast forecast;
  private final Voice voice;
  private final Words words;
  private final Html html = new Html();

  private ForecastPage(Forecast forecast, Voice voice) {
    this.forecast = forecast;
    this.voice = voice;
    this.words = new Words(forecast, voice);
  }

  /** The whole page in English. */
  public static String of(Forecast forecast) {
    return of(forecast, Voice.ENGLISH);
  }

  /** The whole page in the language of {@code voice}. */
  public static String of(Forecast forecast, Voice voice) {
    ForecastPage page = new ForecastPage(forecast, voice);
    page.head();
    page.run();
    new ServicesPage(forecast, voice, page.words, page.html).write();
    page.stages();
    page.drivers();
    page.steps();
    page.turning();
    page.foot();
    return page.html.toString();
  }

  private String say(String english, String chinese) {
    return voice.say(english, chinese);
  }

  private void head() {
    String language = say("en", "zh-CN");
    html.add("<!doctype html><html lang=\"", language, "\"><head><meta charset=\"utf-8\">");
    html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.add("<title>", safe(words.title()), "</title><style>", STYLE, "</style></head><body>");
    html.add("<h1>", safe(words.title()), "</h1><p class=\"soft\">", safe(words.window()), "</p>");
  }

  private void figure(Estimate share, String what) {
    figure(Sentences.percent(share.value()), what, Words.share(share));
  }

  /** {@code whole} is the value with its interval, which is shown where it says more. */
  private void figure(String value, String what, String whole) {
    String interval = whole.substring(Math.min(whole.length(), value.length())).strip();
    html.add("<div><b>", safe(value), "</b>", safe(what), "<br><small>");
    html.add(safe(interval), "</small></div>");
  }

  private void end(Estimate at, String what) {
    figure(words.clock(at.value()), what, words.clock(at));
  }

  private void run() {
    Forecast.Run run = forecast.run();
    Spread finish = run.finish();
    html.add("<div class=\"figures\">");
    end(finish.p50(), say("median end", "结束时间中位数"));
    end(finish.p90(), say("end in 9 of 10 nights", "90 % 不晚于"));
    figure(run.overrun(), say("overrun", "超时"));
    figure(run.done(), say("all done", "全部完成"));
    figure(run.partlyDone(), say("partly done", "部分完成"));
    figure(run.rolledBack(), say("rolled back", "全部回滚"));
    figure(run.stuck(), say("stuck", "回滚失败"));
    String title = say("When the run ends", "运行何时结束");
    html.add("</div><h2>", title, "</h2>");
    double close = Duration.between(forecast.opens(), forecast.closes()).toSeconds();
    html.add(Svg.columns(finish.histogram(), title, close, words::clock));
    Spread back = run.back();
    if (back != null) {
      String sentence =
          say(
              "Something goes back in %s of nights; that takes %s on average, in 9 of 10 %s at most.",
              "发生回退的概率为 %s；平均用时 %s，90 %% 不超过 %s。");
      html.add("<p>");
      html.add(
          safe(
              String.format(
                  Locale.ROOT,
                  sentence,
                  Words.share(run.anyBack()),
                  words.time(back.mean()),
                  words.time(back.p90()))));
      html.add("</p>");
    }
  }

  private void stages() {
    html.add("<h2>", say("Stages", "阶段"), "</h2>");
    html.table(
        say("stage", "阶段"),
        say("median end", "结束时间中位数"),
        say("9 of 10", "90 % 不晚于"),
        say("box ends", "计划结束"),
        say("late, or not done", "迟于计划或未完成"));
    for (StageAnswer stage : forecast.stages()) {
      Spread end = stage.end();
      html.row(
          voice.field(voice.stages(), stage.stage()),
          end == null ? words.never() : words.around(end.p50()),
          end == null ? words.never() : words.around(end.p90()),
          words.clock(stage.boxEnd()),
          Words.share(stage.late()));
    }
    html.endTable();
  }

  private void drivers() {
    if (!forecast.drivers().isEmpty()) {
      html.add("<h2>", say("What would help", "改进建议"), "</h2><ul>");
      for (Driver driver : forecast.drivers()) {
        html.add("<li>", safe(words.driver(driver)), "</li>");
      }
      html.add("</ul>");
    }
  }

  private void steps() {
    List<Svg.Bar> bars =
        forecast.steps().stream()
            .filter(step -> step.criticality().value() > 0.001)
            .sorted(Comparator.comparingDouble((StepAnswer s) -> -s.criticality().value()))
            .limit(20)
            .map(this::bar)
            .toList();
    html.add("<h2>", say("Steps that decide the end", "决定结束时间的步骤"), "</h2><p class=\"soft\">");
    html.add(
        say(
            "How often the run would have ended earlier had the step; then its rank correlation"
                + " with the end and, of the first few, the share of the end's variance that is"
                + " left when all but this step is known (total Sobol index).",
            "依次为：该步骤若提前、运行也会提前的概率；步骤用时与运行结束时间的秩相关；以及（仅前几项）其余全部已知、"
                + "只有该步骤未知时结束时间方差所剩的比例（总 Sobol 指数）。"));
    html.add("</p>");
    html.add(Svg.bars(bars, say("Criticality", "关键概率")));
  }

  private Svg.Bar bar(StepAnswer step) {
    double critical = step.criticality().value();
    Estimate sobol = step.totalSobol();
    String text =
        Words.share(step.criticality())
            + ", "
            + Words.number(step.cruciality())
            + (sobol == null ? "" : ", " + Words.number(sobol));
    String title = voice.steps().getOrDefault(step.step(), step.step());
    return new Svg.Bar(say(step.step(), title), critical, text);
  }

  private void turning() {
    if (forecast.turning().isEmpty()) {
      return;
    }
    html.add("<h2>", say("Turning back", "回退时限"), "</h2>");
    html.table(
        say("once this step is under way", "该步骤开始之后"),
        say("undoing takes", "回退需时"),
        say("not after", "不晚于"),
        say("begun too late", "开始过晚的概率"));
    for (Forecast.TurnPoint point : forecast.turning()) {
      html.row(
          voice.field(voice.steps(), point.step()),
          voice.duration(point.reserve()),
          words.latest(point.latest()),
          Words.share(point.missed()));
    }
    html.endTable();
    html.add("<p>", safe(words.wayBack()), "</p>");
  }

  private void foot() {
    Forecast.Sampling sampling = forecast.sampling();
    String sentence =
        say(
            "%,d nights simulated, seed %d; in brackets the %s interval. ",
            "模拟 %,d 次，种子 %d；括号内为 %s 置信区间。");
    String made =
        String.format(
            Locale.ROOT,
            sentence,
            sampling.trials(),
            sampling.seed(),
            Sentences.percent(sampling.level()));
    String basis =
        forecast.basis().stream()
            .map((Text text) -> text.in(voice.locale()))
            .collect(Collectors.joining(say(" ", "")));
    html.add("<p class=\"soft\">", safe(made + basis), "</p></body></html>");
  }
}
