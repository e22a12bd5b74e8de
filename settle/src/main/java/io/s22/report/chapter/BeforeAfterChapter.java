package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Measurement;
import io.s22.journal.Measurement.Better;
import io.s22.report.Subject;
import io.s22.report.chapter.Pairs.Pair;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.StepFacts.Measured;
import io.s22.report.load.Change;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Did it help? What probes measured before and after. */
final class BeforeAfterChapter {
  private BeforeAfterChapter() {}

  static Section of(Subject s) {
    List<Pair> pairs = Pairs.of(s, false);
    var title = say("Before and after", "维护前后对比");
    if (pairs.isEmpty()) {
      return new Section(
          "before-after",
          title,
          new Paragraph(
              say(
                  "The plan names nothing that is measured before and after (steps that use"
                      + " 'measure'), so nothing is claimed.",
                  "计划未指定维护前后要测量的指标（使用 'measure' 的步骤），因此不作任何声明。")));
    }
    Table table =
        new Table(
            say("Figures the plan names", "计划指定的指标"),
            say(
                "Measured by the run's own probes under one definition, before and after; none is"
                    + " typed in. Mean ± half the 95 % confidence interval (Student's t) of the"
                    + " single values; the change's interval is Welch's for the logarithm of the"
                    + " ratio. A single value has no interval.",
                "由执行自身的探针按同一定义在前后测得，无人工录入。均值 ± 95 % 置信区间半宽（Student t）；变化的区间为比值对数的 Welch 区间。单次测量没有区间。"),
            List.of(
                say("Figure", "指标"),
                say("Unit", "单位"),
                say("Before", "之前"),
                say("After", "之后"),
                say("Change", "变化"),
                say("Verdict", "结论"),
                say("How measured", "测量方法")),
            pairs.stream().map(BeforeAfterChapter::row).toList());
    return new Section("before-after", title, table);
  }

  private static List<Cell> row(Pair pair) {
    Measurement any = pair.any();
    Cell method = Cell.of(any.method());
    if (!pair.comparable()) {
      return List.of(
          Cell.of(any.figure()),
          Cell.of(any.unit()),
          mean(pair.before()),
          mean(pair.after()),
          Cell.none(),
          Cell.of(why(pair)).citing(pair.cites()).as(Mood.DOUBTFUL),
          method);
    }
    Change change = Change.between(values(pair.before()), values(pair.after()));
    return List.of(
        Cell.of(any.figure()),
        Cell.of(any.unit()),
        mean(pair.before()),
        mean(pair.after()),
        change(change, pair.cites()),
        verdict(change, any.better()),
        method);
  }

  private static io.s22.plan.Text why(Pair pair) {
    if (pair.before() == null) {
      return say("never measured before", "之前未测量");
    }
    if (pair.after() == null) {
      return say("never measured after", "之后未测量");
    }
    return say("measured in two ways: not compared", "测量方法不同：不作比较");
  }

  private static double[] values(@Nullable Measured measured) {
    return measured == null
        ? new double[0]
        : measured.measurement().values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Cell mean(@Nullable Measured measured) {
    double[] values = values(measured);
    if (measured == null || values.length == 0) {
      return Cell.none();
    }
    double mean = java.util.Arrays.stream(values).average().orElse(Double.NaN);
    double half = Change.halfWidth(values);
    String shown =
        Subject.number(mean)
            + (Double.isNaN(half) ? "" : " ± " + Subject.number(half))
            + " (n="
            + values.length
            + ")";
    return Cell.figure(mean, shown, List.of(measured.entry()));
  }

  static Cell change(Change change, List<Long> cites) {
    if (Double.isNaN(change.ratio())) {
      return Cell.none();
    }
    String shown = String.format(Locale.ROOT, "%+.1f %%", (change.ratio() - 1) * 100);
    if (!Double.isNaN(change.low())) {
      shown +=
          String.format(
              Locale.ROOT, " [%+.1f, %+.1f]", (change.low() - 1) * 100, (change.high() - 1) * 100);
    }
    return Cell.figure(change.ratio() - 1, shown, cites);
  }

  private static Cell verdict(Change change, Better better) {
    boolean single = Double.isNaN(change.low());
    double ratio = change.ratio();
    boolean more = single ? ratio > 1 : change.low() > 1;
    boolean less = single ? ratio < 1 : change.high() < 1;
    if (!more && !less) {
      return single && Double.isNaN(ratio)
          ? Cell.of(say("cannot be said", "无法判断")).as(Mood.DOUBTFUL)
          : Cell.of(say("the same", "无变化"));
    }
    boolean good = more == (better == Better.HIGHER);
    String doubt = single ? " (single values)" : "";
    String also = single ? "（单次测量）" : "";
    return good
        ? Cell.of(say("better" + doubt, "改善" + also)).as(Mood.GOOD)
        : Cell.of(say("worse" + doubt, "变差" + also)).as(Mood.BAD);
  }
}
