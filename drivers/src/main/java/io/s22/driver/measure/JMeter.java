package io.s22.driver.measure;

import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real JMeter engine in a process of its own, so that its libraries and its memory are none of
 * S22's. The process ends with the one that started it.
 *
 * @param classPath the folder with the load module and what it needs
 */
public record JMeter(Path classPath) {
  /** As it stands in a measurement's method. */
  static final String NAME = "JMeter 5.6.3";

  private static final Duration AROUND = Duration.ofMinutes(2);

  /**
   * A load test: so many threads ask one address again and again.
   *
   * @param url with its secrets, where it has any
   * @param results the file that is written, a JTL in CSV; replaced where it is there
   */
  record Test(String url, String method, String body, int threads, Duration lasts, Path results) {}

  /** Where S22 is installed: {@code load/target/app} beside the command. */
  public static JMeter installed() {
    return new JMeter(Path.of(System.getProperty("s22.home", "."), "load", "target", "app"));
  }

  /** Whether it is there. */
  public boolean isThere() {
    if (!Files.isDirectory(classPath)) {
      return false;
    }
    try (Stream<Path> files = Files.list(classPath)) {
      return files.anyMatch(each -> each.getFileName().toString().startsWith("ApacheJMeter_core"));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Makes the test to its end; interrupted, it is ended.
   *
   * @throws S22Exception S22-5062 when it cannot be made
   */
  void run(Test test) throws InterruptedException {
    if (!isThere()) {
      throw failed("JMeter is not in " + classPath, null);
    }
    try {
      Files.createDirectories(folder(test));
      Files.deleteIfExists(test.results());
      Process process = start(test);
      try {
        follow(process, test);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  private static Path folder(Test test) {
    return Objects.requireNonNull(test.results().toAbsolutePath().getParent());
  }

  private Process start(Test test) throws IOException {
    Path folder = folder(test);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.prefs.userRoot=" + folder.resolve("jmeter"),
                "-cp",
                classPath.toAbsolutePath().resolve("*").toString(),
                "io.s22.load.LoadMain")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    return builder.start();
  }

  private static void follow(Process process, Test test) throws IOException, InterruptedException {
    // Kept open until it has ended: its end is the other process's end.
    OutputStream in = process.getOutputStream();
    in.write((words(test) + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
    StringBuffer said = new StringBuffer();
    Thread reader = Thread.ofVirtual().start(() -> read(process, said));
    if (!process.waitFor(test.lasts().plus(AROUND).toMillis(), TimeUnit.MILLISECONDS)) {
      throw failed("it did not end " + AROUND.toMinutes() + " minutes after its time", null);
    }
    reader.join();
    if (process.exitValue() != 0 || !said.toString().contains("done ")) {
      throw failed("it said: " + said.toString().strip(), null);
    }
  }

  private static void read(Process process, StringBuffer said) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (said.length() < 2_000) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      said.append(e.getMessage());
    }
  }

  private static String words(Test test) throws IOException {
    Properties words = new Properties();
    words.putAll(
        Map.of(
            "url", test.url(),
            "method", test.method(),
            "body", test.body(),
            "threads", Integer.toString(test.threads()),
            "millis", Long.toString(test.lasts().toMillis()),
            "results", test.results().toAbsolutePath().toString()));
    StringWriter out = new StringWriter();
    words.store(out, null);
    // An empty line ends it: none may be inside.
    return String.join("\n", out.toString().lines().filter(line -> !line.isEmpty()).toList())
        + "\n";
  }

  private static S22Exception failed(String why, @Nullable IOException e) {
    String what = "The load test could not be made: " + why + ".";
    String mend =
        "Build S22 with its load module (./s22 does), see that the address answers, or give the"
            + " results of another tool (jtl).";
    return e == null
        ? new S22Exception("S22-5062", what, mend)
        : new S22Exception("S22-5062", what, mend, e);
  }
}
