package io.s22.plan;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc(
    value = "Something a driver does. A plain string is a command, run where the step runs.",
    examples = {
      "systemctl is-active api",
      "{uses: http.get, with: {url: \"http://api-1/health\"}}"
    })
public record Invocation(
    At at,
    @Doc(
            value = "The driver and its action; the step's own driver where left out.",
            examples = "mariadb.upgrade")
        @Nullable String uses,
    @Doc("The action's parameters.") Map<String, Parameter> with,
    @Doc("How long it takes.") @Nullable Distribution takes,
    @Doc("How likely it fails.") @Nullable Probability fails,
    @Doc("After how long it is stopped and counts as failed.") @Nullable Duration timeout) {

  public Invocation {
    with = Ordered.copy(with);
  }
}
