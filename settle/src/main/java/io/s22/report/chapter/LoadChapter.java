package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Measurement;
import io.s22.plan.Text;
import io.s22.report.Subject;
import io.s22.report.chapter.Pairs.Pair;
import io.s22.report.chart.Charts;
import io.s22.report.chart.Ink;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Picture;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.StepFacts.Measured;
import io.s22.report.load.LoadVerdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Load tests of the same scenario before and after, and what they prove. */
final class LoadChapter {
  private LoadChapter() {}

  static Section of(Subject s) {
    List<Block> blocks = new ArrayList<>();
    for (Pair pair : Pairs.of(s, true)) {
      if (pair.comparable() && enough(pair.before()) && enough(pair.after())) {
        judged(s, pair, blocks);
      } else {
        blocks.add(unjudged(pair));
      }
    }
    if (blocks.isEmpty()) {
      blocks.add(
          new Paragraph(
              say(
                  "There is no load test of this run: neither a step 'measure.load' nor a JTL file was"
                      + " given.",
                  "本次执行没有压测：既无 'measure.load' 步骤，也未提供 JTL 文件。")));
    }
    return new Section("load", say("Load test", "压力测试"), blocks);
  }

  private static boolean enough(@Nullable Measured m) {
    return m != null && m.measurement().values().size() >= LoadVerdict.LEAST_SLICES;
  }

  private static Paragraph unjudged(Pair pair) {
    String english = pair.figure() + ": no verdict, for ";
    String chinese = pair.figure() + "：无法得出结论，因为";
    Text why;
    if (pair.before() == null || pair.after() == null) {
      String side = pair.before() == null ? "before" : "after";
      String wo = pair.before() == null ? "维护前" : "维护后";
      why = say(english + "there is no test " + side + ".", chinese + "缺少" + wo + "的测试。");
    } else if (!pair.comparable()) {
      why = say(english + "the scenarios differ.", chinese + "两次测试的场景不同。");
    } else {
      String least = Integer.toString(LoadVerdict.LEAST_SLICES);
      why =
          say(
              english + "a test has fewer than " + least + " slices of time.",
              chinese + "测试少于 " + least + " 个时间片。");
    }
    return new Paragraph(why, Mood.DOUBTFUL, pair.cites());
  }

  private static void judged(Subject s, Pair pair, List<Block> blocks) {
    Measurement before = Objects.requireNonNull(pair.before()).measurement();
    Measurement after = Objects.requireNonNull(pair.after()).measurement();
    LoadVerdict verdict = LoadVerdict.of(before, after);
    blocks.add(
        new Paragraph(
            say(
                pair.figure()
                    + ": "
                    + words(verdict.word()).in(Locale.ENGLISH)
                    + " ("
                    + String.join(", ", verdict.why())
                    + ")",
                pair.figure()
                    + "："
                    + words(verdict.word()).in(Locale.CHINESE)
                    + "（"
                    + String.join("，", verdict.why())
                    + "）"),
            mood(verdict.word()),
            pair.cites()));
    blocks.add(table(pair, before, after, verdict));
    blocks.add(picture(s, pair, before, after));
  }

  private static Mood mood(LoadVerdict.Word word) {
    return switch (word) {
      case BETTER -> Mood.GOOD;
      case SAME -> Mood.PLAIN;
      case WORSE -> Mood.BAD;
    };
  }

  private static Text words(LoadVerdict.Word word) {
    return switch (word) {
      case BETTER -> say("better", "改善");
      case SAME -> say("the same", "无变化");
      case WORSE -> say("worse", "变差");
    };
  }

  private static Table table(
      Pair pair, Measurement before, Measurement after, LoadVerdict verdict) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(
        List.of(
            Cell.of(say("Throughput, mean of warm slices", "吞吐量（热身后各片均值）")),
            cell(verdict.throughput().before(), "/s"),
            cell(verdict.throughput().after(), "/s"),
            BeforeAfterChapter.change(verdict.throughput(), pair.cites())));
    for (String fact : List.of("p50", "p95", "p99")) {
      rows.add(fact(fact, before, after, pair.cites()));
    }
    rows.add(
        List.of(
            Cell.of(say("Failed requests", "失败请求比例")),
            Cell.figure(verdict.errorsBefore(), Subject.percent(verdict.errorsBefore()), List.of()),
            Cell.figure(
                verdict.errorsAfter(), Subject.percent(verdict.errorsAfter()), pair.cites()),
            Cell.none()));
    rows.add(fact("requests", before, after, pair.cites()));
    rows.add(fact("source-sha256", before, after, pair.cites()));
    String seen = Subject.percent(verdict.seeable());
    return new Table(
        Text.of(pair.figure()),
        say(
            "The same scenario before and after ("
                + before.method()
                + "). Batch means over slices"
                + " of time, the first tenth left out as warm-up, neighbours put together until they"
                + " no longer depend on each other; Welch's interval of the ratio at 95 %. Worse or"
                + " better: the interval excludes no change and the estimate is off by more than"
                + " 5 %. A change of throughput smaller than "
                + seen
                + " could not have been shown."
                + " Errors: two shares compared at 95 %, at least half a percentage point.",
            "前后采用同一场景（"
                + before.method()
                + "）。对时间片做批均值，去掉前十分之一作为热身，相邻片合并至互不相关；"
                + "比值的 95 % Welch 区间。判定变差或改善：区间不含“无变化”且估计值偏离超过 5 %。小于 "
                + seen
                + " 的吞吐量变化无法由本测试显示。错误率：95 % 两比例比较，且至少相差 0.5 个百分点。"),
        List.of(say("Figure", "指标"), say("Before", "之前"), say("After", "之后"), say("Change", "变化")),
        rows);
  }

  private static Cell cell(double value, String unit) {
    return Cell.figure(value, Subject.number(value) + unit, List.of());
  }

  private static List<Cell> fact(
      String fact, Measurement before, Measurement after, List<Long> cites) {
    String unit = fact.startsWith("p") ? " ms" : "";
    return List.of(
        Cell.of(fact),
        figure(before.facts().getOrDefault(fact, "–"), unit),
        figure(after.facts().getOrDefault(fact, "–"), unit).citing(cites),
        Cell.none());
  }

  private static Cell figure(String text, String unit) {
    return text.matches("[0-9]{1,15}([.][0-9]{1,9})?")
        ? Cell.figure(
            Double.parseDouble(text), Subject.number(Double.parseDouble(text)) + unit, List.of())
        : Cell.of(text);
  }

  private static Block picture(Subject s, Pair pair, Measurement before, Measurement after) {
    return new Picture(
        say("Throughput slice by slice", "逐时间片吞吐量"),
        say(
            "Both tests from their own beginning; each point one slice of time.",
            "两次测试均从各自起点开始；每点为一个时间片。"),
        s.charts()
            .lines(
                List.of(
                    line(s, s.word("before", "之前"), Ink.PLANNED, before),
                    line(s, s.word("after", "之后"), Ink.ACTUAL, after)),
                s.word("requests / s", "请求/秒"),
                null,
                pair.figure()));
  }

  private static Charts.Line line(Subject s, String name, Ink ink, Measurement m) {
    // Charts show the plan's zone; both tests begin at 00:00 in it.
    Instant zero = LocalDate.EPOCH.atStartOfDay(s.zone()).toInstant();
    long slice = Long.parseLong(m.facts().getOrDefault("slice-millis", "1000"));
    List<Instant> at =
        IntStream.range(0, m.values().size())
            .mapToObj(i -> zero.plus(Duration.ofMillis(i * slice)))
            .toList();
    return new Charts.Line(name, ink, false, at, m.values());
  }
}
