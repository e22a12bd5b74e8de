package io.s22.driver.command;

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
    Instant lastContact = clock.now();
    Duration pause = FIRST_PAUSE;
    boolean everHeard = false;
    boolean everSent = false;
    while (true) {
      Report.Cut cut;
      try {
        Machine.Link link = machine.run(program);
        everSent = true;
        Report report = new Following(mark, link, feed).await(machine.readers());
        if (report instanceof Report.Cut c) {
          cut = c;
        } else if (report instanceof Report.Running) {
          cut = new Report.Cut(true, "the connection was cut");
        } else {
          return report;
        }
        if (cut.heard()) {
          everHeard = true;
          lastContact = clock.now();
          pause = FIRST_PAUSE;
        }
      } catch (IOException e) {
        cut = new Report.Cut(false, String.valueOf(e.getMessage()));
      }
      if (clock.now().isAfter(lastContact.plus(machine.patience()))) {
        return new Report.Cut(everHeard || everSent, cut.said());
      }
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  /** Runs {@code program} over one link; a short one, which may be run again another time. */
  Report ask(String mark, byte[] program, OutputFeed feed) throws InterruptedException {
    try {
      return new Following(mark, machine.run(program), feed).await(machine.readers());
    } catch (IOException e) {
      return new Report.Cut(false, String.valueOf(e.getMessage()));
    }
  }
}
