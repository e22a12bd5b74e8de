package io.s22.window.choice;

import java.util.List;
import java.util.Map;

/** A choice as text for a terminal. */
public final class ChoiceText {
  private static final String SHADES = " .:-=+*#%@";
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private ChoiceText() {}

  public static String of(Choice choice) {
    StringBuilder text = new StringBuilder();
    text.append("Window for ").append(choice.plan()).append(", ");
    text.append(Say.length((int) choice.length().toMinutes())).append(" long; ");
    text.append(
        String.format(
            "%,d start minutes scored, %,d keep to everything", choice.looked(), choice.fitting()));
    text.append("\n\n");
    if (choice.isFeasible()) {
      int rank = 1;
      for (Candidate candidate : choice.proposed()) {
        text.append(rank == 1 ? "Best  " : "  " + rank + ".  ");
        rank++;
        candidate(text, candidate, choice.currency());
      }
    } else {
      text.append("No window keeps to everything.\n");
      choice.relax().forEach(way -> text.append("  ").append(way).append('\n'));
    }
    text.append('\n');
    for (int i = 0; i < choice.announced().size(); i++) {
      text.append(i == 0 ? "Announced  " : "Fallback   ");
      candidate(text, choice.announced().get(i), choice.currency());
    }
    heatMap(text, choice.demand());
    text.append('\n');
    choice.basis().forEach(sentence -> text.append(sentence).append('\n'));
    return text.toString();
  }

  private static void candidate(StringBuilder text, Candidate own, String currency) {
    text.append(Say.time(own.opens())).append(" to ").append(Say.time(own.closes())).append('\n');
    text.append("      ").append(own.why()).append('\n');
    List<String> services =
        own.byService().entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(entry -> entry.getKey() + " " + Say.number(entry.getValue()))
            .toList();
    if (!services.isEmpty()) {
      text.append("      user-minutes by service: ")
          .append(String.join(", ", services))
          .append('\n');
    }
    if (!currency.isEmpty()) {
      text.append("      costs: ");
      text.append("users ").append(Say.number(own.usersCost()));
      own.costs()
          .forEach(
              (name, cost) -> text.append(", ").append(name).append(' ').append(Say.number(cost)));
      text.append(' ').append(currency).append('\n');
    }
  }

  private static void heatMap(StringBuilder text, double[][] demand) {
    double most = 0;
    for (double[] day : demand) {
      for (double users : day) {
        most = Math.max(most, users);
      }
    }
    text.append("\nUsers by weekday and hour, ' ' for none to '@' for ").append(Say.number(most));
    text.append(":\n     0     3     6     9     12    15    18    21\n");
    for (int day = 0; day < demand.length; day++) {
      text.append(DAYS[day]).append("  ");
      for (double users : demand[day]) {
        int shade =
            most <= 0 ? 0 : (int) Math.min(SHADES.length() - 1, users / most * SHADES.length());
        text.append(SHADES.charAt(shade)).append(SHADES.charAt(shade));
      }
      text.append('\n');
    }
  }
}
