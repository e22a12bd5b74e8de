package io.s22.plan;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("One thing that is done, on one host or on many, and how to check and undo it.")
public record Step(
    At at,
    @Doc("Its name, unique in the plan.") @Name String step,
    @Doc("What people call it.") @Nullable Text title,
    @Doc(
            value = "The driver and its action.",
            examples = {"shell", "mariadb.upgrade"})
        String uses,
    @Doc("The action's parameters.") Map<String, Parameter> with,
    @Doc("Hosts, groups, services or ranges it works on; S22's own machine where left out.") @Ranges
        List<String> on,
    @Doc(
            value =
                "The steps of this stage it waits for; the one written before it where left out;"
                    + " `nothing` lets it begin with the stage.",
            examples = {"last-backup", "[last-backup, canary]", "nothing"})
        @Nullable List<String> after,
    @Doc(
            value =
                "How many hosts at once: a number, a share, or all; one at a time where left out.",
            examples = {"1", "25%", "all"})
        @Nullable Batch batch,
    @Doc(
            value =
                "This many hosts go first: forward, back, and forward again, so that the way back is"
                    + " proven before the rest follows.",
            examples = "1")
        @Span(from = 1, to = 100_000)
        @Nullable Integer canary,
    @Doc("Stopped after this long on one host, and counted as failed.") @Nullable Duration timeout,
    @Doc("How a failed attempt is repeated.") @Nullable Retry retry,
    @Doc("Must hold before it begins on a host; refuses it otherwise.")
        @Nullable Invocation precheck,
    @Doc("Must hold after it was done on a host; it counts as failed otherwise.")
        @Nullable Invocation verify,
    @Doc("Undoes it on a host.") @Nullable Invocation rollback,
    @Doc("Why it cannot or need not be undone.") @Nullable Text irreversible,
    @Doc("How long one attempt takes on one host.") @Nullable Distribution takes,
    @Doc("How likely one attempt fails.") @Nullable Probability fails,
    @Doc(
            value =
                "Services it takes away, and for how long on each host; the whole step where no time"
                    + " is given. What it closes for another step to open again is away until that"
                    + " step.",
            examples = {
              "{orders-database: {likely: 150ms, worst: 90s}}",
              "{exports: {until: routes-open}}"
            })
        Map<String, Effect> interrupts,
    @Doc("Services it slows or limits, and for how long.") Map<String, Effect> degrades,
    @Doc(
            value =
                "What to do when S22 does not know whether it was done: repeat it, find out, or ask a"
                    + " person.",
            examples = "probe")
        @Nullable Repeat repeat,
    @Doc("Whether the cluster may be left as it is after this step: where a pause may land.")
        @Nullable Boolean mayStopAfter,
    @Doc("Asked before it begins.") List<Gate> gates,
    @Doc(value = "Must be done by this time of day.", examples = "\"01:30\"")
        @Nullable LocalTime doneBy,
    @Doc(value = "The crew or lock it needs for its whole length.", examples = "dba")
        @Nullable String crew,
    @Doc(
            value = "Which product goes from which version to which.",
            examples = "{mysql: 8.0.32 -> 8.0.36}")
        Map<String, VersionMove> moves,
    @Doc("What happens when it failed for good; the whole run is rolled back where left out.")
        @Nullable IfFails ifFails) {

  public Step {
    with = Ordered.copy(with);
    on = List.copyOf(on);
    after = after == null ? null : List.copyOf(after);
    interrupts = Ordered.copy(interrupts);
    degrades = Ordered.copy(degrades);
    gates = List.copyOf(gates);
    moves = Ordered.copy(moves);
  }
}
