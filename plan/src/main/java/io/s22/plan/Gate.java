package io.s22.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

@Doc(
    value =
        "A question with three answers: go, no-go, and not known. Exactly one of its four kinds.",
    examples = {
      "{metric: \"replication_lag_seconds < 1\", from: \"http://prometheus:9090\", if-unknown: {wait: 2m, then: no-go}}",
      "{approval: lead, within: 10m, otherwise: no-go}"
    })
@ExactlyOne({"command", "http", "metric", "approval"})
public record Gate(
    At at,
    @Doc("Its name, where people should see one.") @Nullable String gate,
    @Doc("A command: exit code 0 is go, 1 is no-go, anything else is not known.")
        @Nullable String command,
    @Doc("An address: 2xx is go, other answers are no-go, no answer is not known.")
        @Nullable String http,
    @Doc(
            value = "A metric compared with a number; no sample is not known.",
            examples = "replication_lag_seconds < 1")
        @Nullable String metric,
    @Doc("The Prometheus server that is asked for the metric.") @Nullable String from,
    @Doc("A role that is asked.") @Nullable String approval,
    @Doc("How long people have to answer.") @Nullable Duration within,
    @Doc("The answer when nobody answered in time; no-go where left out.")
        @Nullable Answer otherwise,
    @Doc("How long people take to answer; for the forecast.") @Nullable Distribution takes,
    @Doc("What to do when the answer is not known.") @Nullable IfUnknown ifUnknown,
    @Doc("How likely the answer is no-go; for the forecast.") @Nullable Probability refuses) {

  @Doc("What a gate can come to in the end.")
  public enum Answer {
    GO,
    NO_GO
  }

  @Doc(
      value = "Ask again for so long, then take an answer.",
      examples = "{wait: 2m, every: 5s, then: no-go}")
  public record IfUnknown(
      At at,
      @Key("wait") @Doc("For how long.") Duration waits,
      @Doc("How often; every 5 s where left out.") @Nullable Duration every,
      @Doc("The answer then; no-go where left out.") @Nullable Answer then) {}
}
