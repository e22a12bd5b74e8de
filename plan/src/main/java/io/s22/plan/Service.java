package io.s22.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Something users use, and what it needs to be up.")
public record Service(
    At at,
    @Doc("What users call it.") @Nullable Text title,
    @Doc("Hosts, groups or ranges it runs on.") @Ranges List<String> on,
    @Doc(value = "How many of its hosts must be healthy.", examples = "2 of 3")
        @Nullable Needs needs,
    @Doc("Services without which it is down.") List<String> dependsOn,
    @Doc("Services without which it still answers, but poorly.") List<String> degradesWithout,
    @Doc(
            value =
                "How often a host fails that waits as a spare, beside one at work: 0% is cold"
                    + " standby; where left out, all its hosts are at work. For the forecast.",
            examples = {"0%", "25%"})
        @Nullable Probability sparesFail,
    @Doc("What was promised to its users.") @Nullable Promise promise,
    @Doc("How it moves to another host when one is lost.") @Nullable FailOver failOver) {

  public Service {
    on = List.copyOf(on);
    dependsOn = List.copyOf(dependsOn);
    degradesWithout = List.copyOf(degradesWithout);
  }
}
