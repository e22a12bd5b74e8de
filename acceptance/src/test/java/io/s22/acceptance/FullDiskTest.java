package io.s22.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.s22.cli.proof.Child;
import io.s22.cli.proof.TorturePlan;
import io.s22.testkit.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S22's folder on a disk of its own, two megabytes small, that really is full. */
final class FullDiskTest {
  @TempDir private Path folder;
  private Path disk = Path.of("");

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted = does("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
    if (!mounted) {
      System.out.println("FULL DISK NOT TESTED: only root may mount a small one");
    }
    assumeTrue(mounted, "only root may mount");
  }

  @AfterEach
  void unmount() throws Exception {
    does("umount", disk.toString());
  }

  private static boolean does(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Test
  void a_run_whose_disk_is_full_says_so_waits_and_goes_on_when_there_is_room() throws Exception {
    Path ledger = folder.resolve("ledger");
    Path log = folder.resolve("log");
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(plan, TorturePlan.text(ledger, 40, false));
    String home = home().toString();
    try (Child run = run(plan, home, log)) {
      Await.until("it is under way", () -> lines(ledger).size() > 4);
      Path ballast = fill();
      Await.until(
          "it says that the disk is full", () -> read(log).contains("S22-3101"), () -> read(log));
      Files.delete(ballast);
      assertThat(run.end()).as(read(log)).isZero();
    }
    Map<String, Long> effects =
        lines(ledger).stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(effects).allSatisfy((key, times) -> assertThat(times).as(key).isEqualTo(1));
    // a precheck, the act and a verification each; the one that fails at first has two acts
    assertThat(effects).hasSizeGreaterThanOrEqualTo(43 * 3);
    try (Child verify = verify(home, log)) {
      assertThat(verify.end()).as(read(log)).isZero();
    }
    assertThat(read(log)).contains("whole");
  }

  /** What commands leave lies elsewhere: on the same disk they could not begin, and would fail. */
  private Path home() throws IOException {
    Path home = Files.createDirectory(disk.resolve("home"));
    Path effects = Files.createDirectory(folder.resolve("effects"));
    Files.createSymbolicLink(home.resolve("effects"), effects);
    return home;
  }

  private static Child run(Path plan, String home, Path log) throws IOException {
    return Child.start(
        log, List.of("run", plan.toString(), "--home", home, "--now", "-r", "full", "--plain"));
  }

  private static Child verify(String home, Path log) throws IOException {
    return Child.start(log, List.of("journal", "verify", "--home", home));
  }

  /** Fills the disk to its last byte. */
  private Path fill() throws IOException {
    Path ballast = disk.resolve("ballast");
    byte[] chunk = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      return ballast;
    }
  }

  private static List<String> lines(Path file) {
    return read(file).lines().toList();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
