package io.s22.server.office;

import io.s22.report.Handed;
import io.s22.report.Report;
import io.s22.report.doc.HtmlPage;
import io.s22.report.doc.JsonForm;
import io.s22.report.fact.Facts;
import io.s22.report.print.Printer;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.store.JdbcRunStore;
import io.s22.wiring.ReportSources;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The health report of a run, made when somebody asks: one at a time, for each takes seconds. */
public final class ReportDesk {
  private final RunDesk runs;
  private final Supplier<Newsstand> stand;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();

  public ReportDesk(RunDesk runs, Supplier<Newsstand> stand, Clock clock) {
    this.runs = runs;
    this.stand = stand;
    this.clock = clock;
  }

  /** Which form of it. */
  public enum Form {
    HTML("text/html; charset=utf-8"),
    PDF("application/pdf"),
    JSON("application/json");

    private final String type;

    Form(String type) {
      this.type = type;
    }

    /** Its media type. */
    public String type() {
      return type;
    }
  }

  /**
   * The report of a run.
   *
   * @throws Denied S22-9305 when the tenant has no such run
   */
  public byte[] make(String tenant, String run, Form form, Locale locale) {
    Report report = report(tenant, run, locale);
    return switch (form) {
      case HTML -> HtmlPage.onScreen(report).getBytes(StandardCharsets.UTF_8);
      case JSON -> JsonForm.of(report).getBytes(StandardCharsets.UTF_8);
      case PDF -> printed(report);
    };
  }

  /**
   * The same, as what its forms are made of: with the forecast, the scores of this run and those
   * before it, what was posted and what users are due, as the command's.
   */
  public Report report(String tenant, String run, Locale locale) {
    runs.line(tenant, run);
    JdbcRunStore journals = runs.journals(tenant);
    one.lock();
    try {
      Instant now = clock.now();
      Facts.Journal journal = reader -> journals.read(run, 1, reader);
      Handed handed =
          new ReportSources(journals, journal, () -> stand.get().posts(tenant)).all(now);
      return Report.of(journal, handed, now, locale);
    } finally {
      one.unlock();
    }
  }

  private static byte[] printed(Report report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Printer().print(HtmlPage.onPaper(report), report.made(), out);
    return out.toByteArray();
  }
}
