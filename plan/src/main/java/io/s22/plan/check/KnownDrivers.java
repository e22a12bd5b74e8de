package io.s22.plan.check;

import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec.Action;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The drivers the language knows by name: what a plan may say. Whether a driver can really act is
 * another question, which the module of drivers answers: a plan that uses a driver which is known
 * here and missing there can be checked and forecast, but not run. The list is {@code drivers.tsv}
 * beside this class.
 */
public final class KnownDrivers {
  private static final Pattern PARAM = Pattern.compile("([a-z-]+)(!?)(\\[]|\\{}|~|#|\\?|): (.+)");

  private KnownDrivers() {}

  /** All of them, in the order of the list. */
  public static List<DriverSpec> all() {
    Map<String, String> does = new LinkedHashMap<>();
    Map<String, List<Action>> actions = new LinkedHashMap<>();
    for (List<String> row : Table.rows("drivers.tsv")) {
      does.putIfAbsent(row.get(0), row.get(1));
      actions.computeIfAbsent(row.get(0), ignored -> new ArrayList<>()).add(action(row));
    }
    List<DriverSpec> all = new ArrayList<>();
    does.forEach(
        (name, text) -> all.add(new DriverSpec(name, text, actions.getOrDefault(name, List.of()))));
    return List.copyOf(all);
  }

  /**
   * The drivers there are, and those that are only known: a driver that is there speaks for itself;
   * actions that it lacks are still known, can be checked, and cannot be run.
   *
   * @param present the specs of the drivers that can act
   */
  public static List<DriverSpec> with(List<DriverSpec> present) {
    Map<String, DriverSpec> byName = new LinkedHashMap<>();
    all().forEach(spec -> byName.put(spec.name(), spec));
    present.forEach(
        spec -> byName.merge(spec.name(), spec, (known, there) -> completed(there, known)));
    return List.copyOf(byName.values());
  }

  /** What {@code there} says of its actions, and of those it lacks what is known. */
  private static DriverSpec completed(DriverSpec there, DriverSpec known) {
    List<Action> actions = new ArrayList<>(there.actions());
    known.actions().stream()
        .filter(action -> there.action(action.name()).isEmpty())
        .forEach(actions::add);
    return new DriverSpec(there.name(), there.does(), actions);
  }

  private static Action action(List<String> row) {
    return new Action(
        row.get(2),
        row.get(7),
        split(row.get(5), " \\| ").stream().map(KnownDrivers::param).toList(),
        Repeat.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
        row.get(4).equals("changes"),
        split(row.get(6), "; "));
  }

  private static Param param(String text) {
    Matcher matcher = PARAM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException("drivers.tsv: no parameter: " + text);
    }
    return new Param(
        matcher.group(1), kind(matcher.group(3)), !matcher.group(2).isEmpty(), matcher.group(4));
  }

  private static Kind kind(String sign) {
    return switch (sign) {
      case "[]" -> Kind.LIST;
      case "{}" -> Kind.MAP;
      case "~" -> Kind.DURATION;
      case "#" -> Kind.NUMBER;
      case "?" -> Kind.YES_NO;
      default -> Kind.TEXT;
    };
  }

  private static List<String> split(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).filter(part -> !part.isEmpty()).toList();
  }
}
