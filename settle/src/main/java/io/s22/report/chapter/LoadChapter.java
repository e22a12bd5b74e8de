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
  private static final double NOTICEABLE_MICROS = 500;
  private static final String LATE = "machine-late-micros";

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
    if (unequal(before, after)) {
      blocks.add(
          new Paragraph(
              say(
                  "Doubtful: the machine that asked was much busier in one of the two tests than in"
                      + " the other, so that a difference may be its own. Measure again when it has"
                      + " nothing else to do.",
                  "存疑：两次测试中发压机的繁忙程度相差很大，差异可能来自发压机本身。请在其空闲时重新测量。"),
              Mood.DOUBTFUL,
              pair.cites()));
    }
    blocks.add(table(pair, before, after, verdict));
    blocks.add(picture(s, pair, before, after));
  }

  /** Whether the machine woke up twice as late in one of them, and by more than noise. */
  private static boolean unequal(Measurement before, Measurement after) {
    double one = late(before);
    double other = late(after);
    return Math.abs(one - other) > NOTICEABLE_MICROS
        && Math.max(one, other) > 2 * Math.min(one, other);
  }

  private static double late(Measurement m) {
    String micros = m.facts().getOrDefault(LATE, "");
    return micros.matches("[0-9]{1,12}") ? Double.parseDouble(micros) : 0;
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
    if (before.facts().containsKey(LATE)) {
      rows.add(late(before, after, pair.cites()));
    }
    rows.add(fact("source-sha256", before, after, pair.cites()));
    String seen = Subject.percent(verdict.seeable());
    return new Table(
        Text.of(pair.figure()),
        say(
            "The same scenario before and after ("
                + before.method()
                + "). Means over slices of time; judged from nine tenths of the usual throughput on, at"
                + " least the first tenth left out. Intervals of the ratio at 95 %, from batch means or an"
                + " autoregression, whichever is wider. Worse or better: off by more than 5 % (latency"
                + " 10 %) where a 99 % interval (tests of one thing differ by 2 %) excludes no change, or by more than 10.5 % where a 95 %"
                + " interval does. A change of throughput smaller than "
                + seen
                + " could not have been shown."
                + " Errors: two shares, three standard errors and half a percentage point apart.",
            "前后采用同一场景（"
                + before.method()
                + "）。取各时间片均值；从吞吐量达到通常水平的九成起计，至少去掉前十分之一。"
                + "比值的 95 % 区间取批均值法与自回归法中较宽者。判定变差或改善：偏离超过 5 %（延迟 10 %）"
                + "且 99 % 区间（计入同类测试间 2 % 的差异）不含“无变化”，或偏离超过 10.5 % 且 95 % 区间不含“无变化”。小于 "
                + seen
                + " 的吞吐量变化无法由本测试显示。错误率：两比例相差三倍标准误且至少 0.5 个百分点。"),
        List.of(say("Figure", "指标"), say("Before", "之前"), say("After", "之后"), say("Change", "变化")),
        rows);
  }

  private static Cell cell(double value, String unit) {
    return Cell.figure(value, Subject.number(value) + unit, List.of());
  }

  /** How busy the machine was that asked: it corrects nothing, and is no figure of the server. */
  private static List<Cell> late(Measurement before, Measurement after, List<Long> cites) {
    return List.of(
        Cell.of(say("Machine that asked woke late by", "发压机唤醒延迟")),
        figure(before.facts().getOrDefault(LATE, "–"), " µs"),
        figure(after.facts().getOrDefault(LATE, "–"), " µs").citing(cites),
        Cell.none());
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
