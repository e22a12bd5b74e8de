package io.s22.plan;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc(
    value =
        "Something that is done or looked at. In plain words: where the step runs a command, a"
            + " command that runs in the same place; in any other step, a proof that the step's"
            + " driver knows.",
    examples = {
      "systemctl is-active api",
      "restored and compared",
      "{run: \"systemctl is-active api\", takes: 2s}",
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

  /** The parameter that holds a proof in plain words. */
  public static final String PROOF = "proof";

  public Invocation {
    with = Ordered.copy(with);
  }
}
