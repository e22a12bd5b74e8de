package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.forecast.Sentences;
import io.s22.plan.Plan;
import io.s22.plan.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The language a forecast is told in, and what its plan calls things in it.
 *
 * @param locale Chinese, or else English
 * @param stages titles by the stage's name; those without one are absent
 * @param steps likewise
 * @param services likewise
 */
public record Voice(
    Locale locale,
    Map<String, String> stages,
    Map<String, String> steps,
    Map<String, String> services) {
  /** English, and everything by the name it has in the plan's file. */
  public static final Voice ENGLISH = new Voice(Locale.ENGLISH, Map.of(), Map.of(), Map.of());

  private static final Map<String, String> UNITS =
      Map.of("ms", "毫秒", "s", "秒", "min", "分", "h", "小时", "never", "从未");

  public Voice {
    stages = Map.copyOf(stages);
    steps = Map.copyOf(steps);
    services = Map.copyOf(services);
  }

  /** The titles of {@code plan} in {@code locale}, as far as it has them. */
  public static Voice of(Plan plan, Locale locale) {
    Map<String, String> stages = new HashMap<>();
    Map<String, String> steps = new HashMap<>();
    Map<String, String> services = new HashMap<>();
    plan.stages()
        .forEach(stage -> {
          put(stages, stage.stage(), stage.title(), locale);
          stage.steps().forEach(step -> put(steps, step.step(), step.title(), locale));
        });
    plan.cluster()
        .services()
        .forEach((name, service) -> put(services, name, service.title(), locale));
    return new Voice(locale, stages, steps, services);
  }

  private static void put(
      Map<String, String> titles, String name, @Nullable Text title, Locale locale) {
    String text = title == null ? name : title.in(locale);
    if (!text.equals(name)) {
      titles.put(name, text);
    }
  }

  boolean chinese() {
    return locale.getLanguage().equals("zh");
  }

  /** One of two, by the language. */
  String say(String english, String chinese) {
    return chinese() ? chinese : english;
  }

  /** Seconds as people say them. */
  String duration(double seconds) {
    String english = Sentences.duration(seconds);
    return chinese()
        ? Arrays.stream(english.split(" "))
            .map(word -> UNITS.getOrDefault(word, word))
            .collect(Collectors.joining(" "))
        : english;
  }

  /**
   * What stands at the head of a row in a terminal: the name, which is what one looks for in the
   * plan's file; in Chinese, the title before it.
   */
  String row(Map<String, String> titles, String name) {
    String title = titles.get(name);
    return chinese() && title != null ? title + " " + name : name;
  }

  /** The same on a page: the title, and the name in small; the name where there is no title. */
  Html.Field field(Map<String, String> titles, String name) {
    String title = titles.get(name);
    return title == null ? new Html.Field(name, null) : new Html.Field(title, name);
  }

  /** A step within a sentence. */
  private String quoted(String step) {
    String title = steps.get(step);
    return "`" + step + "`" + (title == null ? "" : "（" + title + "）");
  }

  /** What a change would bring, in a sentence. */
  String sentence(Forecast.Driver driver) {
    if (!chinese()) {
      return driver.sentence();
    }
    String change =
        driver.by() > 0
            ? "把 " + quoted(driver.step()) + " 缩短 " + duration(driver.by())
            : "确保 " + quoted(driver.step()) + " 绝不失败";
    double was = driver.overrunBefore().value();
    double is = driver.overrunAfter().value();
    return change.replace("） ", "）")
        + "，"
        + switch (Sentences.of(driver)) {
          case OVERRUN ->
              "超时概率由 "
                  + Sentences.percent(was)
                  + (was > is ? " 降到 " : " 升到 ")
                  + Sentences.percent(is);
          case ROLLBACK -> "回滚概率降低 " + Sentences.number(driver.backLess().value() * 100) + " 个百分点";
          case END -> "运行平均提前 " + duration(driver.earlier().value()) + "结束";
        };
  }

  /** Why there may be no way back, in one sentence. */
  String noWayBack(Forecast.TurnPoint from, Forecast.TurnPoint last) {
    return say(
        "From `"
            + from.step()
            + "` on, the way back does not fit into the window in most nights: undoing all that"
            + " is touched by then, one host after the other, each at its P90, takes "
            + duration(from.reserve())
            + "; in the end "
            + duration(last.reserve())
            + ". The run asks at the point of no return; this plan's answer there decides.",
        "自 "
            + quoted(from.step())
            + "起，多数情况下已来不及在窗口内回退：届时逐台撤销全部改动（每台按 P90 计）需 "
            + duration(from.reserve())
            + "，到最后需 "
            + duration(last.reserve())
            + "。运行到不可回退点时会征询，由计划在该处的答复决定。");
  }
}
