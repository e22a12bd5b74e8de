package io.s22.plan.check;

import io.s22.plan.Invocation;
import io.s22.plan.Parameter;
import io.s22.plan.VersionMove;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules about which version may follow which. */
final class VersionRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2701",
              "A version jump its maker does not support",
              "The new version may refuse the old one's data, in the middle of the night.",
              (facts, out) -> each(facts, (w, p, m) -> jump(w, p, m, out))),
          Rule.error(
              "S22-2702",
              "A move to an older version",
              "Most products cannot read the data of a newer version.",
              (facts, out) -> each(facts, (w, p, m) -> downgrade(w, p, m, out))),
          Rule.warning(
              "S22-2703",
              "A move to the same version",
              "The step would change nothing, or the versions are not what was meant.",
              (facts, out) -> each(facts, (w, p, m) -> same(w, p, m, out))),
          Rule.error(
              "S22-2704",
              "A parameter that contradicts the announced move",
              "Something else would be installed than was announced.",
              (facts, out) -> each(facts, (w, p, m) -> parameter(w, p, m, out))),
          Rule.error(
              "S22-2705",
              "A move that begins at a version the host no longer has",
              "An earlier step has already moved it.",
              VersionRules::chain),
          Rule.warning(
              "S22-2706",
              "A rollback to another version than the one before",
              "After it the cluster is neither old nor new.",
              (facts, out) -> each(facts, (w, p, m) -> rollback(w, p, m, out))),
          Rule.warning(
              "S22-2707",
              "A rollback that its maker does not support",
              "The old version would refuse the data the new one has already touched.",
              (facts, out) -> each(facts, (w, p, m) -> wayBack(w, p, m, out))));

  private static final String TO = "to";

  @FunctionalInterface
  private interface Look {
    void at(Work work, String product, VersionMove move);
  }

  private VersionRules() {}

  private static void each(Facts facts, Look look) {
    for (Work work : facts.works().all()) {
      work.step().moves().forEach((product, move) -> look.at(work, product, move));
    }
  }

  private static void jump(Work work, String product, VersionMove move, Rule.Out out) {
    Optional<Version> from = Version.parse(move.from());
    Optional<Version> to = Version.parse(move.to());
    Optional<Versions.Product> known = Versions.product(product);
    if (from.isEmpty() || to.isEmpty() || known.isEmpty()) {
      return;
    }
    List<String> stops = known.get().stops(from.get(), to.get());
    if (!stops.isEmpty()) {
      out.add(
          Say.member(work.step().at(), "moves", product),
          "Step "
              + Say.name(work.name())
              + " takes "
              + product
              + " from "
              + move.from()
              + " to "
              + move.to()
              + " in one go, which its maker does not support ("
              + known.get().source()
              + ").",
          "Stop at " + String.join(", then ", stops) + " on the way, in a step of its own each.");
    }
  }

  private static int compare(VersionMove move) {
    Optional<Version> from = Version.parse(move.from());
    Optional<Version> to = Version.parse(move.to());
    return from.isEmpty() || to.isEmpty() ? 1 : to.get().compareTo(from.get());
  }

  private static void downgrade(Work work, String product, VersionMove move, Rule.Out out) {
    if (compare(move) < 0) {
      out.add(
          Say.member(work.step().at(), "moves", product),
          "Step " + Say.name(work.name()) + " takes " + product + " back: " + move + ".",
          "Write "
              + move.to()
              + " -> "
              + move.from()
              + " if the two were swapped; to go back, restore a backup in a step of its own.");
    }
  }

  private static void same(Work work, String product, VersionMove move, Rule.Out out) {
    if (compare(move) == 0) {
      out.add(
          Say.member(work.step().at(), "moves", product),
          "Step " + Say.name(work.name()) + " moves " + product + " nowhere: " + move + ".",
          "Write the version it goes to, or take the move out.");
    }
  }

  private static void parameter(Work work, String product, VersionMove move, Rule.Out out) {
    if (work.step().moves().size() == 1
        && work.step().with().get(TO) instanceof Parameter.Scalar to
        && differs(to.text(), move.to())) {
      out.add(
          to.at(),
          "Step "
              + Say.name(work.name())
              + " installs "
              + to.text()
              + ", but its move of "
              + product
              + " says "
              + move
              + ".",
          "Write to: " + move.to() + ", or correct the move.");
    }
  }

  private static boolean differs(String written, String announced) {
    return !written.contains("${")
        && Version.parse(written).isPresent()
        && !written.strip().equals(announced);
  }

  private static void chain(Facts facts, Rule.Out out) {
    Map<String, VersionMove> last = new HashMap<>();
    List<Work> works =
        facts.works().all().stream()
            .filter(work -> !work.step().moves().isEmpty())
            .sorted(Comparator.comparingDouble(w -> facts.times().slot(w).begin().p90()))
            .toList();
    for (Work work : works) {
      List<String> hosts = facts.places().hosts(work.step());
      work.step()
          .moves()
          .forEach((product, move) -> {
            @Nullable VersionMove before = null;
            for (String host : hosts.isEmpty() ? List.of("") : hosts) {
              VersionMove own = last.put(product + "@" + host, move);
              before = own == null || own.to().equals(move.from()) ? before : own;
            }
            if (before != null) {
              broken(work, product, move, before, out);
            }
          });
    }
  }

  private static void broken(
      Work work, String product, VersionMove move, VersionMove before, Rule.Out out) {
    out.add(
        Say.member(work.step().at(), "moves", product),
        "Step "
            + Say.name(work.name())
            + " moves "
            + product
            + " "
            + move
            + ", but an earlier step has moved it "
            + before
            + ".",
        "Write " + before.to() + " -> " + move.to() + ", or correct the hosts of one of them.");
  }

  private static void rollback(Work work, String product, VersionMove move, Rule.Out out) {
    Invocation back = work.step().rollback();
    if (back != null
        && work.step().moves().size() == 1
        && back.with().get(TO) instanceof Parameter.Scalar to
        && differs(to.text(), move.from())) {
      out.add(
          to.at(),
          "The rollback of step "
              + Say.name(work.name())
              + " goes to "
              + to.text()
              + ", but "
              + product
              + " was at "
              + move.from()
              + " before.",
          "Write to: " + move.from() + ".");
    }
  }

  private static void wayBack(Work work, String product, VersionMove move, Rule.Out out) {
    Optional<Versions.Product> known = Versions.product(product);
    if (known.isEmpty() || !reinstalls(work) || compare(move) <= 0) {
      return;
    }
    Optional<Version> from = Version.parse(move.to());
    Optional<Version> to = Version.parse(move.from());
    if (from.isPresent() && to.isPresent() && !known.get().mayGoBack(from.get(), to.get())) {
      out.add(
          work.at("rollback"),
          "The rollback of step "
              + Say.name(work.name())
              + " takes "
              + product
              + " from "
              + move.to()
              + " back to "
              + move.from()
              + " in place, which its maker does not support ("
              + known.get().backSource()
              + ").",
          "Restore the backup or switch back to a host still at "
              + move.from()
              + " instead, or say why it is irreversible.");
    }
  }

  /** Whether the way back is the same action with another version. */
  private static boolean reinstalls(Work work) {
    Invocation back = work.step().rollback();
    return back != null && (back.uses() == null || back.uses().equals(work.step().uses()));
  }
}
