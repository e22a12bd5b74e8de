package io.s22.testkit;

import io.s22.journal.Outcome;
import io.s22.run.Surroundings;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another S22: a process of its own that performs the held task of a rig, and can be killed. */
public final class PerformingChild {
  private PerformingChild() {}

  /** Begins such a process; its outcome comes on its standard output. */
  static Process start(Class<? extends DriverContract> suite, Path home, String step, DriverRig rig)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    rig.handOver().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(PerformingChild.class.getName(), suite.getName(), home.toString(), step));
    Path log = Files.createTempFile(home, "child", ".log");
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }

  /** Arguments: the suite's class, the home folder, the step. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[1]);
    Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor();
    constructor.setAccessible(true);
    DriverContract suite = (DriverContract) constructor.newInstance();
    DriverRig rig = suite.rig(home);
    Surroundings surroundings =
        new Surroundings(
            Clock.systemUTC()::instant,
            new FixedSecrets(Map.of()),
            line -> {},
            home,
            suite.hosts());
    Outcome outcome = rig.open().perform(rig.held(args[2]), surroundings);
    System.out.println(outcome);
    System.exit(0);
  }
}
