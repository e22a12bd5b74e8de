package io.s22.cli;

import java.util.List;

/**
 * The commands by name. A command that is named is the only one whose options are read: reading
 * those of all takes longer than most commands do.
 */
final class Verbs {
  /** In the order in which the help lists them. */
  static final List<String> NAMES =
      List.of(
          "demo",
          "rehearse",
          "check",
          "forecast",
          "score",
          "run",
          "runs",
          "show",
          "approve",
          "pause",
          "resume",
          "abort",
          "rollback",
          "extend",
          "settle",
          "serve",
          "report",
          "evidence",
          "notices",
          "verify",
          "journal",
          "traffic",
          "window",
          "why",
          "torture",
          "torture-child",
          "explain",
          "completion");

  private Verbs() {}

  /** The command called {@code name}, one of {@link #NAMES}. */
  static Class<?> named(String name) {
    return switch (name) {
      case "demo" -> DemoCommand.class;
      case "rehearse" -> RehearseCommand.class;
      case "check" -> CheckCommand.class;
      case "forecast" -> ForecastCommand.class;
      case "score" -> ScoreCommand.class;
      case "run" -> RunCommand.class;
      case "runs" -> RunsCommand.class;
      case "show" -> ShowCommand.class;
      case "approve" -> ApproveCommand.class;
      case "pause" -> SteerCommand.Pause.class;
      case "resume" -> ResumeCommand.class;
      case "abort" -> SteerCommand.Abort.class;
      case "rollback" -> SteerCommand.Rollback.class;
      case "extend" -> ExtendCommand.class;
      case "settle" -> SettleCommand.class;
      case "serve" -> ServeCommand.class;
      case "report" -> ReportCommand.class;
      case "evidence" -> EvidenceCommand.class;
      case "notices" -> NoticesCommand.class;
      case "verify" -> VerifyCommand.class;
      case "journal" -> JournalCommand.class;
      case "traffic" -> TrafficCommand.class;
      case "window" -> WindowCommand.class;
      case "why" -> WhyCommand.class;
      case "torture" -> TortureCommand.class;
      case "torture-child" -> TortureChildCommand.class;
      case "explain" -> ExplainCommand.class;
      case "completion" -> CompletionCommand.class;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
