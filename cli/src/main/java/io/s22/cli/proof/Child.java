package io.s22.cli.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** S22 itself as a child process, to be killed. */
public final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  /** Starts this very program with {@code words}; what it prints goes to {@code log}. */
  public static Child start(Path log, List<String> words) throws IOException {
    return start(log, words, Map.of());
  }

  /** The same, with {@code more} in its environment. */
  static Child start(Path log, List<String> words, Map<String, String> more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.s22.cli.Main"));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(more);
    return new Child(builder.start());
  }

  /** Sends SIGKILL: no farewell, no flush. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops it as a frozen machine would: SIGSTOP. */
  public void stop() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on: SIGCONT. */
  public void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits up to {@code millis}; whether it has ended. */
  public boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Waits for its end and returns its exit code; 137 when it was killed.
   *
   * @throws IllegalStateException when it does not end: that is a finding too
   */
  public int end() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("a child did not end within " + PATIENCE_SECONDS + " s");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
