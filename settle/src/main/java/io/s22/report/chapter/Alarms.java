package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.GateAnswer;
import io.s22.plan.Inventory;
import io.s22.plan.Promise;
import io.s22.plan.Service;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Text;
import io.s22.plan.Timetable;
import io.s22.report.Subject;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.fact.Notes;
import io.s22.report.fact.ServiceFacts.ServiceFact;
import io.s22.report.fact.StepFacts.StepFact;
import io.s22.report.fact.StepFacts.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person should have been woken for, as the journal shows it. */
final class Alarms {
  private final Subject s;
  private final List<Alarm> found = new ArrayList<>();

  /**
   * One of them.
   *
   * @param cites the entries it rests on
   */
  record Alarm(Instant at, Text kind, String what, String detail, Mood mood, List<Long> cites) {}

  private Alarms(Subject s) {
    this.s = s;
  }

  /** All of them, in order of time. */
  static List<Alarm> of(Subject s) {
    Alarms alarms = new Alarms(s);
    alarms.gates();
    alarms.troubles();
    alarms.nodes();
    alarms.overruns();
    alarms.promises();
    alarms.gaps();
    alarms.rung();
    return alarms.found.stream().sorted(Comparator.comparing(Alarm::at)).toList();
  }

  private void gates() {
    for (Entry entry : s.facts().people().gates()) {
      Event.GateAnswered gate = (Event.GateAnswered) entry.event();
      if (gate.answer() != GateAnswer.GO) {
        boolean no = gate.answer() == GateAnswer.NO_GO;
        found.add(
            new Alarm(
                entry.at(),
                no ? say("gate: no-go", "门禁：不放行") : say("gate: not known", "门禁：未知"),
                gate.subject(),
                gate.detail(),
                no ? Mood.BAD : Mood.DOUBTFUL,
                List.of(entry.seq())));
      }
    }
  }

  private void troubles() {
    for (Trouble each : s.facts().steps().troubles()) {
      found.add(
          new Alarm(
              each.at(),
              say("step: " + each.kind(), "步骤：" + each.kind()),
              each.effect().toString(),
              each.why(),
              Mood.BAD,
              List.of(each.entry())));
    }
  }

  /** The first node begins; each further one goes on where another was lost. */
  private void nodes() {
    s.facts().course().takenOver().stream()
        .skip(1)
        .forEach(entry -> {
          Event.TakenOver over = (Event.TakenOver) entry.event();
          found.add(
              new Alarm(
                  entry.at(),
                  say("S22: another process goes on", "S22：由另一进程接续"),
                  over.node(),
                  "the one before had stopped",
                  Mood.DOUBTFUL,
                  List.of(entry.seq())));
        });
  }

  private void overruns() {
    Timetable table = new Timetable(s.plan(), s.plan().window());
    for (Stage stage : s.plan().stages()) {
      Instant due = table.ends(stage).plus(s.shift());
      StepFact last = last(stage);
      Instant ended = last == null ? null : last.ended();
      if (last != null && ended != null && ended.isAfter(due)) {
        overrun(ended, due, stage.stage(), last.cites());
      }
    }
    Instant ended = s.facts().course().ended();
    Instant closes = s.facts().course().opened().closes();
    if (ended != null && ended.isAfter(closes)) {
      overrun(
          ended,
          closes,
          s.word("the window", "窗口"),
          List.of(s.facts().course().moves().getLast().seq()));
    }
  }

  private void overrun(Instant ended, Instant due, String what, List<Long> cites) {
    found.add(
        new Alarm(
            ended,
            say("overrun", "超时"),
            what,
            "+" + Subject.length(Duration.between(due, ended)) + ", due " + s.time(due),
            Mood.DOUBTFUL,
            cites));
  }

  private @Nullable StepFact last(Stage stage) {
    StepFact last = null;
    for (Step step : stage.steps()) {
      StepFact fact = s.facts().steps().find(step.step()).orElse(null);
      if (fact != null && after(fact.ended(), last == null ? null : last.ended())) {
        last = fact;
      }
    }
    return last;
  }

  private static boolean after(@Nullable Instant one, @Nullable Instant other) {
    return one != null && (other == null || one.isAfter(other));
  }

  private void promises() {
    for (Map.Entry<String, Service> each : s.plan().cluster().services().entrySet()) {
      ServiceFact fact = s.facts().services().all().get(each.getKey());
      Promise promise = each.getValue().promise();
      if (fact != null && promise != null && fact.requests() > 0) {
        promise(each.getKey(), promise, fact);
      }
    }
  }

  private void promise(String service, Promise promise, ServiceFact fact) {
    var share = promise.availability();
    Duration longest = promise.longestInterruption();
    if (share != null && fact.availability() < share.value()) {
      broken(
          service,
          fact,
          Subject.percent(fact.availability()) + " < " + Subject.percent(share.value()));
    }
    if (longest != null && fact.longestGapMillis() > longest.toMillis()) {
      Duration gap = Duration.ofMillis((long) fact.longestGapMillis());
      broken(service, fact, Subject.length(gap) + " > " + Subject.length(longest));
    }
  }

  private void broken(String service, ServiceFact fact, String detail) {
    found.add(
        new Alarm(
            fact.worstAt(),
            say("promise broken", "未兑现承诺"),
            service,
            detail,
            Mood.BAD,
            fact.worst()));
  }

  /** A switch-over that took clients longer than the service's limit. */
  private void gaps() {
    for (Entry entry : s.facts().notes().on("gap")) {
      Event.Noted note = Notes.note(entry);
      String millis = note.facts().getOrDefault("millis", "");
      Duration limit = limit(note.text());
      if (limit != null
          && millis.matches("[0-9]{1,12}")
          && Long.parseLong(millis) > limit.toMillis()) {
        found.add(
            new Alarm(
                entry.at(),
                say("switch-over above its limit", "切换超过上限"),
                note.text(),
                millis + " ms > " + Subject.length(limit),
                Mood.BAD,
                List.of(entry.seq())));
      }
    }
  }

  /** The limit of the service whose host a switch-over's effect names. */
  private @Nullable Duration limit(String effect) {
    Inventory inventory = new Inventory(s.plan().cluster());
    for (Service service : s.plan().cluster().services().values()) {
      boolean on =
          inventory.hostsOf(service).stream().anyMatch(host -> effect.contains("@" + host + "/"));
      if (on && service.failOver() != null) {
        return service.failOver().limit();
      }
    }
    return null;
  }

  private void rung() {
    for (Entry entry : s.facts().notes().on("alarm")) {
      Event.Noted note = Notes.note(entry);
      boolean over = "in-time".equals(note.facts().get("phase"));
      found.add(
          new Alarm(
              entry.at(),
              say("alarm", "告警"),
              note.text(),
              AlertsChapter.facts(note),
              over ? Mood.GOOD : Mood.BAD,
              List.of(entry.seq())));
    }
    s.handed()
        .alerts()
        .forEach(alert ->
            found.add(
                new Alarm(
                    alert.from(),
                    say("alert", "告警"),
                    alert.name(),
                    alert.detail(),
                    Mood.BAD,
                    List.of())));
  }
}
