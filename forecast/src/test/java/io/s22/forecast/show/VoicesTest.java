package io.s22.forecast.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VoicesTest {
  private static final String PLAN =
      """
      plan: night
      title: {en: Night, zh: 夜间}
      zone: UTC
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 01:00}
      cluster:
        hosts: {h: {}}
        services:
          api: {title: {en: The API, zh: 接口服务}, on: h, promise: {availability: 99%}}
          shop: {on: h, depends-on: [api]}
      compensation: {per-minute: 1 CNY, counts: [api]}
      stages:
        - stage: all
          title: {en: Everything, zh: 全部工作}
          box: "00:00-01:00"
          if-fails: undo-stage
          steps:
            - step: swap
              title: {en: Swap the release, zh: 切换版本}
              uses: shell
              on: h
              takes: {pert: {best: 10m, likely: 30m, worst: 90m}}
              fails: 20%
              interrupts: api
              rollback: {takes: 20m}
            - {step: look, uses: shell, on: h, takes: 5m, irreversible: nothing is changed}
      """;

  private static final Plan READ = PlanReader.read("night.yaml", PLAN).plan().orElseThrow();
  private static final Forecast FORECAST =
      Forecaster.forecast(READ, Options.of(1, 2).withTrials(4096));
  private static final Voice CHINESE = Voice.of(READ, Locale.CHINESE);

  @Test
  void in_chinese_no_english_word_is_left_but_names_units_of_measure_and_terms() {
    String text = ForecastText.of(FORECAST, CHINESE);
    String page = ForecastPage.of(FORECAST, CHINESE).replaceAll("(?s)<style>.*?</style>", "");
    assertThat(english(text)).isEmpty();
    assertThat(english(page.replaceAll("<[^>]*>", " ").replaceAll("&[a-z]+;", " "))).isEmpty();
    assertThat(page).contains("<html lang=\"zh-CN\">");
  }

  private static List<String> english(String text) {
    Matcher word = Pattern.compile("[A-Za-z]{2,}").matcher(text);
    List<String> found = new ArrayList<>();
    while (word.find()) {
      found.add(word.group());
    }
    found.removeAll(List.of("night", "api", "shop", "all", "swap", "look", "UTC", "Sobol", "CNY"));
    return found;
  }

  @Test
  void what_the_plan_calls_things_stands_in_the_language_that_is_asked_for() {
    assertThat(ForecastText.of(FORECAST, CHINESE))
        .contains("接口服务 api", "全部工作 all", "切换版本 swap", "  shop ");
    assertThat(ForecastPage.of(FORECAST, CHINESE)).contains("接口服务<br><small>api</small>", "切换版本");
    assertThat(ForecastPage.of(FORECAST, Voice.of(READ, Locale.ENGLISH)))
        .contains("The API<br><small>api</small>", "Swap the release")
        .doesNotContain("接口服务");
  }

  @Test
  void json_is_the_same_in_every_language_and_every_figure_has_its_interval() {
    assertThat(ForecastJson.of(FORECAST)).contains("\"basis\": [\n    \"Durations and");
    assertThat(ForecastJson.of(FORECAST)).contains("\"sd\": {\"value\": ");
    assertThat(FORECAST.run().finish().sd().low()).isPositive();
    assertThat(FORECAST.run().finish().sd().high())
        .isGreaterThan(FORECAST.run().finish().sd().low());
  }

  @Test
  void columns_stand_below_each_other_though_chinese_characters_are_twice_as_wide() {
    assertThat(Sheet.width("接口a")).isEqualTo(5);
    assertThat(Sheet.width("e\u0301 ±")).isEqualTo(3);
    Sheet sheet = new Sheet();
    sheet.table(
        new int[] {4}, List.of(List.of("服务", "可用率"), List.of("接口服务", "1"), List.of("x", "2")));
    assertThat(sheet).hasToString("服务     可用率\n接口服务 1\nx        2\n");
  }
}
