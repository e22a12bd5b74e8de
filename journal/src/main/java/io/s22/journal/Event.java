package io.s22.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. A new kind of fact is a new record here, never a new meaning. In the
 * journal an event's {@code type} is its record's name in kebab-case, for ever; a component that is
 * added later is nullable, a list or a map, so that older journals can still be read. Instants are
 * cut to the millisecond.
 */
public sealed interface Event {
  /**
   * A run was opened.
   *
   * @param planName the plan's name
   * @param planText the plan's file, whole; it holds references to secrets, never secrets
   * @param planHash SHA-256 of {@code planText}, hex
   * @param opens when its window opens
   * @param closes when its window closes
   * @param variables values given on the command line in place of the plan's
   * @param simulated drivers bound to the simulated one, by name; {@code "*"} for all
   * @param version S22's version
   * @param outside why a person opened it outside the announced windows; null within them
   */
  record RunOpened(
      String planName,
      String planText,
      String planHash,
      Instant opens,
      Instant closes,
      Map<String, String> variables,
      List<String> simulated,
      String version,
      @Nullable String outside)
      implements Event {
    /** A run within the announced windows. */
    public RunOpened(
        String planName,
        String planText,
        String planHash,
        Instant opens,
        Instant closes,
        Map<String, String> variables,
        List<String> simulated,
        String version) {
      this(planName, planText, planHash, opens, closes, variables, simulated, version, null);
    }

    public RunOpened {
      opens = opens.truncatedTo(ChronoUnit.MILLIS);
      closes = closes.truncatedTo(ChronoUnit.MILLIS);
      variables = Map.copyOf(variables);
      simulated = List.copyOf(simulated);
    }
  }

  /** A node began to drive the run, at first or after another died. */
  record TakenOver(String node, long fence) implements Event {}

  /** The run went from one state to another, and the sentence why. */
  record Moved(RunState from, RunState to, String because) implements Event {}

  /** Written before an effect begins. */
  record Intent(Effect effect) implements Event {}

  /** An effect ended. */
  record Ended(Effect effect, Outcome outcome) implements Event {}

  /** After a crash or a lost reply, the driver was asked what became of an effect. */
  record Probed(Effect effect, Finding finding) implements Event {}

  /**
   * A gate was asked.
   *
   * @param subject the stage or step it stands before
   * @param gate its position there, from 0
   * @param answer what it said: GO, NO_GO or UNKNOWN
   */
  record GateAnswered(String subject, int gate, GateAnswer answer, String detail)
      implements Event {}

  /**
   * People were asked.
   *
   * @param question names the question within the run
   * @param role who is asked
   * @param choices the answers it takes
   * @param otherwise the answer taken at {@code deadline}; none where there is no deadline
   */
  record Asked(
      String question,
      String role,
      String text,
      List<String> choices,
      @Nullable Instant deadline,
      @Nullable String otherwise)
      implements Event {
    public Asked {
      choices = List.copyOf(choices);
      deadline = deadline == null ? null : deadline.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** A question was answered, by a person or by its default. */
  record Decided(String question, String choice, String reason, boolean byDefault)
      implements Event {}

  /**
   * A person gave the run a longer window.
   *
   * @param closes when it closes now
   */
  record Extended(Instant closes, String reason) implements Event {
    public Extended {
      closes = closes.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** A person told the run to do something. */
  record Commanded(Command.Kind kind, String reason) implements Event {}

  /**
   * What was expected at that moment.
   *
   * @param basis {@code declared} from the plan's durations, {@code simulated} from a forecast
   */
  record Expected(
      Instant p50Finish, Instant p90Finish, double overrun, Instant pointOfNoReturn, String basis)
      implements Event {
    public Expected {
      p50Finish = p50Finish.truncatedTo(ChronoUnit.MILLIS);
      p90Finish = p90Finish.truncatedTo(ChronoUnit.MILLIS);
      pointOfNoReturn = pointOfNoReturn.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** A step was left out because one it waits for was undone or failed. */
  record Skipped(String step, String because) implements Event {}

  /** What users of a service got, measured from outside, in one span. */
  record Measured(
      String service,
      Instant from,
      Instant to,
      long requests,
      long failed,
      double p50Millis,
      double p99Millis,
      double longestGapMillis)
      implements Event {
    public Measured {
      from = from.truncatedTo(ChronoUnit.MILLIS);
      to = to.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /**
   * Users went without a service, measured from outside: nobody got a right answer.
   *
   * @param from the last right answer before it
   * @param to the first right answer after it, or when measuring ended
   * @param user whom it met, where each user was measured; null for all users of the service
   * @param how how it was measured
   */
  record Interrupted(String service, Instant from, Instant to, @Nullable String user, String how)
      implements Event {
    public Interrupted {
      from = from.truncatedTo(ChronoUnit.MILLIS);
      to = to.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /**
   * A service was closed as announced, measured from outside: users were told so and when to come
   * back, and nobody got a right answer. Whether it counts as interruption the contract says.
   *
   * @param from the first refusal as announced
   * @param to the first right answer after it, or when measuring ended
   * @param user whom it met, where each user was measured; null for all users of the service
   * @param how how it was measured
   */
  record Closed(String service, Instant from, Instant to, @Nullable String user, String how)
      implements Event {
    public Closed {
      from = from.truncatedTo(ChronoUnit.MILLIS);
      to = to.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** Something a driver found that belongs in the record: a proof, a checksum, a gap. */
  record Noted(String subject, String text, Map<String, String> facts) implements Event {
    public Noted {
      facts = Map.copyOf(facts);
    }
  }
}
