package io.s22.forecast.show;

import static io.s22.forecast.show.Html.safe;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecast.ServiceAnswer;
import io.s22.forecast.Sentences;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Spread;
import java.util.Arrays;

/** The services of a forecast on its page. */
final class ServicesPage {
  private final Forecast forecast;
  private final Voice voice;
  private final Words words;
  private final Html html;

  ServicesPage(Forecast forecast, Voice voice, Words words, Html html) {
    this.forecast = forecast;
    this.voice = voice;
    this.words = words;
    this.html = html;
  }

  private String say(String english, String chinese) {
    return voice.say(english, chinese);
  }

  private Html.Field field(ServiceAnswer service) {
    return voice.field(voice.services(), service.service());
  }

  void write() {
    if (forecast.services().isEmpty()) {
      return;
    }
    html.add("<h2>", say("Services", "服务"), "</h2>");
    html.table(
        say("service", "服务"),
        say("available", "可用率"),
        say("degraded", "降级时长"),
        say("promise kept", "承诺兑现"));
    for (ServiceAnswer service : forecast.services()) {
      Estimate kept = service.keepsPromise();
      html.row(
          field(service),
          Words.share(service.availability()),
          words.time(service.degraded()),
          kept == null ? say("none made", "无承诺") : Words.share(kept));
    }
    html.endTable();
    longest();
    reached();
    costs();
    forecast.services().stream().filter(s -> s.untouched().value() < 1).forEach(this::charts);
  }

  private void longest() {
    html.add("<h3>", say("Longest interruption", "最长中断"), "</h3>");
    html.table(
        say("service", "服务"),
        say("mean", "均值"),
        say("median", "中位数"),
        say("9 of 10 nights", "90 % 不超过"),
        say("95 of 100", "95 % 不超过"),
        say("99 of 100", "99 % 不超过"));
    for (ServiceAnswer service : forecast.services()) {
      Spread longest = service.longest();
      html.row(
          field(service),
          words.time(longest.mean()),
          words.time(longest.p50()),
          words.time(longest.p90()),
          words.time(longest.p95()),
          words.time(longest.p99()));
    }
    html.endTable();
  }

  private void reached() {
    html.add("<h3>", say("Available at least", "可用率不低于"), "</h3>");
    html.table(
        say("service", "服务"),
        say("never down", "从不中断"),
        say("in half of all nights", "50 % 情况下"),
        say("9 of 10", "90 % 情况下"),
        say("95 of 100", "95 % 情况下"),
        say("99 of 100", "99 % 情况下"));
    for (ServiceAnswer service : forecast.services()) {
      Forecast.AtLeast least = service.availabilityAtLeast();
      html.row(
          field(service),
          Words.share(service.untouched()),
          Words.share(least.p50()),
          Words.share(least.p90()),
          Words.share(least.p95()),
          Words.share(least.p99()));
    }
    html.endTable();
  }

  private void costs() {
    boolean any = forecast.services().stream().anyMatch(s -> s.credit() != null);
    if (!any && forecast.services().stream().allMatch(s -> s.userMinutes() == null)) {
      return;
    }
    html.add("<h3>", say("What users lose", "用户的损失"), "</h3>");
    html.table(
        say("service", "服务"),
        say("user-minutes", "用户·分钟"),
        say("users or more", "至少涉及用户"),
        say("due to a user", "应赔每位用户"),
        say("due to all", "应赔全体用户"));
    for (ServiceAnswer service : forecast.services()) {
      Estimate minutes = service.userMinutes();
      Estimate users = service.usersAffected();
      Estimate one = service.credit();
      Estimate all = service.creditAll();
      html.row(
          field(service),
          minutes == null ? say("no curve given", "未给活跃曲线") : Words.number(minutes),
          users == null ? "" : Words.number(users),
          one == null ? "" : words.money(one),
          all == null ? "" : words.money(all));
    }
    html.endTable();
  }

  private void charts(ServiceAnswer service) {
    String name = voice.services().getOrDefault(service.service(), service.service());
    double[] down = service.downAt().stream().mapToDouble(Estimate::value).toArray();
    double top = Arrays.stream(down).max().orElse(0);
    String longest = say("Longest interruption", "最长中断");
    html.add("<h3>", safe(name), "</h3><p class=\"soft\">", longest, "</p>");
    html.add(
        Svg.columns(
            service.longest().histogram(),
            say("Longest interruption of " + name, name + "的最长中断"),
            Double.POSITIVE_INFINITY,
            voice::duration));
    if (top > 0) {
      String highest = Sentences.percent(top);
      html.add("<p class=\"soft\">");
      html.add(
          say(
              "Probability that it is down, over the window; the highest is " + highest,
              "窗口内各时刻中断的概率，最高 " + highest));
      html.add("</p>", Svg.line(down, top, say("When " + name + " is down", name + "何时中断")));
    }
  }
}
