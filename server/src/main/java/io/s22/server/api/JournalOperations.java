package io.s22.server.api;

import static io.s22.server.api.Operation.get;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.JournalVerifier;
import io.s22.journal.Verdict;
import io.s22.server.Denied;
import io.s22.server.office.RunDesk;
import io.s22.server.people.Audit;
import io.s22.server.people.Scope;
import io.s22.store.JdbcRunStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record: of each run, and of all that has to do with security. */
final class JournalOperations {
  private static final String LINES = "application/jsonl";

  private final RunDesk desk;
  private final Audit audit;

  JournalOperations(RunDesk desk, Audit audit) {
    this.desk = desk;
    this.audit = audit;
  }

  /** Whether a journal is as it was written. */
  record Verification(
      boolean whole,
      long entries,
      @Nullable String head,
      @Nullable Long line,
      @Nullable String kind,
      @Nullable String why) {
    static Verification of(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Whole(String run, long entries, String head) ->
            new Verification(true, entries, head, null, null, null);
        case Verdict.Broken(long line, Verdict.Kind kind, String why) ->
            new Verification(false, 0, null, line, kind.name(), why);
      };
    }
  }

  /** One entry, whole. */
  record Line(long seq, String entry) {}

  List<Operation> all() {
    return List.of(
        get(
                "/runs/{run}/journal",
                Scope.RUNS_READ,
                "readJournal",
                "Entries, as they are stored.",
                this::page)
            .gives(Line.class)
            .paged()
            .query("after", "begin after this entry"),
        get("/runs/{run}/journal/{seq}", Scope.RUNS_READ, "getEntry", "One entry.", this::entry)
            .gives(Object.class),
        get(
                "/runs/{run}/export",
                Scope.RUNS_READ,
                "exportJournal",
                "All entries, one a line.",
                this::export)
            .gives(LINES),
        get(
                "/runs/{run}/verify",
                Scope.RUNS_READ,
                "verifyJournal",
                "Whether it is whole.",
                this::verify)
            .gives(Verification.class)
            .query("head", "the hash of an entry that must be in it"),
        get(
                "/audit",
                Scope.AUDIT_READ,
                "readAudit",
                "What had to do with security, newest first.",
                this::audit)
            .gives(Line.class)
            .paged(),
        get(
                "/audit/export",
                Scope.AUDIT_READ,
                "exportAudit",
                "All of it, one entry a line.",
                this::exportAudit)
            .gives(LINES),
        get(
                "/audit/verify",
                Scope.AUDIT_READ,
                "verifyAudit",
                "Whether it is whole.",
                this::verifyAudit)
            .gives(Verification.class));
  }

  private JdbcRunStore journals(Ask ask) {
    desk.line(ask.tenant(), ask.at("run"));
    return desk.journals(ask.tenant());
  }

  private Reply page(Ask ask) {
    JdbcRunStore store = journals(ask);
    long from = Cursor.number(ask, ask.number("after", 0, 0, Long.MAX_VALUE / 2)) + 1;
    int limit = ask.limit();
    List<Line> lines = new ArrayList<>();
    for (long seq = from; seq <= from + limit; seq++) {
      Entry entry = store.entry(ask.at("run"), seq).orElse(null);
      if (entry == null) {
        break;
      }
      lines.add(new Line(seq, EntryCodec.encode(entry)));
    }
    return Cursor.slice(ask, lines, line -> Long.toString(line.seq()), limit);
  }

  private Reply entry(Ask ask) {
    return journals(ask)
        .entry(ask.at("run"), ask.number("seq"))
        .map(entry -> Reply.text(Reply.JSON, EntryCodec.encode(entry)))
        .orElseThrow(() -> Denied.missing("entry " + ask.at("seq")));
  }

  private Reply export(Ask ask) {
    StringBuilder lines = new StringBuilder();
    journals(ask).readLines(ask.at("run"), 1, line -> lines.append(line).append('\n'));
    return Reply.text(LINES, lines.toString());
  }

  private Reply verify(Ask ask) {
    JournalVerifier verifier = new JournalVerifier(ask.query().get("head"));
    journals(ask).readLines(ask.at("run"), 1, verifier::accept);
    return Reply.of(Verification.of(verifier.verdict()));
  }

  private Reply audit(Ask ask) {
    int limit = ask.limit();
    List<Line> lines =
        audit.page(ask.tenant(), Cursor.number(ask, Long.MAX_VALUE), limit + 1).stream()
            .map(entry -> new Line(entry.seq(), EntryCodec.encode(entry)))
            .toList();
    return Cursor.slice(ask, lines, line -> Long.toString(line.seq()), limit);
  }

  private Reply exportAudit(Ask ask) {
    StringBuilder lines = new StringBuilder();
    audit.lines(ask.tenant(), line -> lines.append(line).append('\n'));
    return Reply.text(LINES, lines.toString());
  }

  private Reply verifyAudit(Ask ask) {
    JournalVerifier verifier = new JournalVerifier();
    audit.lines(ask.tenant(), verifier::accept);
    return Reply.of(Verification.of(verifier.verdict()));
  }
}
