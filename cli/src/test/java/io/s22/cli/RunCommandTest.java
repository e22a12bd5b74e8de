package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of real commands, carried out in this process. */
final class RunCommandTest {
  @TempDir private Path folder;
  private Path home = Path.of("");
  private Path ledger = Path.of("");

  @BeforeEach
  void lay() {
    home = folder.resolve("home");
    ledger = folder.resolve("ledger");
  }

  @Test
  void a_plan_is_carried_out_and_its_journal_is_whole() throws IOException {
    Typed run = run(plan("", "true"), "--now", "--reason", "test");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(ledger)).containsExactly("one", "two");
    Typed verified = Typed.of("journal", "verify", "--home", home.toString());
    assertThat(verified.code()).isEqualTo(ExitCode.OK);
    assertThat(verified.out()).contains("whole");
    assertThat(Typed.of("runs", "--home", home.toString()).out())
        .contains("small")
        .contains("done");
    assertThat(Typed.of("show", "--home", home.toString(), "--json").out())
        .contains("\"state\"", "\"score\"", "\"crps\"");
    assertThat(Typed.of("show", "--home", home.toString()).out())
        .contains("The forecast of", "crps", "80 % intervals held", "Brier");
  }

  @Test
  void a_plan_that_fails_at_its_end_is_undone() throws IOException {
    Typed run = run(plan("", "false"), "--now", "--reason", "test");
    assertThat(run.code()).isEqualTo(ExitCode.ROLLED_BACK);
    assertThat(Files.readAllLines(ledger)).containsExactly("one", "two", "two back", "one back");
  }

  @Test
  void a_dry_run_changes_nothing() throws IOException {
    Typed run = run(plan("", "true"), "--dry-run");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).containsPattern("(would-change|cannot-predict) +one");
    assertThat(ledger).doesNotExist();
  }

  @Test
  void a_plan_whose_windows_have_passed_is_not_run_without_a_word() throws IOException {
    Path old = plan("", "true");
    Files.writeString(old, Files.readString(old).replace("2030", "2020"));
    Typed run = run(old);
    assertThat(run.code()).isEqualTo(ExitCode.WAITING);
    assertThat(run.err()).contains("S22-9107").contains("--now");
    assertThat(ledger).doesNotExist();
  }

  @Test
  void a_simulated_run_says_so_and_touches_nothing() throws IOException {
    Typed run = run(plan("", "true"), "--now", "--reason", "test", "--simulate", "all");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("SIMULATED");
    assertThat(ledger).doesNotExist();
  }

  @Test
  void a_plan_with_errors_is_not_run() throws IOException {
    Typed run = run(plan("colour: blue\n", "true"), "--now");
    assertThat(run.code()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("colour").contains("S22-9104");
  }

  private Typed run(Path plan, String... more) {
    String[] words = new String[more.length + 4];
    words[0] = "run";
    words[1] = plan.toString();
    words[2] = "--home";
    words[3] = home.toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return Typed.of(words);
  }

  private Path plan(String more, String last) throws IOException {
    Path file = folder.resolve("plan.yaml");
    String text =
        """
        plan: small
        title: Two small steps
        zone: UTC
        %swindow: {opens: 2030-01-05 02:00, closes: 2030-01-05 03:00}
        stages:
          - stage: work
            box: 02:00-03:00
            steps:
              - step: one
                run: echo one >> LEDGER
                verify: "true"
                rollback: {run: "echo one back >> LEDGER", takes: 100ms}
                takes: 100ms
                repeat: probe
                may-stop-after: yes
              - step: two
                run: echo two >> LEDGER
                verify: "%s"
                rollback: {run: "echo two back >> LEDGER", takes: 100ms}
                takes: 100ms
                repeat: probe
                may-stop-after: yes
        """;
    return Files.writeString(file, text.formatted(more, last).replace("LEDGER", ledger.toString()));
  }
}
