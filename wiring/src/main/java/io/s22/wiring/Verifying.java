package io.s22.wiring;

import io.s22.data.compare.Countdown;
import io.s22.driver.mariadb.Verification;
import io.s22.journal.Event;
import io.s22.plan.Durations;
import io.s22.run.Clock;
import io.s22.store.JdbcRunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A verification under way: its countdown on the screen, and in the run's journal when it began,
 * how far it was now and then, when it rang, and what it found.
 */
public final class Verifying {
  /** Notes of it in the journal. */
  public static final String SUBJECT = "verification";

  private static final String PHASE = "phase";
  private static final String ENDED = "ended";
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration SAY = Duration.ofSeconds(10);
  private static final Duration NOTE = Duration.ofMinutes(10);

  private final JdbcRunStore store;
  private final Clock clock;
  private final Consumer<String> say;
  private final What what;
  private boolean rang;
  private Instant said = Instant.EPOCH;
  private Instant noted = Instant.EPOCH;

  /**
   * What is verified.
   *
   * @param run the run's id
   * @param due by when
   * @param by who asked for it
   */
  public record What(String run, Instant due, String by) {}

  /**
   * @param say takes each line that a person should read
   */
  public Verifying(JdbcRunStore store, Clock clock, Consumer<String> say, What what) {
    this.store = store;
    this.clock = clock;
    this.say = say;
    this.what = what;
  }

  /** What the last verification of this run that ended has found; empty for none. */
  public Map<String, String> last() {
    List<Map<String, String>> ends = ends();
    return ends.isEmpty() ? Map.of() : ends.getLast();
  }

  /** The name of the next one: the same again until it has ended. */
  public String name() {
    return what.run() + "/verification/" + (ends().size() + 1);
  }

  private List<Map<String, String>> ends() {
    List<Map<String, String>> ends = new ArrayList<>();
    store.read(
        what.run(),
        1,
        entry -> {
          if (entry.event() instanceof Event.Noted note
              && note.subject().equals(SUBJECT)
              && ENDED.equals(note.facts().get(PHASE))) {
            ends.add(note.facts());
          }
        });
    return ends;
  }

  /** Carries it out; what it found, by name. */
  public Map<String, String> run(Verification verification, Verification.Manners manners)
      throws InterruptedException {
    Instant began = clock.now();
    long before = verification.compared();
    Countdown countdown = new Countdown(what.due(), verification.estimate(), began, before);
    noted = began;
    begin(verification, countdown);
    CompletableFuture<Map<String, String>> result = new CompletableFuture<>();
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .name("verify")
            .start(() -> work(verification, manners, result));
    try {
      Map<String, String> found = follow(result, verification, countdown);
      return end(found);
    } finally {
      worker.interrupt();
    }
  }

  private static void work(
      Verification verification,
      Verification.Manners manners,
      CompletableFuture<Map<String, String>> result) {
    try {
      result.complete(verification.run(manners));
    } catch (RuntimeException failed) {
      result.completeExceptionally(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      result.completeExceptionally(new CompletionException(stopped));
    }
  }

  private void begin(Verification verification, Countdown countdown) {
    Map<String, String> facts = facts("begun");
    facts.put("compares", verification.sides());
    facts.put("estimate", Long.toString(countdown.estimate()));
    facts.put("resumed", Long.toString(countdown.before()));
    facts.put("due", what.due().toString());
    note(SUBJECT, "the comparison of all data begins", facts);
    say(
        "Comparing "
            + verification.sides()
            + ": about "
            + countdown.estimate()
            + " rows, due by "
            + what.due()
            + (countdown.before() > 0
                ? "; it goes on after " + countdown.before() + " rows."
                : "."));
  }

  private Map<String, String> follow(
      CompletableFuture<Map<String, String>> result, Verification verification, Countdown countdown)
      throws InterruptedException {
    while (true) {
      try {
        return result.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException goesOn) {
        look(verification.compared(), countdown);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failed) {
          throw failed;
        }
        throw new CompletionException(e.getCause());
      }
    }
  }

  private void look(long compared, Countdown countdown) {
    Instant now = clock.now();
    Countdown.Stand stand = countdown.at(now, compared);
    if (stand.late() != rang) {
      rang = stand.late();
      ring(stand, compared, countdown);
    }
    if (Duration.between(said, now).compareTo(SAY) >= 0) {
      said = now;
      say(line(stand, compared, countdown));
    }
    if (Duration.between(noted, now).compareTo(NOTE) >= 0) {
      noted = now;
      note(SUBJECT, "the comparison goes on", facts("goes-on", stand, compared, countdown));
    }
  }

  private void ring(Countdown.Stand stand, long compared, Countdown countdown) {
    String text =
        stand.left().isNegative()
            ? "the comparison has missed its deadline"
            : rang
                ? "the comparison will miss its deadline"
                : "the comparison will meet its deadline after all";
    Map<String, String> facts = facts(rang ? "late" : "in-time", stand, compared, countdown);
    note("alarm", text, facts);
    say((rang ? "ALARM: " : "") + text + ": " + line(stand, compared, countdown));
  }

  private Map<String, String> facts(
      String phase, Countdown.Stand stand, long compared, Countdown countdown) {
    Map<String, String> facts = facts(phase);
    facts.put("rows", Long.toString(compared));
    facts.put("estimate", Long.toString(countdown.estimate()));
    facts.put("due", what.due().toString());
    @Nullable Instant ends = stand.ends();
    if (ends != null) {
      facts.put("ends", ends.toString());
    }
    return facts;
  }

  private static String line(Countdown.Stand stand, long compared, Countdown countdown) {
    String left = Durations.format(Duration.ofSeconds(Math.abs(stand.left().toSeconds())));
    return compared
        + " of about "
        + countdown.estimate()
        + " rows"
        + (stand.ends() == null ? "" : ", ends at " + stand.ends() + " at this rate")
        + (stand.left().isNegative() ? ", overdue by " + left : ", " + left + " left");
  }

  private Map<String, String> end(Map<String, String> found) {
    Map<String, String> facts = facts(ENDED);
    facts.putAll(found);
    facts.put("due", what.due().toString());
    note(SUBJECT, same(found) ? "all data are the same" : "differences were found", facts);
    return facts;
  }

  /** Whether no difference was found. */
  public static boolean same(Map<String, String> found) {
    return "same".equals(found.get("result"));
  }

  private static Map<String, String> facts(String phase) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(PHASE, phase);
    return facts;
  }

  private void note(String subject, String text, Map<String, String> facts) {
    store.note(what.run(), clock.now(), what.by(), new Event.Noted(subject, text, facts));
  }

  private void say(String line) {
    say.accept(line);
  }
}
