package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.plan.Compensation;
import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.office.RunDesk;
import io.s22.server.office.SettleDesk;
import io.s22.server.people.Audit;
import io.s22.server.people.Caller;
import io.s22.server.people.Scope;
import io.s22.settle.ledger.Cases;
import io.s22.settle.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cases of lost data: opened with the entries that show them, decided by a person. */
final class CaseOperations {
  private static final Pattern CASE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");
  private static final int LONGEST = 2_000;
  private static final int MOST_ENTRIES = 200;

  private final SettleDesk settle;
  private final RunDesk runs;
  private final Audit audit;
  private final Clock clock;

  CaseOperations(SettleDesk settle, RunDesk runs, Audit audit, Clock clock) {
    this.settle = settle;
    this.runs = runs;
    this.audit = audit;
    this.clock = clock;
  }

  /** A case of lost data, to be opened. */
  record NewCase(
      @Nullable String name,
      @Nullable String user,
      @Nullable String because,
      @Nullable List<Long> entries) {}

  /** What a case is worth. */
  record Decision(@Nullable BigDecimal amount, @Nullable String because) {}

  /** A case with its decisions. */
  record CaseView(
      String name,
      String user,
      Instant opened,
      String by,
      String because,
      List<String> evidence,
      long amount,
      List<Decided> decisions) {
    static CaseView of(Cases.Case each) {
      Cases.Event opened = each.opened();
      return new CaseView(
          opened.name(),
          opened.customer(),
          opened.at(),
          opened.by(),
          opened.text(),
          opened.evidence().lines().toList(),
          each.amount(),
          each.decisions().stream().map(Decided::of).toList());
    }
  }

  /** One decision; {@code amount} in the unit's smallest. */
  record Decided(Instant at, String by, @Nullable Long amount, String unit, String because) {
    static Decided of(Cases.Event event) {
      return new Decided(event.at(), event.by(), event.amount(), event.unit(), event.text());
    }
  }

  List<Operation> all() {
    return List.of(
        get(
                "/runs/{run}/cases",
                Scope.SETTLE_READ,
                "listCases",
                "Cases of lost data.",
                ask -> Cursor.slice(ask, views(ask), CaseView::name))
            .gives(CaseView.class)
            .paged(),
        of(
                Method.POST,
                "/runs/{run}/cases",
                Scope.SETTLE_WRITE,
                "openCase",
                "Open a case, with the journal's entries that show it.",
                this::open)
            .takes(NewCase.class)
            .gives(CaseView.class),
        of(
                Method.POST,
                "/runs/{run}/cases/{case}/decisions",
                Scope.SETTLE_WRITE,
                "decideCase",
                "Decide what a case is worth.",
                this::decide)
            .takes(Decision.class)
            .gives(CaseView.class));
  }

  private List<CaseView> views(Ask ask) {
    runs.line(ask.tenant(), ask.at("run"));
    try (Ledger ledger = settle.ledger(ask.tenant())) {
      return ledger.cases().of(ask.at("run")).values().stream().map(CaseView::of).toList();
    }
  }

  private CaseView view(Ask ask, String name) {
    return views(ask).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Denied.missing("case '" + name + "'"));
  }

  private Reply open(Ask ask) {
    runs.line(ask.tenant(), ask.at("run"));
    NewCase wanted = ask.json(NewCase.class);
    String name = Ask.need(wanted.name(), "name");
    if (!CASE.matcher(name).matches()) {
      throw Denied.malformed(
          "'name' is no name for a case.", "Use letters, digits, hyphens, dots and underscores.");
    }
    String user = brief(wanted.user(), "user");
    String because = brief(wanted.because(), "because");
    Compensation pays = settle.contract(ask.tenant(), ask.at("run"));
    Cases.Event opening =
        new Cases.Event(
            ask.at("run"),
            name,
            user,
            null,
            pays.perMinute().currency().getCurrencyCode(),
            clock.now(),
            ask.caller().login(),
            because,
            evidence(ask, wanted.entries() == null ? List.of() : wanted.entries()));
    try (Ledger ledger = settle.ledger(ask.tenant())) {
      ledger.cases().open(opening);
    } catch (S22Exception wrong) {
      throw SettleOperations.refused(wrong);
    }
    happened(ask, "case-opened", "case", name);
    return Reply.created("/api/v1/runs/" + ask.at("run") + "/cases/" + name, view(ask, name));
  }

  /** A text of a person's, not without end. */
  static String brief(@Nullable String text, String name) {
    String given = Ask.need(text, name).strip();
    if (given.length() > LONGEST) {
      throw Denied.malformed("'" + name + "' is too long.", "Take 2000 characters at the most.");
    }
    return given;
  }

  private String evidence(Ask ask, List<Long> entries) {
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw Denied.malformed(
          "'entries' must name what shows it.", "Give 1 to 200 numbers of the journal's entries.");
    }
    List<String> lines = new ArrayList<>();
    for (long seq : entries) {
      Entry entry =
          runs.journals(ask.tenant())
              .entry(ask.at("run"), seq)
              .orElseThrow(() -> Denied.missing("entry " + seq + " in this journal"));
      lines.add(EntryCodec.encode(entry));
    }
    return String.join("\n", lines);
  }

  private Reply decide(Ask ask) {
    view(ask, ask.at("case"));
    Decision wanted = ask.json(Decision.class);
    String because = brief(wanted.because(), "because");
    BigDecimal amount = wanted.amount();
    if (amount == null || amount.precision() > 20 || Math.abs(amount.scale()) > 20) {
      throw Denied.malformed("'amount' is no amount.", "Give one in the contract's currency.");
    }
    Compensation pays = settle.contract(ask.tenant(), ask.at("run"));
    try (Ledger ledger = settle.ledger(ask.tenant())) {
      ledger
          .cases()
          .decide(
              new Cases.Decision(ask.at("run"), clock.now(), ask.caller().login(), because),
              ask.at("case"),
              amount,
              pays.dataLossUpTo() == null ? null : pays.dataLossUpTo().amount(),
              Math.max(0, pays.perMinute().currency().getDefaultFractionDigits()));
    } catch (S22Exception wrong) {
      throw wrong.code().equals("S22-9658")
          ? Denied.missing("case '" + ask.at("case") + "'")
          : SettleOperations.refused(wrong);
    }
    happened(ask, "case-decided", "case", ask.at("case"));
    return Reply.of(view(ask, ask.at("case")));
  }

  private void happened(Ask ask, String kind, String name, String value) {
    Caller by = ask.caller();
    audit.happened(by.tenant(), by.login(), kind, "run", ask.at("run"), name, value);
  }
}
