package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

final class UsageTest {
  @TempDir private Path folder;

  @Test
  void a_mistyped_command_is_one_line_with_the_right_one() {
    Typed typed = Typed.of("chek");
    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err().lines()).hasSize(2);
    assertThat(typed.err()).contains("did you mean 'check'").doesNotContain("Exception");
  }

  @Test
  void a_mistyped_flag_is_one_line() {
    Typed typed = Typed.of("check", "--jsn", "x.yaml");
    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err().lines()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run", "forecast", "why"})
  void a_missing_file_is_named_in_one_line(String verb) {
    Typed typed = Typed.of(verb, "nowhere.yaml");
    assertThat(typed.code()).isNotEqualTo(ExitCode.OK);
    assertThat(typed.err()).contains("nowhere.yaml").doesNotContain("Exception");
  }

  @Test
  void a_run_that_is_not_there_is_named() {
    Typed typed = Typed.of("show", "nobody", "--home", folder.toString());
    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err()).contains("S22-9101").contains("nobody");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "forecast",
        "run",
        "runs",
        "show",
        "approve",
        "pause",
        "resume",
        "abort",
        "rollback",
        "journal",
        "traffic",
        "window",
        "why",
        "torture",
        "demo",
        "rehearse",
        "settle",
        "notices",
        "explain"
      })
  void every_command_teaches(String verb) {
    Typed typed = Typed.of(verb, "--help");
    assertThat(typed.code()).isEqualTo(ExitCode.OK);
    assertThat(typed.out()).contains("Usage: s22 " + verb);
  }

  @Test
  void commands_are_called_as_they_call_themselves_and_all_are_listed() {
    Typed help = Typed.of("--help");
    for (String name : Verbs.NAMES) {
      Command command = Verbs.named(name).getAnnotation(Command.class);
      assertThat(command.name()).isEqualTo(name);
      assertThat(help.out().contains("\n  " + name + " ")).isNotEqualTo(command.hidden());
    }
  }

  @Test
  void ten_mistakes_get_ten_messages_and_exit_code_one() throws IOException {
    Path plan = folder.resolve("bad.yaml");
    Files.writeString(
        plan,
        """
        plan: Bad Name
        title: Ten mistakes
        zone: Mars/Olympus
        window: {opens: 2030-01-05 02:00, closes: 2030-01-05 01:00}
        colour: blue
        stages:
          - stage: one
            box: 02:00-03:00
            steps:
              - {step: a, uses: shel, takes: soon, after: [nobody]}
              - {step: a, run: "true", takes: 5m, fails: 130%, on: [ghost]}
              - {step: b, run: "true", crew: nobody, timeout: 1s, takes: 3h}
        """);
    Typed typed = Typed.of("check", plan.toString());
    assertThat(typed.code()).isEqualTo(ExitCode.NO);
    assertThat(typed.out().lines().filter(line -> line.contains(": error S22-")).count())
        .isGreaterThanOrEqualTo(10);
  }
}
