package io.s22.driver.ssh;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.At;
import io.s22.plan.Host;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.testkit.Await;
import io.s22.testkit.FixedSecrets;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between S22 and a real OpenSSH server with its default limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SshTroublesTest {
  private @Nullable SshServer server;
  private final List<SshDriver> drivers = new ArrayList<>();
  private @Nullable RandomAccessFile pipe;

  @TempDir Path home = Path.of("");

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = SshServer.start(folder);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void closeDrivers() {
    drivers.forEach(SshDriver::close);
    drivers.clear();
  }

  private SshServer server() {
    return requireNonNull(server);
  }

  private SshDriver driver() {
    SshDriver driver = new SshDriver();
    drivers.add(driver);
    return driver;
  }

  private Surroundings surroundings(Map<String, Host> hosts) {
    var secrets = new FixedSecrets(Map.of("pass", "open sesame", "wrong", "close sesame"));
    return new Surroundings(Clock.systemUTC()::instant, secrets, line -> {}, home, hosts);
  }

  private Task task(String step, Host host, String command, String... more) {
    Map<String, Object> with = new LinkedHashMap<>();
    with.put("command", command);
    with.put("known-hosts", server().file("known_hosts").toString());
    with.put("effects", home.resolve("effects").toString());
    for (int i = 0; i < more.length; i += 2) {
      with.put(more[i], more[i + 1]);
    }
    return TaskDraft.of(step, with).on("db-1", host).task();
  }

  private Outcome perform(Host host, String... more) throws InterruptedException {
    return driver().perform(task("a", host, "echo hello", more), surroundings(Map.of()));
  }

  /** Counts itself in a file, then waits for the other end of a pipe, using no time. */
  private String held() {
    return "echo $S22_STEP >> " + home.resolve("begun") + "; cat " + home.resolve("go");
  }

  private List<String> begun() {
    try {
      Path file = home.resolve("begun");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** While it is open, whoever reads it waits. */
  private void makePipe() throws IOException, InterruptedException {
    Path go = home.resolve("go");
    new ProcessBuilder("mkfifo", go.toString()).start().waitFor();
    pipe = new RandomAccessFile(go.toFile(), "rw");
  }

  /** Lets end whoever reads the pipe, and whoever comes later. */
  private void letGo() throws IOException {
    Path open = Files.createFile(home.resolve("open"));
    Files.move(open, home.resolve("go"), StandardCopyOption.ATOMIC_MOVE);
    requireNonNull(pipe).close();
  }

  /** Waits until so many commands are under way at the same time, then lets them all end. */
  private void holdUntil(int commands) throws IOException {
    try {
      Await.until(commands + " are under way", () -> begun().size() >= commands);
    } catch (AssertionError e) {
      throw new AssertionError(begun().size() + " of " + commands + " are under way", e);
    } finally {
      letGo();
    }
  }

  @Test
  void two_hundred_sessions_at_once_each_run_their_command_once() throws Exception {
    makePipe();
    SshDriver driver = driver();
    List<Future<Outcome>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        Task task = task("step-" + i, server().host("user_ed25519"), held());
        all.add(threads.submit(() -> driver.perform(task, surroundings(Map.of()))));
      }
      holdUntil(200);
    }
    for (Future<Outcome> one : all) {
      assertThat(one.get()).isInstanceOf(Outcome.Done.class);
    }
    assertThat(begun()).hasSize(200);
    assertThat(new HashSet<>(begun())).hasSize(200);
  }

  @Test
  void connections_cut_and_server_processes_killed_in_the_middle_repeat_and_lose_nothing()
      throws Exception {
    makePipe();
    SshDriver driver = driver();
    List<Future<Outcome>> all = new ArrayList<>();
    try (CuttingProxy proxy = new CuttingProxy(server().port());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server().know("host_ed25519", "proxied", proxy.port());
      Host host = server().host("user_ed25519", proxy.port(), null);
      String known = server().file("proxied").toString();
      for (int i = 0; i < 20; i++) {
        Task task = task("step-" + i, host, held() + "; echo bye", "known-hosts", known);
        all.add(threads.submit(() -> driver.perform(task, surroundings(Map.of()))));
      }
      try {
        Await.until("the first are under way", () -> begun().size() >= 5);
        proxy.cut();
        Await.until("all are under way", () -> begun().size() >= 20);
        int before = proxy.connections();
        server().killSessions();
        Await.until("S22 has come back", () -> proxy.connections() > before);
        proxy.cut();
      } finally {
        letGo();
      }
    }
    for (Future<Outcome> one : all) {
      assertThat(one.get()).isEqualTo(new Outcome.Done("bye"));
    }
    assertThat(begun()).hasSize(20);
    assertThat(new HashSet<>(begun())).hasSize(20);
  }

  @Test
  void a_host_that_stays_away_leaves_the_outcome_unknown() throws Exception {
    makePipe();
    CuttingProxy proxy = new CuttingProxy(server().port());
    server().know("host_ed25519", "proxied", proxy.port());
    Host host = server().host("user_ed25519", proxy.port(), null);
    String known = server().file("proxied").toString();
    Task task = task("a", host, held(), "known-hosts", known, "unreachable", "1s");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> outcome =
          threads.submit(() -> driver().perform(task, surroundings(Map.of())));
      Await.until("it is under way", () -> begun().size() == 1);
      proxy.close();
      assertThat(outcome.get().toString()).startsWith("Unknown").contains("S22-5012: db-1");
    }
    assertThat(driver().probe(task, surroundings(Map.of()))).isInstanceOf(Finding.CannotTell.class);
    // Another S22 after a restart, and the host still away: it must not say that nothing began.
    assertThat(driver().perform(task, surroundings(Map.of()))).isInstanceOf(Outcome.Unknown.class);
    letGo();
    Await.until("it has ended", () -> ended(home.resolve("effects")));
  }

  private static boolean ended(Path effects) {
    try (Stream<Path> all = Files.walk(effects)) {
      List<String> names = all.map(file -> file.getFileName().toString()).toList();
      return names.contains("ended.0") && !names.contains("supervise");
    } catch (IOException | UncheckedIOException e) {
      return false; // a file went away while it was looked at
    }
  }

  @Test
  void a_host_that_was_never_reached_did_nothing() throws Exception {
    CuttingProxy proxy = new CuttingProxy(1);
    proxy.close();
    Host host = server().host("user_ed25519", proxy.port(), null);
    assertThat(perform(host, "unreachable", "500ms").toString())
        .startsWith("Failed[reason=S22-5023: db-1")
        .contains("the command was not begun");
  }

  @Test
  void an_interrupt_is_heeded_while_a_server_keeps_silent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Host host = server().host("user_ed25519", silent.getLocalPort(), null);
      CountDownLatch interrupted = new CountDownLatch(1);
      Thread performing =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  perform(host);
                } catch (InterruptedException e) {
                  interrupted.countDown();
                }
              });
      silent.accept();
      performing.interrupt();
      assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_host_key_that_is_not_known_is_refused_with_its_fingerprint_and_the_mend()
      throws Exception {
    String nothing = home.resolve("none").toString();
    assertThat(perform(server().host("user_ed25519"), "known-hosts", nothing).toString())
        .startsWith("Failed[reason=S22-5020: The host key of db-1 (")
        .contains("is not known: ssh-ed25519 SHA256:")
        .contains("ssh-keyscan -p " + server().port() + " 127.0.0.1 >> " + nothing);
  }

  @Test
  void a_host_key_that_changed_is_refused() throws Exception {
    server().know("stranger", "changed");
    assertThat(
            perform(
                    server().host("user_ed25519"),
                    "known-hosts",
                    server().file("changed").toString())
                .toString())
        .startsWith("Failed[reason=S22-5021: db-1 (")
        .contains("another host key than the known one")
        .contains("-R '[127.0.0.1]:" + server().port() + "'");
  }

  @Test
  void of_several_host_keys_the_known_one_is_asked_for() throws Exception {
    server().know("host_rsa", "rsa_only");
    assertThat(
            perform(server().host("user_rsa"), "known-hosts", server().file("rsa_only").toString()))
        .isEqualTo(new Outcome.Done("hello"));
  }

  @Test
  void a_login_that_is_refused_says_so_at_once() throws Exception {
    assertThat(perform(server().host("stranger")).toString())
        .startsWith("Failed[reason=S22-5022: db-1 (")
        .contains("refused the login with [" + server().file("stranger"));
  }

  @Test
  void an_encrypted_key_opens_with_its_passphrase_only() throws Exception {
    Host host = server().host("user_locked");
    assertThat(perform(host, "passphrase", "${secret:pass}")).isEqualTo(new Outcome.Done("hello"));
    assertThat(perform(host, "passphrase", "${secret:wrong}").toString()).contains("S22-5024");
    assertThat(perform(host).toString()).contains("S22-5024", "it needs a passphrase");
    assertThat(perform(server().host("no-such-key")).toString())
        .contains("S22-5024", "cannot be read");
  }

  @Test
  void a_host_behind_a_jump_host_is_reached_through_it() throws Exception {
    Host bastion = server().host("user_rsa");
    Host hidden = server().host("user_ed25519", server().port(), "bastion");
    Task task = task("a", hidden, "echo hello");
    assertThat(driver().perform(task, surroundings(Map.of("bastion", bastion))))
        .isEqualTo(new Outcome.Done("hello"));
    String user = System.getProperty("user.name");
    Host written =
        server().host("user_ed25519", server().port(), user + "@127.0.0.1:" + server().port());
    assertThat(driver().perform(task("b", written, "echo hello"), surroundings(Map.of())))
        .isEqualTo(new Outcome.Done("hello"));
  }

  @Test
  void a_jump_host_that_leads_nowhere_or_in_a_circle_is_named() throws Exception {
    Host circle = server().host("user_ed25519", server().port(), "db-1");
    assertThat(
            driver()
                .perform(task("a", circle, ":"), surroundings(Map.of("db-1", circle)))
                .toString())
        .contains("S22-5025: The way to host 'db-1' goes through 'db-1' twice");
    Host nowhere = server().host("user_ed25519", server().port(), "no such host");
    assertThat(driver().perform(task("b", nowhere, ":"), surroundings(Map.of())).toString())
        .contains("S22-5025: There is no host 'no such host' to jump through");
  }

  @Test
  void a_host_whose_login_runs_something_else_is_told_from_one_that_is_away(@TempDir Path folder)
      throws Exception {
    try (SshServer other = SshServer.start(folder, "ForceCommand echo go away; exit 1")) {
      Host host = other.host("user_ed25519");
      assertThat(perform(host, "known-hosts", other.file("known_hosts").toString()).toString())
          .startsWith("Failed[reason=S22-5010")
          .contains("sh did not run (exit code 1): go away");
    }
  }

  @Test
  void a_server_that_takes_one_session_a_connection_is_given_more_connections(@TempDir Path folder)
      throws Exception {
    try (SshServer strict = SshServer.start(folder, "MaxSessions 1", "MaxStartups 3:50:5");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      makePipe();
      SshDriver driver = driver();
      List<Future<Outcome>> all = new ArrayList<>();
      String known = strict.file("known_hosts").toString();
      for (int i = 0; i < 12; i++) {
        Task task = task("s" + i, strict.host("user_ed25519"), held(), "known-hosts", known);
        all.add(threads.submit(() -> driver.perform(task, surroundings(Map.of()))));
      }
      holdUntil(12);
      for (Future<Outcome> one : all) {
        assertThat(one.get()).isInstanceOf(Outcome.Done.class);
      }
      assertThat(new HashSet<>(begun())).hasSize(12);
      assertThat(begun()).hasSize(12);
    }
  }

  @Test
  void a_step_without_a_host_is_sent_to_shell() throws Exception {
    Task task = TaskDraft.of("a", Map.of("command", ":")).task();
    assertThat(driver().perform(task, surroundings(Map.of())).toString())
        .contains("S22-5001: ssh: step 'a' names no host");
    Host host = new Host(At.NOWHERE, "127.0.0.1", 1, null, null, null, null, null);
    SshDriver keyless = new SshDriver("somebody", home);
    assertThat(keyless.perform(task("b", host, ":"), surroundings(Map.of())).toString())
        .contains("S22-5024: There is no SSH key");
  }
}
