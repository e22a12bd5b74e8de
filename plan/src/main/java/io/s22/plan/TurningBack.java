package io.s22.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

@Doc(
    value =
        "At the last instant from which a rollback still ends inside the window, the run asks"
            + " whether to go on.",
    examples = "{asks: lead, within: 5m, otherwise: roll-back}")
public record TurningBack(
    At at,
    @Doc("The role that decides; where left out, the default is taken at once.")
        @Nullable String asks,
    @Doc("How long it has to answer; taken before the last instant, not after it.")
        @Nullable Duration within,
    @Doc("What happens without an answer.") @Nullable Default otherwise) {

  @Doc("What to do at the point of no return.")
  public enum Default {
    ROLL_BACK,
    GO_ON
  }
}
