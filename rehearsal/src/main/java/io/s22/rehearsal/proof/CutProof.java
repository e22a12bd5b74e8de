package io.s22.rehearsal.proof;

import io.s22.data.Progress;
import io.s22.data.mariadb.Node;
import io.s22.rehearsal.load.WriteRecord;
import io.s22.rehearsal.route.RouterControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * S22 killed with SIGKILL in the middle of a switch-over, at each boundary between its sub-steps,
 * and the same switch-over done again: exactly one server takes writes, and nothing is lost.
 */
public final class CutProof {
  private CutProof() {}

  /**
   * Every boundary of a switch-over as it really goes, before and after each sub-step: read from
   * one that nobody harms.
   */
  public static List<String> boundaries(Lab lab) {
    Route route = new Route();
    lab.switchOver(route).to("db-2");
    lab.switchOver().to("db-1");
    return List.copyOf(route.boundaries);
  }

  /** Writes down what a switch-over comes by. */
  private static final class Route implements Progress {
    private final Set<String> boundaries = new LinkedHashSet<>();

    @Override
    public void before(String name) {
      boundaries.add("before " + name);
    }

    @Override
    public void after(String name, String detail) {
      boundaries.add("after " + name);
    }
  }

  /** Kills at each of {@code boundaries} in turn. */
  public static List<Finding> run(Lab lab, List<String> boundaries) throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    try (RouterControl control = new RouterControl(lab.router())) {
      for (int i = 0; i < boundaries.size(); i++) {
        String target = "db-" + ((i + 1) % 3 + 1);
        lab.awaitWrites(100);
        int code = cutOff(lab, control, target, boundaries.get(i));
        if (code != CutSwitch.KILLED) {
          wrong.add(boundaries.get(i) + ": was not killed there, exit code " + code);
        }
        refuseTwoPrimaries(lab, boundaries.get(i), wrong);
        lab.switchOver().to(target);
        lab.awaitWrites(20);
        List<String> primaries = primaries(lab);
        if (!primaries.equals(List.of(target))) {
          wrong.add(boundaries.get(i) + ": primaries " + primaries);
        }
      }
    }
    WriteRecord record = lab.stopWriters();
    long lost = lab.lost(record);
    return List.of(
        new Finding(
            "S22 killed at each of "
                + boundaries.size()
                + " boundaries of a switch-over: exactly"
                + " one primary after doing it again, never two",
            wrong.isEmpty() ? "at all of them" : wrong.toString(),
            wrong.isEmpty()),
        new Finding(
            "S22 killed at each of "
                + boundaries.size()
                + " boundaries: no acknowledged write lost",
            lost + " of " + record.acknowledged() + " lost",
            lost == 0));
  }

  private static int cutOff(Lab lab, RouterControl control, String target, String boundary)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(
        List.of(
            CutSwitch.class.getName(),
            control.address().toString(),
            target,
            boundary,
            String.join(
                ",",
                lab.cluster().servers().stream().map(s -> s.name() + "=" + s.address()).toList())));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(lab.cluster().folder().resolve("cut.log").toFile());
      builder.environment().put(CutSwitch.PASSWORD, lab.cluster().logins().adminPassword());
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseTwoPrimaries(Lab lab, String boundary, List<String> wrong) {
    List<String> primaries = primaries(lab);
    if (primaries.size() > 1) {
      wrong.add(boundary + ": two primaries " + primaries);
    }
  }

  private static List<String> primaries(Lab lab) {
    return lab.cluster().servers().stream()
        .filter(server -> {
          try (Node node = Node.open(server, Lab.PATIENCE)) {
            return node.state().isPrimary();
          }
        })
        .map(s -> s.name())
        .toList();
  }
}
