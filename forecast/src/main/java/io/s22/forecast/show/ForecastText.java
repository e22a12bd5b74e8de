package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecast.StageAnswer;
import io.s22.forecast.Forecast.StepAnswer;
import io.s22.forecast.Sentences;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A forecast as an operator reads it in a terminal. */
public final class ForecastText {
  private final Forecast forecast;
  private final Voice voice;
  private final Words words;
  private final Sheet sheet = new Sheet();

  private ForecastText(Forecast forecast, Voice voice) {
    this.forecast = forecast;
    this.voice = voice;
    this.words = new Words(forecast, voice);
  }

  /** The whole forecast in English, about 80 characters wide. */
  public static String of(Forecast forecast) {
    return of(forecast, Voice.ENGLISH);
  }

  /** The whole forecast in the language of {@code voice}. */
  public static String of(Forecast forecast, Voice voice) {
    ForecastText text = new ForecastText(forecast, voice);
    text.head();
    text.run();
    text.stages();
    new ServicesText(forecast, voice, text.words, text.sheet).write();
    text.steps();
    text.drivers();
    text.turning();
    text.basis();
    return text.sheet.toString();
  }

  private String say(String english, String chinese) {
    return voice.say(english, chinese);
  }

  private void head() {
    sheet.plain(words.title() + say(", ", "，") + words.window());
    Forecast.Sampling sampling = forecast.sampling();
    sheet.line(
        say(
            "%,d nights simulated (%d scrambles, seed %d); in brackets, and behind ±, the %s"
                + " interval",
            "模拟 %,d 次（%d 组置乱，种子 %d）；括号内及 ± 之后为 %s 置信区间"),
        sampling.trials(),
        sampling.scrambles(),
        sampling.seed(),
        Sentences.percent(sampling.level()));
    if (!forecast.drivers().isEmpty()) {
      sheet.line(
          say(
              "what would help rests on %,d of them, simulated again with the change",
              "改进建议基于其中 %,d 次，按改动后重新模拟"),
          sampling.pairs());
    }
    sheet.plain(
        say(
            "where a figure has none, both ends of its interval round to it",
            "未标区间的数字，其区间两端舍入后即为该数"));
  }

  private void run() {
    Forecast.Run run = forecast.run();
    Spread finish = run.finish();
    sheet.line("");
    sheet.plain(say("The run", "本次运行"));
    item(say("ends", "结束"), say("%s at the median,", "中位数 %s，"), words.around(finish.p50()));
    item("", say("%s in 9 of 10 nights,", "90 %% 不晚于 %s，"), words.around(finish.p90()));
    item("", say("%s in 99 of 100", "99 %% 不晚于 %s"), words.around(finish.p99()));
    double from = finish.histogram().from();
    double to = from + finish.histogram().width() * finish.histogram().counts().length;
    item("", "%s |%s| %s", words.clock(from), Words.bars(finish.histogram()), words.clock(to));
    item(say("overrun", "超时"), "%s", Words.share(run.overrun()));
    item(say("all done", "全部完成"), "%s", Words.share(run.done()));
    item(say("partly done", "部分完成"), "%s", Words.share(run.partlyDone()));
    item(say("rolled back", "全部回滚"), "%s", Words.share(run.rolledBack()));
    if (run.turnedBack().value() > 0) {
      item(say("  time got short", "  因时间不足"), "%s", Words.share(run.turnedBack()));
    }
    item(say("stuck", "回滚失败"), "%s", Words.share(run.stuck()));
    Spread back = run.back();
    if (back != null) {
      item(
          say("going back", "发生回退"),
          say("in %s of nights; then %s on average, %s in 9 of 10", "概率 %s；平均用时 %s，90 %% 不超过 %s"),
          Words.share(run.anyBack()),
          words.time(back.mean()),
          words.time(back.p90()));
    }
  }

  private void item(String name, String format, Object... values) {
    sheet.line("  " + Sheet.pad(name, 16) + format, values);
  }

  private void stages() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            say("Stages", "阶段"),
            say("median", "中位数"),
            say("9 of 10", "90 % 不晚于"),
            say("box ends", "计划结束"),
            say("late or not", "迟于计划或未完成")));
    for (StageAnswer stage : forecast.stages()) {
      Spread end = stage.end();
      rows.add(
          List.of(
              "  " + voice.row(voice.stages(), stage.stage()),
              end == null ? words.never() : words.around(end.p50()),
              end == null ? words.never() : words.around(end.p90()),
              words.clock(stage.boxEnd()),
              Words.share(stage.late())));
    }
    sheet.line("");
    sheet.table(new int[] {28, 16, 16, 10}, rows);
  }

  private void steps() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            say("Steps", "步骤"),
            say("takes", "用时"),
            say("critical", "关键概率"),
            say("cruciality", "秩相关"),
            say("total Sobol", "总 Sobol 指数")));
    forecast.steps().stream()
        .filter(step -> step.criticality().value() > 0.001)
        .sorted(Comparator.comparingDouble(step -> -step.criticality().value()))
        .limit(12)
        .forEach(step -> rows.add(step(step)));
    sheet.line("");
    sheet.plain(
        say(
            "Critical: the run would have ended earlier had the step; cruciality: rank correlation"
                + " of its",
            "关键概率：该步骤若提前，运行也会提前的概率；秩相关：步骤用时与运行结束时间之间的；"));
    sheet.plain(
        say(
            "length with the end; total Sobol: share of the end's variance that only knowing it"
                + " removes",
            "总 Sobol 指数：结束时间的方差中，只有得知该步骤才能消除的部分"));
    sheet.table(new int[] {28, 18, 20, 18}, rows);
  }

  private List<String> step(StepAnswer step) {
    Optional<Estimate> sobol = Optional.ofNullable(step.totalSobol());
    return List.of(
        "  " + voice.row(voice.steps(), step.step()),
        words.time(step.takes()),
        Words.share(step.criticality()),
        Words.number(step.cruciality()),
        sobol.map(Words::number).orElse(""));
  }

  private void drivers() {
    if (!forecast.drivers().isEmpty()) {
      sheet.line("");
      sheet.plain(say("What would help", "改进建议"));
      forecast.drivers().forEach(driver -> sheet.plain("  " + words.driver(driver)));
    }
  }

  private void turning() {
    if (forecast.turning().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            say("Turning back", "回退时限"),
            say("reserve", "回退需时"),
            say("not after", "不晚于"),
            say("begun too late", "开始过晚的概率")));
    for (Forecast.TurnPoint point : forecast.turning()) {
      rows.add(
          List.of(
              "  " + voice.row(voice.steps(), point.step()),
              voice.duration(point.reserve()),
              words.latest(point.latest()),
              Words.share(point.missed())));
    }
    sheet.line("");
    sheet.table(new int[] {28, 12, 12}, rows);
    if (!words.wayBack().isEmpty()) {
      sheet.plain("  " + words.wayBack());
    }
  }

  private void basis() {
    sheet.line("");
    forecast.basis().forEach(sentence -> sheet.plain(sentence.in(voice.locale())));
  }
}
