package io.s22.plan.check;

import io.s22.plan.Effect;
import io.s22.plan.Mark;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rule about effects that another step ends. */
final class EffectRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2217",
              "An effect until a step that cannot end it",
              "The service would be counted as gone for ever, or as back while it is not.",
              EffectRules::untils));

  private EffectRules() {}

  private static void untils(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      untils(facts, work, "interrupts", work.step().interrupts(), out);
      untils(facts, work, "degrades", work.step().degrades(), out);
    }
  }

  private static void untils(
      Facts facts, Work work, String key, Map<String, Effect> effects, Rule.Out out) {
    effects.forEach((service, effect) -> {
      if (effect.until() != null) {
        Mark at = Say.member(work.step().at(), key, service);
        until(facts, work, service, effect.until(), at, out);
      }
    });
  }

  private static void until(
      Facts facts, Work work, String service, String until, Mark at, Rule.Out out) {
    String says =
        "Step "
            + Say.name(work.name())
            + " takes service "
            + Say.name(service)
            + " away until "
            + Say.name(until);
    Work ending = facts.works().byKey().get(until);
    if (ending == null) {
      String mend =
          facts.guess().mend(until, facts.works().byKey().keySet(), "write throughout instead.");
      out.add(at, says + ", which is no step.", mend);
      return;
    }
    String wrong = wrong(facts, work, service, ending);
    if (wrong != null) {
      out.add(at, says + ", but " + wrong, mend(facts, work, ending));
    }
  }

  private static @Nullable String wrong(Facts facts, Work work, String service, Work ending) {
    if (!comesBefore(facts, work, ending)) {
      return Say.name(ending.name()) + " does not come after it.";
    }
    for (Work each : List.of(work, ending)) {
      int hosts = facts.places().hosts(each.step()).size();
      if (hosts > 1) {
        return Say.name(each.name()) + " acts on " + hosts + " hosts, one after the other.";
      }
    }
    return facts.places().shared(work.step(), service) > 0
        ? "it acts on a host of that service, which comes back when it has acted."
        : null;
  }

  private static String mend(Facts facts, Work work, Work ending) {
    return comesBefore(facts, work, ending)
        ? "Let one task close and one open the whole service, or write throughout."
        : "Name a later step that waits for this one, or whose stage waits for this one's.";
  }

  private static boolean comesBefore(Facts facts, Work work, Work ending) {
    if (work.stage().stage().equals(ending.stage().stage())) {
      return !work.equals(ending)
          && facts.works().stepGraph().reach(ending.key()).contains(work.key());
    }
    return facts.works().stageGraph().reach(ending.stage().stage()).contains(work.stage().stage());
  }
}
