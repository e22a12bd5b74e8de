package io.s22.cli;

import io.s22.plan.S22Exception;
import io.s22.report.Report;
import io.s22.report.doc.HtmlPage;
import io.s22.report.doc.JsonForm;
import io.s22.report.print.Printer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code s22 report}: what was planned, what happened, and whether it helped. */
@Command(
    name = "report",
    description = {
      "Write the health report of a run: one HTML page and one PDF.",
      "",
      "What was planned and done, who decided what, promise, forecast and fact of each service,"
          + " figures before and after, load test, integrity, announcements, what is left to do, and"
          + " an appendix for auditors. Each figure links to the journal entries it rests on and says"
          + " how it was found; what was only simulated is marked.",
      "",
      "It can be made at any time, also while the run goes on; it is due 72 hours after the window."
    },
    footer = {
      "",
      "Examples:",
      "  s22 report",
      "  s22 report RUN --lang zh --out /srv/reports",
      "  s22 report --file run.jsonl --json",
      "",
      "What stands in it: docs/report.md."
    })
final class ReportCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Mixin private final RecordOptions of = new RecordOptions();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the two files go; the folder you are in where left out.")
  private Path out = Path.of("");

  @Option(
      names = "--load-before",
      paramLabel = "JTL",
      description = "A JMeter result file of a load test before the maintenance.")
  private @Nullable Path loadBefore;

  @Option(names = "--load-after", paramLabel = "JTL", description = "The same scenario after it.")
  private @Nullable Path loadAfter;

  ReportCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = Workshop.open(screen, common)) {
      Record record = of.of(workshop);
      Report report = report(workshop, record);
      if (common.json) {
        screen.out().println(JsonForm.of(report));
      } else {
        Path pdf = write(report, out);
        screen.out().println("The report of " + report.run() + ":");
        screen.out().println("  " + Path.of(pdf.toString().replaceFirst("pdf$", "html")));
        screen.out().println("  " + pdf);
      }
      return ExitCode.OK;
    }
  }

  private Report report(Workshop workshop, Record record) {
    Instant now = Workshop.now();
    var handed = Told.all(workshop, record, now).loads(Loads.of(loadBefore, loadAfter));
    return Report.of(record.journal(), handed, now, Told.locale(of.lang));
  }

  /** Writes both forms; returns where the PDF is. */
  static Path write(Report report, Path folder) {
    String name = report.run().replaceAll("[^A-Za-z0-9._-]", "_") + "-report";
    Path html = folder.resolve(name + ".html");
    Path pdf = folder.resolve(name + ".pdf");
    try {
      Files.createDirectories(folder.toAbsolutePath());
      Files.writeString(html, HtmlPage.onScreen(report));
      try (OutputStream to = Files.newOutputStream(pdf)) {
        new Printer().print(HtmlPage.onPaper(report), report.made(), to);
      }
    } catch (IOException e) {
      throw new S22Exception(
          "S22-9707",
          "The report cannot be written to '" + folder + "': " + e.getMessage() + ".",
          "Name a folder that can be written to with --out.",
          e);
    }
    return pdf;
  }
}
