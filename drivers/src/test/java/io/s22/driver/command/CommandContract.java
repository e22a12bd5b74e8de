package io.s22.driver.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.run.Prediction;
import io.s22.run.Task;
import io.s22.testkit.Await;
import io.s22.testkit.DriverContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of drivers that run commands, beside those of every driver. */
public abstract class CommandContract extends DriverContract {
  private CommandRig commands() {
    return (CommandRig) rig();
  }

  private Outcome perform(Task task) throws InterruptedException {
    return rig().open().perform(task, surroundings());
  }

  private static String detail(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done d -> d.detail();
      case Outcome.Failed f -> f.reason();
      case Outcome.Refused r -> r.reason();
      case Outcome.Unknown u -> u.reason();
    };
  }

  @Test
  void output_comes_live_whole_and_in_order() throws Exception {
    Task task = rig().held("a");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> outcome = threads.submit(() -> perform(task));
      Await.until("the first line is shown", () -> shown.contains("waiting"));
      assertThat(outcome.isDone()).isFalse();
      rig().letGo("a");
      assertThat(outcome.get()).isEqualTo(new Outcome.Done("waiting\ndone"));
    }
    shown.clear();
    perform(
        commands().counted("b", "i=0; while [ $i -lt 2000 ]; do echo $i; i=$((i+1)); done").task());
    assertThat(shown)
        .containsExactlyElementsOf(IntStream.range(0, 2000).mapToObj(Integer::toString).toList());
  }

  @Test
  void both_outputs_are_kept_in_the_order_of_writing() throws Exception {
    Outcome outcome = perform(commands().counted("a", "echo one; echo two >&2; echo three").task());
    assertThat(outcome).isEqualTo(new Outcome.Done("one\ntwo\nthree"));
  }

  @Test
  void a_hundred_megabytes_of_output_stay_bounded_and_the_end_is_kept() throws Exception {
    String lots = "head -c 100000000 /dev/zero | tr '\\0' x | fold -w 99; echo; echo the end";
    Outcome outcome = perform(commands().counted("a", lots).task());
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(detail(outcome)).endsWith("the end").hasSizeLessThanOrEqualTo(4096);
    assertThat(sizeOf(commands().effects())).isLessThan(12L << 20);
    assertThat(shown).hasSizeLessThan(120_000).anyMatch(l -> l.startsWith("[S22: "));
  }

  @Test
  void binary_output_is_shown_without_control_characters() throws Exception {
    Outcome outcome =
        perform(
            commands().counted("a", "head -c 300000 /dev/urandom; printf '\\033[2Jred'").task());
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(Stream.concat(shown.stream(), detail(outcome).lines()))
        .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}&&[^\\t]]"));
    assertThat(new String(detail(outcome).getBytes(UTF_8), UTF_8)).isEqualTo(detail(outcome));
  }

  @Test
  void a_timeout_stops_every_process_also_one_that_left_its_group() throws Exception {
    Path pids = commands().file("pids");
    String script =
        """
        exec >/dev/null 2>&1
        echo $$ >> %1$s
        (trap '' TERM; sleep 300; sleep 300) & echo $! >> %1$s
        setsid sleep 300 & echo $! >> %1$s
        wait\
        """
            .formatted(pids);
    Task task = commands().counted("a", script).within(Duration.ofMillis(700)).task();
    Outcome outcome = perform(task);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(detail(outcome)).startsWith("stopped at its timeout");
    List<String> left = Files.readAllLines(pids);
    assertThat(left).hasSize(3).noneMatch(CommandContract::isAlive);
    assertThat(rig().open().probe(task, surroundings())).isInstanceOf(Finding.Ended.class);
  }

  private static boolean isAlive(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void a_service_left_behind_by_a_command_does_not_hold_it_up() throws Exception {
    Task task = commands().counted("a", "sleep 20 & echo $! > " + commands().file("pid")).task();
    long start = System.nanoTime();
    assertThat(perform(task)).isInstanceOf(Outcome.Done.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    String pid = Files.readString(commands().file("pid")).strip();
    assertThat(isAlive(pid)).isTrue();
    kill(pid);
    Await.until("its output has ended", () -> exists(commands().effects(), "drained"));
  }

  @Test
  void hostile_parameters_arrive_exactly() throws Exception {
    StringBuilder all = new StringBuilder();
    IntStream.rangeClosed(1, 0xFFFF)
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .forEach(all::appendCodePoint);
    List<String> hostile =
        List.of(
            "it's",
            "\"",
            "$(touch pwned)",
            "`id`",
            "a\nb\n",
            "\\",
            "",
            " ",
            "*",
            "-n",
            "--",
            "$HOME",
            "!!",
            "\r\n\t",
            "\u4E2D\u6587 \uD83D\uDE00",
            "\u001B[31m",
            "x".repeat(120_000),
            all.substring(0, 30_000));
    Path args = commands().file("args");
    Path env = commands().file("env");
    Path in = commands().file("in");
    String stdin = String.join("", hostile) + all;
    Task task =
        commands()
            .counted(
                "a",
                "printf '%s\\000' \"$@\" > "
                    + args
                    + "; printf %s \"$HOSTILE\" > "
                    + env
                    + "; cat > "
                    + in,
                Map.of(
                    "args",
                    hostile,
                    "env",
                    Map.of("HOSTILE", all.toString().substring(0, 30_000)),
                    "stdin",
                    stdin))
            .task();
    assertThat(perform(task)).isInstanceOf(Outcome.Done.class);
    assertThat(Files.readString(args)).isEqualTo(String.join("\0", hostile) + "\0");
    assertThat(Files.readString(env)).isEqualTo(all.substring(0, 30_000));
    assertThat(Files.readString(in)).isEqualTo(stdin);
  }

  @Test
  void a_command_of_many_kilobytes_runs_exactly_as_written() throws Exception {
    String text = "\u00E4 'quoted' $(echo no) \\n ".repeat(20_000);
    Path file = commands().file("text");
    Task task = commands().counted("a", "cat > " + file + " <<'END'\n" + text + "\nEND").task();
    assertThat(perform(task)).isInstanceOf(Outcome.Done.class);
    assertThat(Files.readString(file)).isEqualTo(text + "\n");
  }

  @Test
  void a_value_that_cannot_be_passed_is_refused_by_name() throws Exception {
    Outcome zero = perform(commands().counted("a", ":", Map.of("args", List.of("a\0b"))).task());
    assertThat(detail(zero)).startsWith("S22-5004: 'args' holds a zero byte");
    Outcome huge =
        perform(
            commands().counted("b", ":", Map.of("env", Map.of("X", "x".repeat(200_000)))).task());
    assertThat(detail(huge)).startsWith("S22-5004: 'env' has a value longer than 128 KiB");
    assertThat(rig().count("a") + rig().count("b")).isZero();
  }

  @Test
  void a_secret_is_in_no_output_no_file_and_on_no_command_line() throws Exception {
    String secret = "tr0ub4dor'$(id)\"&3";
    Path hold = commands().file("hold");
    String script =
        "echo plain ${secret:pw}; echo 'single ${secret:pw}'; echo \"double ${secret:pw}\"\n"
            + "cat <<END\nhere '${secret:pw}'\nEND\nprintenv PW; [ \"$PW\" = ${secret:pw} ] && echo same; cat\n"
            + "until [ -e "
            + hold
            + " ]; do sleep 0.05; done";
    Task task =
        commands()
            .counted(
                "a",
                script,
                Map.of("env", Map.of("PW", "${secret:pw}"), "stdin", "in ${secret:pw}\n"))
            .task();
    var surroundings = surroundings(Map.of("pw", secret));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> outcome = threads.submit(() -> rig().open().perform(task, surroundings));
      Await.until("it printed", () -> shown.contains("in ***"));
      assertThat(filesHolding(commands().effects(), secret)).allMatch(f -> f.endsWith("/out"));
      assertThat(commandLines()).isNotEmpty().noneMatch(line -> line.contains("tr0ub4dor"));
      Files.createFile(hold);
      assertThat(outcome.get())
          .isEqualTo(
              new Outcome.Done("plain ***\nsingle ***\ndouble ***\nhere '***'\n***\nsame\nin ***"));
    }
    assertThat(shown).noneMatch(line -> line.contains("tr0ub"));
    assertThat(rig().open().probe(task, surroundings(Map.of("pw", secret))).toString())
        .contains("***")
        .doesNotContain("tr0ub");
    assertThat(rig().open().probe(task, surroundings()).toString()).doesNotContain("tr0ub");
    assertThat(permissions(commands().effects())).isEqualTo("rwx------");
  }

  @Test
  void a_secret_where_others_could_read_it_is_refused() throws Exception {
    Task task = commands().counted("a", ":", Map.of("args", List.of("${secret:pw}"))).task();
    Outcome outcome = rig().open().perform(task, surroundings(Map.of("pw", "x")));
    assertThat(detail(outcome)).startsWith("S22-5002: 'args' has a secret in it");
    Outcome missing = perform(commands().counted("b", "echo ${secret:nope}").task());
    assertThat(detail(missing)).startsWith("S22-5003: secret 'nope' has no source");
    assertThat(rig().count("a") + rig().count("b")).isZero();
  }

  @Test
  void a_secret_that_is_gone_after_a_restart_makes_no_failure_of_what_runs() throws Exception {
    Path hold = commands().file("hold");
    String script = "echo ${secret:pw}; until [ -e " + hold + " ]; do sleep 0.05; done";
    Task task = commands().counted("a", script).task();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> outcome =
          threads.submit(() -> rig().open().perform(task, surroundings(Map.of("pw", "x"))));
      Await.until("it has begun", () -> rig().count("a") == 1);
      assertThat(perform(task).toString()).startsWith("Unknown").contains("S22-5003", "under way");
      Files.createFile(hold);
      assertThat(outcome.get()).isInstanceOf(Outcome.Done.class);
    }
    assertThat(perform(task)).isInstanceOf(Outcome.Done.class);
    assertThat(rig().count("a")).isEqualTo(1);
  }

  @Test
  void a_command_knows_its_run_step_and_attempt_and_has_an_ordinary_umask() throws Exception {
    String script =
        "echo $S22_RUN $S22_STEP $S22_ATTEMPT $S22_PHASE; cd /; [ $(umask) != 0077 ] && env | grep -c ^S22_";
    Outcome outcome = perform(commands().counted("a", script).attempt(7).task());
    assertThat(outcome).isEqualTo(new Outcome.Done("run-1 a 7 act\n8"));
  }

  @Test
  void a_folder_or_shell_that_is_missing_is_said_before_anything_begins() throws Exception {
    Task task = commands().counted("a", ":", Map.of("cwd", "/no such/folder")).task();
    assertThat(detail(perform(task))).startsWith("S22-5010").contains("/no such/folder");
    assertThat(rig().open().probe(task, surroundings())).isInstanceOf(Finding.NotStarted.class);
    Task shell = commands().counted("b", ":", Map.of("shell", "no-such-shell")).task();
    assertThat(detail(perform(shell))).contains("shell: not found: no-such-shell");
  }

  @Test
  void when_the_supervisor_alone_is_killed_the_command_is_followed_and_its_end_unknown()
      throws Exception {
    Task task = rig().held("a");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> outcome = threads.submit(() -> perform(task));
      Await.until("it has begun", () -> rig().count("a") == 1);
      kill(begun().get(1));
      assertThat(rig().open().probe(task, surroundings())).isInstanceOf(Finding.Running.class);
      rig().letGo("a");
      assertThat(outcome.get()).isInstanceOf(Outcome.Unknown.class);
    }
    assertThat(rig().open().probe(task, surroundings())).isInstanceOf(Finding.CannotTell.class);
    assertThat(perform(task)).isInstanceOf(Outcome.Unknown.class);
    assertThat(rig().count("a")).isEqualTo(1);
  }

  @Test
  void after_a_restart_of_the_machine_nobody_claims_to_know() throws Exception {
    Task task = rig().held("a");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> outcome = threads.submit(() -> perform(task));
      Await.until("it has begun", () -> rig().count("a") == 1);
      Path begun = begunFile();
      List<String> words = begun();
      Files.writeString(begun, Files.readString(begun).replace(words.get(0), "another-life"));
      assertThat(outcome.get()).isInstanceOf(Outcome.Unknown.class);
      assertThat(rig().open().probe(task, surroundings()).toString()).contains("restarted");
      rig().letGo("a");
      Await.until("it has ended", () -> exists(commands().effects(), "ended.0"));
    }
    assertThat(rig().count("a")).isEqualTo(1);
  }

  @Test
  void a_check_predicts_and_leaves_no_trace() throws Exception {
    assertThat(predict("exit 0")).isInstanceOf(Prediction.NoChange.class);
    assertThat(predict("echo two packages; exit 1"))
        .isEqualTo(new Prediction.WouldChange("exit code 1: two packages"));
    assertThat(predict("exit 2")).isInstanceOf(Prediction.CannotPredict.class);
    assertThat(rig().count("a")).isZero();
    try (Stream<Path> left = Files.list(commands().effects())) {
      assertThat(left).isEmpty();
    }
  }

  private Prediction predict(String check) throws InterruptedException {
    return rig()
        .open()
        .predict(commands().counted("a", ":", Map.of("check", check)).task(), surroundings());
  }

  private Path begunFile() throws IOException {
    try (Stream<Path> all = Files.list(commands().effects())) {
      return all.findFirst().orElseThrow().resolve("begun");
    }
  }

  private List<String> begun() throws IOException {
    return List.of(Files.readString(begunFile()).split(" "));
  }

  private static void kill(String pid) {
    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
  }

  private static long sizeOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static List<String> filesHolding(Path folder, String text) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> read(f).contains(text))
          .map(Path::toString)
          .toList();
    }
  }

  private static boolean exists(Path folder, String name) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.anyMatch(file -> file.endsWith(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> commandLines() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.map(p -> p.resolve("cmdline"))
          .filter(Files::exists)
          .map(CommandContract::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String permissions(Path folder) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder));
  }
}
