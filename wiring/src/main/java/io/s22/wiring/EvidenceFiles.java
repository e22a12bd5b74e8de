package io.s22.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.JournalFile;
import io.s22.journal.Measurement;
import io.s22.journal.Outcome;
import io.s22.report.Report;
import io.s22.report.doc.HtmlPage;
import io.s22.report.doc.JsonForm;
import io.s22.report.evidence.Bundle;
import io.s22.report.evidence.Bundle.Content;
import io.s22.report.fact.Facts;
import io.s22.report.print.Printer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What lies in the evidence of a run, beside checksums and signature. */
public final class EvidenceFiles {
  private EvidenceFiles() {}

  /**
   * The files of the evidence, each written when it is its turn.
   *
   * @param lines hands the canonical JSON of each entry on
   */
  public static Map<String, Content> of(
      Consumer<Consumer<String>> lines, Facts.Journal journal, Report report) {
    Map<String, Content> files = new LinkedHashMap<>();
    files.put("journal.jsonl", to -> lines(lines, to));
    files.put("plan.yaml", to -> plan(journal, to));
    files.put("report.html", Bundle.text(HtmlPage.onScreen(report)));
    files.put("report.pdf", to -> new Printer().print(HtmlPage.onPaper(report), report.made(), to));
    files.put("report.json", Bundle.text(JsonForm.of(report) + "\n"));
    files.put("measurements.jsonl", to -> measurements(journal, to));
    return files;
  }

  private static void lines(Consumer<Consumer<String>> lines, OutputStream to) throws IOException {
    JournalFile.Writer writer = new JournalFile.Writer(to);
    each(lines, writer::write);
    writer.close();
  }

  private static void plan(Facts.Journal journal, OutputStream to) throws IOException {
    each(
        journal::read,
        entry -> {
          if (entry.event() instanceof Event.RunOpened opened) {
            to.write(opened.planText().getBytes(UTF_8));
          }
        });
  }

  /** The journal's lines that are measurements, as they stand in it. */
  private static void measurements(Facts.Journal journal, OutputStream to) throws IOException {
    JournalFile.Writer writer = new JournalFile.Writer(to);
    each(
        journal::read,
        entry -> {
          boolean probed =
              entry.event() instanceof Event.Ended(var effect, Outcome.Done(String detail))
                  && Measurement.in(detail).isPresent();
          if (probed || entry.event() instanceof Event.Measured) {
            writer.write(EntryCodec.encode(entry));
          }
        });
    writer.close();
  }

  private interface Taking<T> {
    void take(T value) throws IOException;
  }

  private static <T> void each(Consumer<Consumer<T>> source, Taking<T> taking) throws IOException {
    try {
      source.accept(value -> {
        try {
          taking.take(value);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
