package io.s22.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What operators type: the command in processes of its own, against a server. */
final class Terminal {
  private final Path work;
  private final String base;
  private final Map<Long, Path> written = new ConcurrentHashMap<>();

  /**
   * @param work where each person's token lies in a file of his name
   * @param base the server's address
   */
  Terminal(Path work, String base) {
    this.work = work;
    this.base = base;
  }

  /** What came of a command. */
  record Typed(int code, String out, String err) {
    /** The same, which has to have gone well. */
    Typed good() {
      assertThat(code).as(out + err).isZero();
      return this;
    }
  }

  /** Types a command and does not wait for its end. */
  Process begin(String who, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.s22.cli.Main"));
    command.addAll(List.of(words));
    command.addAll(List.of("--server", base, "--token", "file:" + work.resolve(who)));
    Path out = Files.createTempFile(work, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(work.resolve(out.getFileName() + ".err").toFile())
            .start();
    written.put(process.pid(), out);
    return process;
  }

  /** Waits for its end. */
  Typed end(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    Path out = written.getOrDefault(process.pid(), work);
    return new Typed(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(work.resolve(out.getFileName() + ".err"), StandardCharsets.UTF_8));
  }

  Typed type(String who, String... words) throws IOException, InterruptedException {
    return end(begin(who, words));
  }
}
