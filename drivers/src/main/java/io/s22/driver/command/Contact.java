package io.s22.driver.command;

import io.s22.driver.common.Errors;
import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Keeps in contact with a machine: a link that breaks is made again, for as long as it may. */
final class Contact {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Machine machine;
  private final Clock clock;

  Contact(Machine machine, Clock clock) {
    this.machine = machine;
    this.clock = clock;
  }

  /** Runs {@code program} until it has said its last word, over as many links as that takes. */
  Report follow(String mark, byte[] program, OutputFeed feed) throws InterruptedException {
    Note note = new Note(machine.notes(), mark);
    Report report = again(() -> sending(mark, program, feed, note));
    return report instanceof Report.Cut cut
        ? new Report.Cut(note.mayHaveBegun(), cut.said())
        : report;
  }

  /** Runs a {@code program} that only asks, until it was answered. */
  Report ask(String mark, byte[] program, OutputFeed feed) throws InterruptedException {
    Report report = again(() -> once(mark, program, feed));
    if (report instanceof Report.Running) {
      new Note(machine.notes(), mark).found();
    }
    return report;
  }

  /** One try. */
  private interface Try {
    Report report() throws InterruptedException;
  }

  private Report again(Try attempt) throws InterruptedException {
    Instant lastContact = clock.now();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Report report = attempt.report();
      if (!(report instanceof Report.Cut cut)) {
        return report;
      }
      if (cut.heard()) {
        lastContact = clock.now();
        pause = FIRST_PAUSE;
      }
      if (clock.now().isAfter(lastContact.plus(machine.patience()))) {
        return cut;
      }
      Thread.sleep(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
  }

  private Report once(String mark, byte[] program, OutputFeed feed) throws InterruptedException {
    try {
      return new Following(mark, machine.run(program), feed).await(machine.readers());
    } catch (IOException e) {
      return new Report.Cut(false, String.valueOf(e.getMessage()));
    }
  }

  private Report sending(String mark, byte[] program, OutputFeed feed, Note note)
      throws InterruptedException {
    try {
      note.beforeSending();
      Machine.Link link = machine.run(program);
      note.sent();
      Report report = new Following(mark, link, feed).await(machine.readers());
      return report instanceof Report.Running
          ? new Report.Cut(true, "the connection was cut")
          : report;
    } catch (IOException e) {
      note.notSent();
      return new Report.Cut(false, String.valueOf(e.getMessage()));
    } catch (S22Exception e) {
      note.notSent();
      if (note.mayHaveBegun()) {
        return new Report.Lost(Errors.line(e));
      }
      throw e;
    }
  }
}
