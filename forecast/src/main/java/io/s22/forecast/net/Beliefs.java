package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.plan.Step;
import org.jspecify.annotations.Nullable;

/** What is believed of a step: what the plan declares, or what was learnt from past runs. */
public interface Beliefs {
  /** The plan's word, taken as it stands. */
  Beliefs DECLARED =
      new Beliefs() {
        @Override
        public @Nullable Law takes(Step step, @Nullable Law declared) {
          return declared;
        }

        @Override
        public double fails(Step step, double declared) {
          return declared;
        }
      };

  /** How long one act lasts; null when nothing is known. */
  @Nullable Law takes(Step step, @Nullable Law declared);

  /** How likely one act fails. */
  double fails(Step step, double declared);

  /** How long it takes to mend a host that failed by itself. */
  default Law mends(Law declared) {
    return declared;
  }
}
