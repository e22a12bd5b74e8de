package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecast.ServiceAnswer;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Spread;
import java.util.ArrayList;
import java.util.List;

/** The services of a forecast in a terminal. */
final class ServicesText {
  private static final int[] SPREAD = {22, 20, 20, 20, 20};

  private final Forecast forecast;
  private final Voice voice;
  private final Words words;
  private final Sheet sheet;

  ServicesText(Forecast forecast, Voice voice, Words words, Sheet sheet) {
    this.forecast = forecast;
    this.voice = voice;
    this.words = words;
    this.sheet = sheet;
  }

  private String say(String english, String chinese) {
    return voice.say(english, chinese);
  }

  private String row(ServiceAnswer service) {
    return "  " + voice.row(voice.services(), service.service());
  }

  void write() {
    if (forecast.services().isEmpty()) {
      return;
    }
    overview();
    List<ServiceAnswer> touched =
        forecast.services().stream().filter(s -> s.untouched().value() < 1).toList();
    if (!touched.isEmpty()) {
      longest(touched);
      reached(touched);
    }
  }

  private void overview() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            say("Services", "服务"),
            say("available", "可用率"),
            say("longest interruption", "最长中断"),
            say("degraded", "降级时长"),
            say("promise kept", "承诺兑现")));
    for (ServiceAnswer service : forecast.services()) {
      Estimate kept = service.keepsPromise();
      Spread longest = service.longest();
      String most = words.time(longest.p50()) + ", P95 " + words.time(longest.p95());
      rows.add(
          List.of(
              row(service),
              Words.share(service.availability()),
              most,
              words.time(service.degraded()),
              kept == null ? say("none made", "无承诺") : Words.share(kept)));
      costs(service).forEach(cost -> rows.add(List.of("    " + cost)));
    }
    sheet.line("");
    sheet.table(new int[] {22, 26, 22, 10}, rows);
  }

  private void longest(List<ServiceAnswer> touched) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            say("Longest interruption", "最长中断"),
            say("mean", "均值"),
            say("median", "中位数"),
            say("9 of 10", "90 % 不超过"),
            say("95 of 100", "95 % 不超过"),
            say("99 of 100", "99 % 不超过")));
    for (ServiceAnswer service : touched) {
      Spread longest = service.longest();
      rows.add(
          List.of(
              row(service),
              words.time(longest.mean()),
              words.time(longest.p50()),
              words.time(longest.p90()),
              words.time(longest.p95()),
              words.time(longest.p99())));
    }
    sheet.line("");
    sheet.table(SPREAD, rows);
  }

  private void reached(List<ServiceAnswer> touched) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            say("Available at least", "可用率不低于"),
            say("never down", "从不中断"),
            say("in 1 of 2", "50 % 情况下"),
            say("in 9 of 10", "90 % 情况下"),
            say("95 of 100", "95 % 情况下"),
            say("99 of 100", "99 % 情况下")));
    for (ServiceAnswer service : touched) {
      Forecast.AtLeast least = service.availabilityAtLeast();
      rows.add(
          List.of(
              row(service),
              Words.share(service.untouched()),
              Words.share(least.p50()),
              Words.share(least.p90()),
              Words.share(least.p95()),
              Words.share(least.p99())));
    }
    sheet.line("");
    sheet.table(SPREAD, rows);
  }

  private List<String> costs(ServiceAnswer service) {
    List<String> lines = new ArrayList<>();
    Estimate minutes = service.userMinutes();
    Estimate users = service.usersAffected();
    Estimate credit = service.credit();
    Estimate all = service.creditAll();
    if (minutes != null && minutes.value() >= 0.005) {
      String lost = Words.number(minutes);
      lines.add(say(lost + " user-minutes lost on average", "平均损失 " + lost + " 用户·分钟"));
      if (users != null) {
        String met = Words.number(users);
        lines.add(say(met + " users or more meet it on average", "平均至少 " + met + " 名用户遇到中断"));
      }
    }
    if (credit != null && credit.value() >= 0.005) {
      String due = words.money(credit);
      lines.add(
          say(
              due + " due to a user on average, at the rate of the plan",
              "按计划的费率，平均应赔每位用户 " + due));
    }
    if (all != null && all.value() >= 0.005) {
      String due = words.money(all);
      lines.add(say(due + " due to all users on average", "平均应赔全体用户 " + due));
    }
    return lines;
  }
}
