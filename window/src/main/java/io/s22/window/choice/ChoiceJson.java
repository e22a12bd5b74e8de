package io.s22.window.choice;

import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A choice as JSON; its sentences are English. */
public final class ChoiceJson {
  private ChoiceJson() {}

  public static String of(Choice choice) {
    JsonMapper json = new JsonMapper();
    ObjectNode root = json.createObjectNode();
    root.put("plan", choice.plan());
    root.put("as-of", choice.asOf().toString());
    root.put("minutes", choice.length().toMinutes());
    root.put("feasible", choice.isFeasible());
    root.put("start-minutes-scored", choice.looked());
    root.put("start-minutes-fitting", choice.fitting());
    root.put("currency", choice.currency());
    candidates(root.putArray("proposed"), choice.proposed());
    candidates(root.putArray("announced"), choice.announced());
    ArrayNode relax = root.putArray("relax");
    choice.relax().forEach(way -> relax.add(Tongue.ENGLISH.in(way)));
    ArrayNode heat = root.putArray("users-by-weekday-and-hour");
    for (double[] day : choice.demand()) {
      ArrayNode row = heat.addArray();
      for (double users : day) {
        row.add(Math.round(users * 10) / 10.0);
      }
    }
    ArrayNode basis = root.putArray("basis");
    choice.basis().forEach(one -> basis.add(Tongue.ENGLISH.in(one)));
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void candidates(ArrayNode into, List<Candidate> candidates) {
    for (Candidate own : candidates) {
      ObjectNode node = into.addObject();
      node.put("opens", own.opens().toString());
      node.put("closes", own.closes().toString());
      node.put("user-minutes", own.userMinutes());
      node.put("users-present", own.present());
      node.put("users-present-low", own.presentLow());
      node.put("users-present-high", own.presentHigh());
      ObjectNode services = node.putObject("user-minutes-by-service");
      new TreeMap<>(own.byService()).forEach(services::put);
      node.put("cost", own.cost());
      ObjectNode costs = node.putObject("costs");
      costs.put("users", own.usersCost());
      own.costs().forEach(costs::put);
      ArrayNode breaks = node.putArray("breaks");
      own.breaks().forEach(one -> breaks.add(Tongue.ENGLISH.in(one)));
      node.put("why", Tongue.ENGLISH.in(own.why()));
    }
  }
}
