package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import org.jspecify.annotations.Nullable;

/** The same plan, one thing changed: what would it bring? */
public final class Scenario {
  private Scenario() {}

  /** The act of {@code step} on each host is shorter by {@code seconds}, but not below zero. */
  public static Network shorter(Network net, int step, double seconds) {
    Law law = net.law[Network.ACT][step];
    return law == null ? net : with(net, step, new Shorter(law, seconds), net.fails);
  }

  /** {@code step} never fails. */
  public static Network reliable(Network net, int step) {
    double[][] fails = net.fails.clone();
    for (int phase = Network.PRECHECK; phase <= Network.VERIFY; phase++) {
      fails[phase] = fails[phase].clone();
      fails[phase][step] = 0;
    }
    return with(net, step, net.law[Network.ACT][step], fails);
  }

  private static Network with(Network net, int step, @Nullable Law act, double[][] fails) {
    Network copy = net.copy();
    copy.law = net.law.clone();
    copy.law[Network.ACT] = net.law[Network.ACT].clone();
    copy.law[Network.ACT][step] = act;
    copy.fails = fails;
    return copy;
  }

  private record Shorter(Law law, double seconds) implements Law {
    @Override
    public double at(double u) {
      return Math.max(0, law.at(u) - seconds);
    }

    @Override
    public void fill(double[] u, double[] out, int n) {
      law.fill(u, out, n);
      for (int i = 0; i < n; i++) {
        out[i] = Math.max(0, out[i] - seconds);
      }
    }

    @Override
    public boolean fixed() {
      return law.fixed();
    }
  }
}
