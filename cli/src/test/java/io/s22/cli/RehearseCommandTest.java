package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RehearseCommandTest {
  /** The promise is small and the box is long: a test machine may be slow. */
  private static final String PLAN =
      """
      plan: tiny
      title: Files are rolled
      zone: UTC
      window: {opens: 2030-01-05 00:00, closes: 2030-01-05 12:00}
      cluster:
        hosts:
          files-[1-2]: {}
          switch-1: {}
        services:
          files: {on: "files-[1-2]", needs: 1 of 2, promise: {availability: 10%}}
      stages:
        - stage: work
          box: 00:00-11:50
          steps:
            - step: large-closed
              uses: gateway.close
              with: {routes: [large-uploads], answer: Later.}
              takes: 5s
              rollback: {uses: gateway.open, with: {routes: [large-uploads]}, takes: 5s}
              may-stop-after: yes
            - step: roll
              uses: kubernetes.upgrade-node
              with: {to: 1.28.7}
              on: files-[1-2]
              takes: 4m
              interrupts: files
              verify: ready
              rollback: {uses: kubernetes.replace-node, with: {image: kubernetes-1.27.11}, takes: 4m}
              repeat: probe
              may-stop-after: yes
            - step: firmware
              uses: switch.upgrade
              with: {to: 9.3.12}
              on: switch-1
              takes: 5m
              verify: forwarding again
              rollback: {uses: switch.upgrade, with: {to: 9.3.8}, takes: 5m}
              repeat: probe
              may-stop-after: yes
      """;

  @TempDir Path folder;

  private Path plan() throws IOException {
    return Files.writeString(folder.resolve("tiny.yaml"), PLAN);
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void a_small_plan_is_rehearsed_and_its_journal_is_all_that_is_left() throws IOException {
    Path record = folder.resolve("record.jsonl");
    Typed typed =
        Typed.of(
            "rehearse", plan().toString(), "--plain", "--scale", "240", "--record", "" + record);
    assertThat(typed.out())
        .containsPattern("roll +real: ")
        .containsPattern("firmware +simulated: ")
        .contains("proven: the run is done")
        .contains("proven: the journal is whole")
        .contains("proven: no process and no file is left")
        .contains("Every proof held.");
    assertThat(typed.code()).isEqualTo(ExitCode.OK);
    assertThat(record).content().contains("\"type\":\"measured\"").contains("\"type\":\"noted\"");
    assertThat(Typed.of("journal", "verify", "--file", record.toString()).code()).isZero();
  }

  @Test
  void a_step_that_is_not_there_cannot_be_broken() throws IOException {
    Typed typed = Typed.of("rehearse", plan().toString(), "--break", "nobody");
    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err()).contains("S22-9131").contains("nobody");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void a_node_that_is_killed_on_purpose_is_brought_back_when_all_of_it_is_undone()
      throws IOException {
    Path record = folder.resolve("record.jsonl");
    Typed typed =
        Typed.of(
            "rehearse",
            plan().toString(),
            "--plain",
            "--scale",
            "240",
            "--break",
            "roll:killed",
            "--record",
            "" + record);
    assertThat(typed.out())
        .contains("proven: the run is rolled back")
        .contains("proven: no process and no file is left");
    assertThat(typed.code()).isEqualTo(ExitCode.ROLLED_BACK);
    assertThat(record).content().contains("files-1 does not run");
  }

  @Test
  void a_fault_needs_a_known_word_and_a_step_on_nodes_of_a_service() throws IOException {
    Typed unknown = Typed.of("rehearse", plan().toString(), "--break", "roll:tired");
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("S22-9132").contains("tired").contains("slow");
    Typed nowhere = Typed.of("rehearse", plan().toString(), "--break", "firmware:slow");
    assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("S22-9132").contains("firmware");
  }

  @Test
  void a_rehearsal_is_never_slower_than_the_night() throws IOException {
    Typed typed = Typed.of("rehearse", plan().toString(), "--scale", "0.5");
    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err()).contains("S22-9130");
  }
}
