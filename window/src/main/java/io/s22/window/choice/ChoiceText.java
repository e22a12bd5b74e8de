package io.s22.window.choice;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A choice as text for a terminal. */
public final class ChoiceText {
  private static final String SHADES = " .:-=+*#%@";

  private final Tongue tongue;
  private final Say say;
  private final StringBuilder text = new StringBuilder();

  private ChoiceText(Tongue tongue) {
    this.tongue = tongue;
    this.say = new Say(tongue);
  }

  /** In English. */
  public static String of(Choice choice) {
    return of(choice, Locale.ENGLISH);
  }

  /** In Chinese, or else in English. */
  public static String of(Choice choice, Locale locale) {
    ChoiceText text = new ChoiceText(Tongue.of(locale));
    text.write(choice);
    return text.text.toString();
  }

  private void write(Choice choice) {
    text.append(
        String.format(
            Locale.ROOT,
            tongue.say(
                "Window for %s, %s long; %,d start minutes scored, %,d keep to everything\n\n",
                "%s 的窗口，时长 %s；评估了 %,d 个开始时刻，%,d 个满足全部约束\n\n"),
            choice.plan(),
            say.length((int) choice.length().toMinutes()),
            choice.looked(),
            choice.fitting()));
    if (choice.isFeasible()) {
      int rank = 1;
      for (Candidate candidate : choice.proposed()) {
        text.append(rank == 1 ? tongue.say("Best  ", "最佳  ") : "  " + rank + ".  ");
        rank++;
        candidate(candidate, choice.currency());
      }
    } else {
      text.append(tongue.say("No window keeps to everything.\n", "没有满足全部约束的窗口。\n"));
      choice.relax().forEach(way -> text.append("  ").append(tongue.in(way)).append('\n'));
    }
    text.append('\n');
    for (int i = 0; i < choice.announced().size(); i++) {
      text.append(i == 0 ? tongue.say("Announced  ", "公告  ") : tongue.say("Fallback   ", "备用  "));
      candidate(choice.announced().get(i), choice.currency());
    }
    heatMap(choice.demand());
    text.append('\n');
    choice.basis().forEach(sentence -> text.append(tongue.in(sentence)).append('\n'));
  }

  private void candidate(Candidate own, String currency) {
    text.append(say.time(own.opens()))
        .append(tongue.say(" to ", " 至 "))
        .append(say.time(own.closes()))
        .append('\n');
    text.append("      ").append(tongue.in(own.why())).append('\n');
    List<String> services =
        own.byService().entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey() + " " + Say.number(entry.getValue()))
            .toList();
    if (!services.isEmpty()) {
      text.append(tongue.say("      user-minutes by service: ", "      各服务的用户·分钟："))
          .append(String.join(tongue.say(", ", "，"), services))
          .append('\n');
    }
    if (!currency.isEmpty()) {
      text.append(tongue.say("      costs: users ", "      成本：用户 "))
          .append(Say.number(own.usersCost()));
      own.costs()
          .forEach((name, cost) ->
              text.append(tongue.say(", ", "，"))
                  .append(say.cost(name))
                  .append(' ')
                  .append(Say.number(cost)));
      text.append(' ').append(currency).append('\n');
    }
  }

  private void heatMap(double[][] demand) {
    double most = 0;
    for (double[] day : demand) {
      for (double users : day) {
        most = Math.max(most, users);
      }
    }
    text.append(
            tongue.say(
                "\nUsers by weekday and hour, ' ' for none to '@' for ",
                "\n按星期与小时的用户数，' ' 为无，'@' 为 "))
        .append(Say.number(most));
    text.append(tongue.say(":", "："))
        .append("\n     0     3     6     9     12    15    18    21\n");
    for (int day = 0; day < demand.length; day++) {
      // A Chinese day is four columns wide, an English one three.
      text.append(say.days().get(day)).append(tongue.say("  ", " "));
      for (double users : demand[day]) {
        int shade =
            most <= 0 ? 0 : (int) Math.min(SHADES.length() - 1, users / most * SHADES.length());
        text.append(SHADES.charAt(shade)).append(SHADES.charAt(shade));
      }
      text.append('\n');
    }
  }
}
